"""What is wired, what is missing, and how to mend it: for `doctor`, /healthz and the status page."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.activity.models import WorkerBeat
from clusterhub.letters.models import Letter
from clusterhub.web.database_trouble import AWAY, BUSY, UNPREPARED, WHILE_READABLE, trouble_of

WORKER_LATE = timedelta(seconds=60)
LETTER_LATE, LOOKED_BACK = timedelta(minutes=5), timedelta(days=2)
FINE, WARNING, BROKEN = "fine", "warning", "broken"


@dataclass(frozen=True)
class Finding:
    name: str
    level: str
    words: str
    fix: str = ""
    is_away: bool = False  # Nothing can be read, not even who is asking.


def last_beat():
    """When any worker last showed that it lives, or None."""
    return WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()


def check_database(in_full=False):
    """Asked and written to, without changing a row; strangers do not read what the server said."""
    name = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            _try_to_write(cursor)
    except Error as error:
        trouble = trouble_of(error) or AWAY
        if not (in_full and trouble == UNPREPARED):  # The next check says how many are missing.
            words = str(error).split("\n")[0] if in_full else str(trouble)
            fix = _("Check DATABASE_URL and that the server runs and may be written to.")
            return Finding(name, BROKEN, words, fix, is_away=trouble not in WHILE_READABLE)
    return Finding(name, FINE, _("%(name)s answers.") % {"name": connection.display_name})


def _try_to_write(cursor):
    if connection.vendor != "sqlite":
        return cursor.execute(f"DELETE FROM {WorkerBeat._meta.db_table} WHERE 1 = 0")
    # Somebody else's long write is no illness, and a health check does not wait for it.
    cursor.execute("PRAGMA busy_timeout = 200")
    try:
        cursor.execute(f"DELETE FROM {WorkerBeat._meta.db_table} WHERE 1 = 0")
    except Error as error:
        if trouble_of(error) != BUSY:
            raise
    finally:
        patience = connection.settings_dict["OPTIONS"].get("timeout", 5)
        cursor.execute(f"PRAGMA busy_timeout = {patience * 1000}")


def check_migrations():
    from django.db.migrations.executor import MigrationExecutor  # Slow to import; doctor only.

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        words = _("%(count)d changes wait.") % {"count": len(waiting)}
        return Finding(_("Tables"), BROKEN, words, "clusterhub migrate")
    return Finding(_("Tables"), FINE, _("Up to date."))


def check_worker():
    name, fix = _("Background worker"), _("Start one and keep it running: clusterhub worker")
    if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
        return Finding(name, FINE, _("Not needed: tasks run at once."))
    beat = last_beat()
    if beat is None:
        return Finding(name, BROKEN, _("It has never run."), fix)
    seconds = int((timezone.now() - beat).total_seconds())
    words = _("It last ran %(seconds)d s ago.") % {"seconds": seconds}
    if timezone.now() - beat > WORKER_LATE:
        return Finding(name, BROKEN, words, fix)
    return Finding(name, FINE, words)


def check_mail():
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        words = _("Goes to the outbox folder, to nobody else.")
        fix = _("Set CLUSTERHUB_EMAIL_URL, for example smtp://user:password@mail.example.org:587")
        return Finding(_("Mail"), FINE if settings.DEMO else WARNING, words, fix)
    return Finding(_("Mail"), FINE, _("Goes through %(host)s.") % {"host": settings.EMAIL_HOST})


def check_letters():
    """Whether mail leaves: what waits too long, and what no server took of late."""
    name, now = _("Letters"), timezone.now()
    oldest = Letter.objects.due(now - LETTER_LATE).order_by("not_before").first()
    if oldest:
        minutes = int((now - oldest.not_before).total_seconds() // 60)
        words = _("Stuck: one has waited for %(minutes)d minutes.") % {"minutes": minutes}
        fix = _("Keep a worker running: clusterhub worker")
        return Finding(name, BROKEN, words, fix)
    late = Letter.objects.filter(made_at__gt=now - LOOKED_BACK)
    again = late.filter(state="queued", attempts__gt=0).order_by("-pk").first()
    if again:
        words = _("They are tried again, for the mail server says: %(words)s")
        fix = _("Check CLUSTERHUB_EMAIL_URL.")
        return Finding(name, WARNING, words % {"words": again.problem}, fix)
    if count := late.not_arrived().count():
        words = _("%(count)d of the last two days did not arrive.") % {"count": count}
        fix = _("Each event's list of letters says why.")
        return Finding(name, WARNING, words, fix)
    return Finding(name, FINE, _("None waits."))


def check_secret():
    name = _("Secret key")
    if settings.SECRET_KEY.startswith("only-for-trying-it-out"):
        fix = _("Set CLUSTERHUB_SECRET_KEY to 50 or more random characters.")
        return Finding(
            name, FINE if settings.DEMO else WARNING, _("The one for trying it out."), fix
        )
    return Finding(name, FINE, _("Set."))


def check_address():
    words = settings.BASE_URL
    if settings.IS_HTTPS or settings.DEMO:
        return Finding(_("Address"), FINE, words)
    fix = _("Set CLUSTERHUB_BASE_URL to the https:// address of the site.")
    return Finding(_("Address"), WARNING, words, fix)


def check_pdf():
    from clusterhub.documents.writing import pdf_problem  # Loads libraries; doctor only.

    if problem := pdf_problem():
        fix = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        return Finding(_("PDF"), WARNING, problem, fix)
    return Finding(_("PDF"), FINE, _("Can be made."))


def check_lists():
    from clusterhub.vocabularies.models import Country

    count = Country.objects.count()
    if not count:
        return Finding(_("Shared lists"), WARNING, _("Empty."), "clusterhub load-vocabularies")
    return Finding(_("Shared lists"), FINE, _("%(count)d countries.") % {"count": count})


def check_search():
    """How far the index of the directory is behind the database."""
    from clusterhub.directory.finding.standing import standing  # Loads libraries; doctor only.

    name, fix = _("Search of the directory"), _("Keep a worker running: clusterhub worker")
    found = standing()
    if found.problem:
        words = _("No index yet; lists are answered by the database. %(why)s")
        return Finding(name, WARNING, words % {"why": found.problem}, fix)
    words = _("%(count)d organisations can be found, %(behind)d changes are waiting.")
    words %= {"count": found.count, "behind": found.behind}
    return Finding(name, WARNING if found.behind else FINE, words, fix if found.behind else "")


def check_folders():
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT):
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".write-test"
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            fix = _("Make the folder writable, or set CLUSTERHUB_DATA_DIR.")
            return Finding(_("Folders"), BROKEN, str(error), fix)
    return Finding(_("Folders"), FINE, str(settings.DATA_DIR))


def quick_findings(database=None):
    """What a status page can ask at every view: few statements; one when the database is away."""
    database = database or check_database()
    return [database] if database.level == BROKEN else [database, check_worker()]


def all_findings():
    """Everything, slow checks included; stops early when the database does not answer."""
    database = check_database(in_full=True)
    findings = [database, check_secret(), check_address(), check_mail(), check_folders()]
    if database.level != BROKEN:
        tables = check_migrations()
        findings.append(tables)
        if tables.level != BROKEN:
            findings += [check_worker(), check_letters(), check_lists(), check_search()]
    return [*findings, check_pdf()]
