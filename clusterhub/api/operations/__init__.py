import shutil
from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe
from tempfile import mkdtemp

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.activity.operations import record_activity
from clusterhub.api.dumping import write_files
from clusterhub.api.models import Scope, Token, digest_of
from clusterhub.api.open_data import folder, folder_of
from clusterhub.directory.kinds import FIELDS_OF, Part, fields_of
from clusterhub.directory.models import DirectoryDump
from clusterhub.directory.operations.profile import save_part

BEGINNING = "ch_"  # So that a scanner knows a secret that was published by mistake.
MOST_TOKENS = 20
EDITIONS_KEPT = 2  # Whoever is loading yesterday's gets to its end.


class TooManyTokens(Exception):
    """Some of this person's tokens should be revoked first."""


@transaction.atomic
def make_token(holder, *, name, days, may_write=False, scopes=()):
    """A new token and its secret, which nobody can show a second time."""
    User.objects.select_for_update().get(pk=holder.pk)  # Two clicks count each other's tokens.
    if Token.objects.living().filter(holder=holder).count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = BEGINNING + token_urlsafe(32)
    given = [Scope.READ, Scope.WRITE] if may_write else [Scope.READ]
    token = Token.objects.create(
        holder=holder,
        name=name,
        digest=digest_of(secret),
        begins=secret[:8],
        scopes=[str(scope) for scope in (*given, *scopes)],
        expires_at=timezone.now() + timedelta(days=days),
    )
    record_activity("access token made", holder, by=holder, name=name, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke_token(token, *, by):
    """From now on nobody acts with it; twice changes nothing."""
    ended = Token.objects.filter(pk=token.pk, revoked_at=None)
    if ended.update(revoked_at=timezone.now()):
        record_activity("access token revoked", token.holder, by=by, name=token.name)


def note_use(token):
    """Keep the day of the last use: a write a day, not one a request."""
    today = timezone.localdate()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


@transaction.atomic
def change_organisation(organisation, *, fields, version, by):
    """Write fields of several parts, all or none of them; `version` is the one that was read.

    Raises what `save_part` raises, and NotAsked for what this kind is not asked.
    """
    kind = fields.get("kind") or organisation.kind
    if strange := set(fields) - {"kind", *FIELDS_OF[kind]}:
        raise NotAsked(sorted(strange))
    for part in Part:
        own = {name: fields[name] for name in _of(part, kind) if name in fields}
        if own:
            save_part(organisation, part=part, fields=own, version=version, by=by)
            version = None  # It is ours until we commit.
    return organisation


class NotAsked(Exception):
    """An organisation of this kind has no such fields; `names` says which."""

    def __init__(self, names):
        super().__init__(", ".join(names))
        self.names = names


def _of(part, kind):
    own = fields_of(kind, part)
    return ("kind", *own) if part == Part.IDENTITY else own


def publish_open_data():
    """Write an edition of the open data and let it stand in place of the last; None without a
    licence. Killed at any point, the last one stays."""
    licence = settings.OPEN_DATA_LICENCE[:200]
    if not licence:
        return None
    folder().mkdir(parents=True, exist_ok=True)
    making = Path(mkdtemp(prefix="making-", dir=folder()))
    try:
        rows, files = write_files(making)
        with transaction.atomic():
            made = DirectoryDump.objects.create(rows=rows, files=files, licence=licence)
            making.chmod(0o755)
            making.rename(folder_of(made))
    finally:
        shutil.rmtree(making, ignore_errors=True)
    _forget_old_editions()
    return made


def _forget_old_editions():
    kept = set(DirectoryDump.objects.values_list("pk", flat=True)[:EDITIONS_KEPT])
    DirectoryDump.objects.exclude(pk__in=kept).delete()
    names = {f"edition-{pk}" for pk in kept}
    for old in folder().glob("edition-*"):
        if old.name not in names:
            shutil.rmtree(old, ignore_errors=True)
