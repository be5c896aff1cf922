"""One decided row of a member list becomes a membership, once, however often it is begun."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import (
    ImportRow,
    NameKind,
    Organisation,
    RowDecision,
    RowVerdict,
)
from clusterhub.directory.models.members import MemberSource
from clusterhub.directory.operations.members import name_new_member, propose_member
from clusterhub.directory.operations.organisations import add_other_name
from clusterhub.directory.refusals import NoSuchTie, NotTheOwner, SaidNo
from clusterhub.documents.tables import Row

MADE, NAMED, SAID_NO, OWN_WORD, GONE = "made", "named", "said_no", "own_word", "gone"
ASK = "ask"
TAKEN = (
    "country_id", "city", "postcode", "street", "website", "region_id", "latitude", "longitude",
    "located_by",
)  # fmt: skip
_MOST_OTHER_NAMES = 10


@transaction.atomic
def take_row(row, *, sifter, by):
    """Name the organisation of a row, or make it first; a twin that has come since is asked about."""
    row = ImportRow.objects.select_for_update().get(pk=row.pk)
    if row.done_at is not None or row.decision not in (RowDecision.TAKE, RowDecision.SAME_AS):
        return row
    outcome = _take(row, sifter, by)
    if outcome == ASK:
        row.decision = ""
    else:
        row.done_at, row.facts = timezone.now(), row.facts | {"outcome": outcome}
    row.save()
    return row


def _take(row, sifter, by):
    cluster = sifter.cluster
    if row.decision == RowDecision.SAME_AS or row.verdict == RowVerdict.SAME:
        return _name(cluster, row.organisation, row, by)
    (found,) = type(sifter)(row.batch, by).judge([(Row(row.number, []), row.cells)])
    if found.verdict == RowVerdict.SAME and found.organisation:
        row.organisation = found.organisation  # Somebody has added it since the preview.
        return _name(cluster, found.organisation, row, by)
    if found.verdict == RowVerdict.TWIN and not _was_asked(row, found):
        row.verdict, row.organisation, row.score = found.verdict, found.organisation, found.score
        return ASK
    return _make(cluster, row, found.said, by)


def _was_asked(row, found):
    if row.verdict != RowVerdict.TWIN:
        return False
    # Twins within one file: the first of them stands in the directory by now.
    return "earlier" in row.facts or row.organisation_id == found.organisation.pk


def _name(cluster, organisation, row, by):
    if organisation is None:
        return GONE
    organisation = Organisation.objects.get(pk=organisation.pk)
    values = {"side": "cluster", "by": by, "joined_on": _joined(row), "source": MemberSource.LIST}
    try:
        propose_member(cluster, organisation, **values)
    except SaidNo:
        return SAID_NO
    except NoSuchTie:
        return GONE
    except NotTheOwner:
        if not can_edit_content(by):
            raise
        return OWN_WORD  # The member has said so; that makes it the cluster's own second word.
    return NAMED


def _make(cluster, row, said, by):
    read = said.derived | said.columns
    tie = name_new_member(
        cluster,
        name=row.cells["name"],
        kind=row.facts["kind"] or OrganisationKind.OTHER,
        joined_on=_joined(row),
        others=None,
        by=by,
        **{name: read[name] for name in TAKEN if name in read},
    )
    row.organisation = tie.organisation
    for name, kind in said.names[:_MOST_OTHER_NAMES]:
        add_other_name(tie.organisation, name=name, kind=NameKind(kind), by=by)
    return MADE


def _joined(row):
    text = row.facts.get("joined_on")
    return date.fromisoformat(text) if text else None
