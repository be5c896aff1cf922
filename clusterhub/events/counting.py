"""The figures of an event out of its rows: few statements, however many people there are."""

from collections import defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from clusterhub.clock.zones import zone_info
from clusterhub.directory.kinds import OrganisationKind, kind_words
from clusterhub.events.figures import Cell, grouped, opinions, run_together
from clusterhub.events.models import (
    AttendanceMode,
    Erasure,
    Outcome,
    Registration,
    RegistrationStatus,
    WaitingEntry,
    Way,
)

LABELS = {
    "modes": lambda key: str(AttendanceMode(key).label),
    "ways": lambda key: str(Way(key).label),
    "waiting": lambda key: str(Outcome(key).label),
    "kinds": kind_words,
}
GROUPS = ("modes", "countries", "kinds", "ecosystems", "sessions", "ways", "waiting")


def figures_of(event):
    """What is known of who came: as it was frozen, else as the rows say today."""
    frozen = getattr(event, "figures", None)
    return frozen.facts if frozen else counted_figures(event)


def counted_figures(event):
    """Registrations by day, mode, country and so on; sessions, waiting list and opinions."""
    cells = defaultdict(list)
    for row in _branches(event):
        cells[row["facet"]].append(Cell(row["cell"], row["label"] or "", row["count"]))
    registered = sum(cell.count for cell in cells["modes"])
    days = [(cell.key, cell.count) for cell in cells["days"]]
    return {
        "registered": registered,
        "country_count": len(cells["countries"]),
        "cancelled": sum(cell.count for cell in cells["cancelled"]),
        "erased": sum(cell.count for cell in cells["erased"]),
        "days": [list(span) for span in run_together(days)],
        **{name: [list(cell) for cell in grouped(cells[name])] for name in GROUPS},
        "feedback": opinions(list(event.feedback.order_by().values_list("scores", flat=True))),
    }


def label_of(group, key, label):
    """What a group is called in the reader's language, as far as we have the words."""
    known = {"kinds": OrganisationKind, "modes": AttendanceMode, "ways": Way, "waiting": Outcome}
    return LABELS[group](key) if group in known and key in known[group].values else label


def _branches(event):
    """All groups in one statement: facet, cell, label and count."""
    everybody = Registration.objects.filter(event=event).order_by()
    confirmed = everybody.filter(status=RegistrationStatus.CONFIRMED)
    organisation, session = "organisation__", "session_places__session__"
    ended = WaitingEntry.objects.filter(pool__event=event).exclude(outcome="").order_by()
    country = Coalesce("country__code", f"{organisation}country__code")
    named = Coalesce("country__name", f"{organisation}country__name")
    there = TruncDate("registered_at", tzinfo=zone_info(event.time_zone))
    gone = everybody.filter(status=RegistrationStatus.CANCELLED)
    seated = confirmed.filter(session_places__isnull=False, session_places__ended_at=None)
    ecosystem = f"{organisation}ecosystems__"
    branches = [
        _branch(confirmed, "modes", F("mode")),
        _branch(confirmed, "ways", F("way")),
        _branch(confirmed, "countries", country, named),
        _branch(confirmed, "kinds", F(f"{organisation}kind")),
        _branch(confirmed, "ecosystems", F(f"{ecosystem}slug"), F(f"{ecosystem}name")),
        _branch(confirmed, "days", there),
        _branch(seated, "sessions", F(f"{session}number"), F(f"{session}title")),
        _branch(gone, "cancelled", F("status")),
        _branch(ended, "waiting", F("outcome")),
        _branch(Erasure.objects.filter(event=event), "erased", Value("")),
    ]
    return branches[0].union(*branches[1:], all=True)


def _branch(rows, facet, key, label=None):
    text = CharField()
    return (
        rows.annotate(cell=Cast(key, text))
        .filter(cell__isnull=False)
        .values("cell", facet=Value(facet, output_field=text))
        .annotate(label=Cast(label if label is not None else Value(""), text), count=Count("pk"))
    )
