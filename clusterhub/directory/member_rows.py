"""What a row of a member list is, for the cluster that brings it and as far as its people may see."""

import re
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.directory.kinds import HAS_MEMBERS
from clusterhub.directory.models import (
    ClusterMember,
    ImportRow,
    Organisation,
    RowDecision,
    RowVerdict,
    State,
)
from clusterhub.directory.sifting import Sifter
from clusterhub.directory.verdicts import FAULTY, NEW, TWIN
from clusterhub.documents.tables import FAULTS, LONGEST_CELL

# What is kept of a row: telephone numbers and addresses of people never are.
KEPT = (
    "name", "local_name", "acronym", "other_names", "kind", "sme", "country", "city", "postcode",
    "street", "nuts", "website", "joined_on",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_LOCAL = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_YEAR = re.compile(r"\d{4}")
_PERSON = re.compile(r"[^\s/@]+@[^\s/@]+\.|^\+?[\d\s()/-]{9,}$|^(?:mailto|tel):", re.IGNORECASE)
ALLOWED = {
    RowVerdict.NEW: (RowDecision.TAKE, RowDecision.LEAVE),
    RowVerdict.SAME: (RowDecision.TAKE, RowDecision.LEAVE),
    RowVerdict.TWIN: (RowDecision.SAME_AS, RowDecision.TAKE, RowDecision.LEAVE),
    RowVerdict.FAULTY: (RowDecision.LEAVE,),
}


class MemberSifter:
    """Judges the rows of one list for one reader; what is hidden from her is new to her."""

    def __init__(self, batch, reader):
        self.batch, self.reader = batch, reader or AnonymousUser()
        self.cluster = batch.cluster_organisation
        chosen = batch.columns
        self.sifter = Sifter(country=chosen.get("country"), kind=chosen.get("kind"))

    def judge(self, rows):
        """Unsaved rows of the preview for at most 500 (row of the file, its values)."""
        values_of = {row.number: kept(values) for row, values in rows}
        judged = self.sifter.judge([(row.number, values_of[row.number]) for row, _values in rows])
        known, ties = self._known({each.organisation.pk for each in judged if each.organisation})
        faults = {row.number: row.faults for row, _values in rows}
        return [
            self._row(each, values_of[each.number], faults[each.number], known, ties)
            for each in judged
        ]

    def _known(self, pks):
        """Whom she may know of: what she sees, and what her cluster has named before."""
        ties = ClusterMember.objects.filter(
            cluster_organisation=self.cluster, organisation__in=pks
        ).order_by("left_on")
        visible = Organisation.objects.visible_to(self.reader).filter(pk__in=pks)
        visible = visible.exclude(state=State.ARCHIVED).values_list("pk", flat=True)
        present = {tie.organisation_id: tie for tie in ties if tie.left_on is None}
        return {*visible, *(tie.organisation_id for tie in ties)}, present

    def _row(self, judged, values, faults, known, ties):
        row = ImportRow(batch=self.batch, number=judged.number, cells=without_people(values))
        row.said = judged.said
        row.problems = [*judged.problems, *([["", fault_words(fault)] for fault in faults])]
        row.facts = {"notes": judged.notes, **self._joined(values, judged.notes)}
        organisation = judged.organisation
        if organisation and organisation.pk not in known:
            organisation, judged.verdict = None, NEW
        if judged.earlier is not None:
            row.facts["earlier"] = judged.earlier
        kind = judged.said.columns.get("kind") or self.batch.columns.get("kind", "")
        row.facts["kind"], row.facts["country"] = kind, judged.said.country
        _decide(row, judged, organisation, self.cluster)
        if organisation and row.verdict == RowVerdict.SAME:
            _look_at_tie(row, ties.get(organisation.pk))
        return row

    @staticmethod
    def _joined(values, notes):
        text = values.get("joined_on", "")
        day = day_of(text) if text else None
        if text and (day is None or day > timezone.localdate()):
            notes.append(["joined_on", _("This is no day in the past; it was not taken over.")])
            return {}
        return {"joined_on": day.isoformat()} if day else {}


def kept(values):
    return {name: values[name] for name in KEPT if name in values}


def without_people(values):
    """An address or number of a person that stands in a wrong column is pointed at and not kept."""
    return {
        name: text for name, text in values.items() if name == "name" or not _PERSON.search(text)
    }


def fault_words(code):
    return _(FAULTS[code]).format(limit=LONGEST_CELL)


def day_of(text):
    """ "2019", "2019-05-01" or "1.5.2019"; None for what is no day."""
    text = text.strip()
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 1, 1)
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _LOCAL.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def _decide(row, judged, organisation, cluster):
    row.organisation, row.score = organisation, judged.score or None
    if organisation and organisation.pk == cluster.pk:
        row.problems = [*row.problems, ["name", _("This is the cluster itself.")]]
    is_new = judged.verdict == NEW
    if is_new and row.facts["kind"] in HAS_MEMBERS:
        words = _("A cluster, network or partnership is added by its own people.")
        row.problems = [*row.problems, ["kind", words]]
    if judged.verdict == FAULTY or row.problems:
        row.verdict, row.decision = RowVerdict.FAULTY, RowDecision.LEAVE
    elif is_new:
        row.verdict, row.decision, row.score = RowVerdict.NEW, RowDecision.TAKE, None
    elif judged.verdict == TWIN:
        row.verdict, row.decision = RowVerdict.TWIN, ""
    else:
        row.verdict = RowVerdict.SAME
        # A row that comes twice is taken once.
        row.decision = RowDecision.TAKE if organisation else RowDecision.LEAVE


def _look_at_tie(row, tie):
    if tie is None:
        return
    row.decision = RowDecision.LEAVE
    if tie.is_declined and tie.has_said("cluster"):
        row.facts["tie"] = "declined"
    elif tie.has_said("cluster"):
        row.facts["tie"] = "member"
    else:
        row.facts["tie"], row.decision = "waiting", RowDecision.TAKE
