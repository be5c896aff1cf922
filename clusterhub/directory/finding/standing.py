"""Whether the index says what the database says: for doctor and the nightly comparison."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from clusterhub.directory.finding.asking import IndexUnavailable, facet_counts, find, ids_after
from clusterhub.directory.finding.reader import changes_followed, open_index
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import Organisation, SearchChange
from clusterhub.directory.operations.changes import note_many

# Changes older than this should long be in the index.
LATE = timedelta(seconds=30)
IDS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Standing:
    problem: str = ""
    count: int = 0
    behind: int = 0


def standing():
    try:
        count = find(Wanted(), limit=1).count
        opened = open_index()
        mark = changes_followed(opened) or 0
    except IndexUnavailable as error:
        return Standing(problem=str(error)[:200])
    committed_at = opened.stamp[0] / 1_000_000_000
    late = SearchChange.objects.filter(pk__gt=mark, at__lt=timezone.now() - LATE)
    moments = late.values_list("at", flat=True)
    return Standing(count=count, behind=sum(at.timestamp() > committed_at for at in moments))


def note_differences():
    """Compare by kind and country what can be found with what is listed; returns what differs.

    Where the numbers differ, those who stand on one side only are noted as changed, so that the
    keeper brings them into the index again, or takes them out.
    """
    rows = Organisation.objects.listed().exclude(country=None).order_by()
    listed = {
        (row["kind"], row["country"]): row["number"]
        for row in rows.values("kind", "country").annotate(number=Count("pk"))
    }
    found = _found()
    pairs = sorted({*listed, *found})
    different = [pair for pair in pairs if listed.get(pair, 0) != found.get(pair, 0)]
    note_many({pk for pair in different for pk in _on_one_side(*pair)})
    return different


def _on_one_side(kind, country):
    """The numbers of those who are listed and not found, or found and not listed."""
    rows = Organisation.objects.listed().filter(kind=kind, country=country).order_by()
    listed = set(rows.values_list("pk", flat=True).iterator())
    wanted, found, last = Wanted(kind=(kind,), country=(country,)), set(), 0
    while ids := ids_after(wanted, last, limit=IDS_AT_ONCE):
        found.update(ids)
        last = ids[-1]
    return listed ^ found


def _found():
    return {
        (kind, country): count
        for kind in OrganisationKind.values
        for country, count in facet_counts(Wanted(kind=(kind,)), ["country"])["country"]
    }
