"""How a list of organisations is shown before and after it is taken over, and its report as a table."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.directory_rows import ALLOWED
from clusterhub.directory.list_preview import Preview, ShownRow
from clusterhub.directory.models import RowDecision, RowVerdict
from clusterhub.web.addresses import absolute

REPORT = ("row", "name", "verdict", "score", "organisation", "like_row", "column", "words")
VERDICTS = (
    RowVerdict.NEW, RowVerdict.CHANGED, RowVerdict.TWIN, RowVerdict.FAULTY, RowVerdict.SAME,
)  # fmt: skip
OUTCOMES = {
    "made": gettext_lazy("Added to the directory"),
    "written": gettext_lazy("Written into the profile"),
    "filled": gettext_lazy("Added to what the row before says"),
    "same": gettext_lazy("Nothing to write: the profile says the same by now"),
    "refused": gettext_lazy("Not taken"),
}


class DirectoryPreview(Preview):
    verdicts, allowed, sees_all = VERDICTS, ALLOWED, True

    def shown_row(self, row):
        return ShownDirectoryRow(row)

    def words_for(self, decision):
        return _words(self.verdict, decision)

    @property
    def notes(self):
        return self.batch.columns.get("said", [])

    @property
    def outcomes(self):
        """[(number, words)] of what came of the rows so far."""
        had = self.batch.counts.get("outcomes", {})
        return [(had[name], words) for name, words in OUTCOMES.items() if had.get(name)]


class ShownDirectoryRow(ShownRow):
    allowed, outcomes = ALLOWED, OUTCOMES

    def words_for(self, decision):
        return _words(self.row.verdict, decision)

    @property
    def choices(self):
        return super().choices if self.row.verdict != RowVerdict.SAME else []


def _words(verdict, decision):
    if decision == RowDecision.LEAVE:
        return _("Leave out")
    if decision == RowDecision.SAME_AS:
        return _("It is this one: write it there")
    return _("Write the changes") if verdict == RowVerdict.CHANGED else _("Add as a new one")


def report_lines(rows):
    """The cells of the report of `import-organisations`, a line for each row and remark."""
    for row in rows:
        organisation = row.organisation
        address = absolute(organisation.get_absolute_url()) if organisation else ""
        facts = row.facts
        remarks = [*row.problems, *facts.get("notes", [])]
        remarks += [[column, "changed"] for column in facts.get("changes", [])]
        if outcome := facts.get("outcome"):
            remarks.append(["", str(OUTCOMES[outcome])])
        head = (row.number, row.cells.get("name", "")[:200], row.verdict, row.score or "", address,
                facts.get("earlier", ""))  # fmt: skip
        for column, words in remarks or [("", "")]:
            yield (*head, column, words)
