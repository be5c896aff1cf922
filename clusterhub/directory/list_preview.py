"""How a list that was brought is shown before it is taken over: every row, with words for it."""

from functools import cached_property

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.field_words import words_for
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.member_rows import ALLOWED
from clusterhub.directory.models import RowDecision, RowVerdict
from clusterhub.documents.refusals import NOTES, REFUSALS

VERDICTS = (RowVerdict.NEW, RowVerdict.SAME, RowVerdict.TWIN, RowVerdict.FAULTY)
STATES = {
    RowVerdict.NEW: "good",
    RowVerdict.CHANGED: "neutral",
    RowVerdict.SAME: "neutral",
    RowVerdict.TWIN: "warning",
    RowVerdict.FAULTY: "danger",
}
OUTCOMES = {
    "made": gettext_lazy("Added to the directory and named"),
    "named": gettext_lazy("Named"),
    "said_no": gettext_lazy("Not named: they have said no"),
    "own_word": gettext_lazy("Not confirmed: that is for the cluster's own people"),
    "gone": gettext_lazy("Not named: it is gone"),
}
TIES = {
    "member": gettext_lazy("You name it already."),
    "declined": gettext_lazy("It has said that it is no member."),
    "waiting": gettext_lazy("It says so itself; taking the row confirms it."),
}
COLUMNS = {"joined_on": gettext_lazy("Since"), "other_names": gettext_lazy("Other names")}


class Preview:
    """Rows of one list, all or those of one verdict, and how many there are of each."""

    verdicts, allowed, sees_all = VERDICTS, ALLOWED, False

    def __init__(self, batch, verdict):
        self.batch = batch
        self.verdict = verdict if verdict in self.verdicts else ""
        rows = batch.rows.select_related("organisation__country")
        self.rows = rows.filter(verdict=self.verdict) if self.verdict else rows

    def shown(self, page):
        return [self.shown_row(row) for row in page]

    def shown_row(self, row):
        return ShownRow(row)

    @cached_property
    def _counts(self):
        is_done = ExpressionWrapper(Q(done_at__isnull=False), BooleanField())
        rows = self.batch.rows.order_by().annotate(is_done=is_done)
        return list(rows.values("verdict", "decision", "is_done").annotate(count=Count("pk")))

    @property
    def total(self):
        return sum(each["count"] for each in self._counts)

    @property
    def tabs(self):
        """[(verdict, words, number, is chosen)] of those that occur."""
        numbers = {verdict: self._sum(verdict=verdict) for verdict in self.verdicts}
        return [(v, v.label, number, v == self.verdict) for v, number in numbers.items() if number]

    @property
    def open_count(self):
        return self._sum(decision="", is_done=False)

    @property
    def waiting_count(self):
        taken = (RowDecision.TAKE, RowDecision.SAME_AS)
        return sum(self._sum(decision=each, is_done=False) for each in taken)

    @property
    def done_count(self):
        return self._sum(is_done=True)

    @property
    def bulk(self):
        """What can be said of all rows of the chosen verdict."""
        if not self.verdict or self.verdict == RowVerdict.FAULTY:
            return []
        return [(each, self.words_for(each)) for each in self.allowed[self.verdict]]

    def words_for(self, decision):
        return decision_words(self.verdict, decision)

    @property
    def notes(self):
        said = [
            _filled(NOTES, code, values) for code, values in self.batch.columns.get("notes", [])
        ]
        left_out = [name for code, name in self.batch.columns.get("left_out", []) if name]
        if left_out:
            said.append(_("Columns that were not read: %s.") % ", ".join(left_out[:20])[:300])
        return said

    @property
    def refusal(self):
        code, values = self.batch.columns.get("refusal", ("", {}))
        return _filled(REFUSALS, code, values) if code else ""

    def _sum(self, **wanted):
        return sum(
            each["count"]
            for each in self._counts
            if all(each[name] == value for name, value in wanted.items())
        )


class ShownRow:
    """One row in words."""

    allowed, outcomes = ALLOWED, OUTCOMES

    def __init__(self, row):
        self.row = row
        self.name = row.cells.get("name") or _("Row without a name")
        self.organisation = row.organisation
        self.is_done = row.done_at is not None
        self.verdict_words = RowVerdict(row.verdict).label
        self.state = STATES[row.verdict]
        self.percent = round(row.score * 100) if row.score else None
        self.earlier = row.facts.get("earlier")
        self.tie_words = TIES.get(row.facts.get("tie"), "")
        self.outcome = self.outcomes.get(row.facts.get("outcome"), "")

    @property
    def said(self):
        """What else the row says, in the order of the file."""
        kind, cells = self.row.facts.get("kind"), self.row.cells
        words = [OrganisationKind(kind).label] if kind else []
        words += [cells[name] for name in ("city", "country", "website") if cells.get(name)]
        return [word[:100] for word in words]

    @property
    def problems(self):
        return [(_column(name), words) for name, words in self.row.problems]

    @property
    def notes(self):
        return [(_column(name), words) for name, words in self.row.facts.get("notes", [])]

    @property
    def choices(self):
        """[(decision, words, is chosen)]; none where there is nothing to decide."""
        row = self.row
        if self.is_done or row.verdict == RowVerdict.FAULTY:
            return []
        if row.facts.get("tie") in ("member", "declined"):
            return []
        if row.verdict == RowVerdict.SAME and self.organisation is None:
            return []
        allowed = self.allowed[row.verdict]
        if self.organisation is None:
            allowed = [each for each in allowed if each != RowDecision.SAME_AS]
        found = [(each, self.words_for(each), each == row.decision) for each in allowed]
        return found if row.decision else [("", _("Decide"), True), *found]

    def words_for(self, decision):
        return decision_words(self.row.verdict, decision)

    @property
    def changes(self):
        """What taking it would change, or has changed, in a profile that is there."""
        return ", ".join(str(words_for(name)) for name in self.row.facts.get("changes", []))


def decision_words(verdict, decision):
    if decision == RowDecision.SAME_AS:
        return _("It is this one")
    if decision == RowDecision.LEAVE:
        return _("Leave out")
    return _("Name as member") if verdict == RowVerdict.SAME else _("Add as a new one")


def _column(name):
    return str(COLUMNS.get(name) or words_for(name)) if name else ""


def _filled(templates, code, values):
    return _(templates[code]).format(**values) if code in templates else code
