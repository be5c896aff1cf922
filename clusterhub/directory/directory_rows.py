"""What a row of a list of organisations is, as its preview keeps it."""

from clusterhub.directory.models import ImportRow, RowDecision, RowVerdict
from clusterhub.directory.sheets import NOT_KEPT

ALLOWED = {
    RowVerdict.NEW: (RowDecision.TAKE, RowDecision.LEAVE),
    RowVerdict.SAME: (RowDecision.LEAVE,),
    RowVerdict.CHANGED: (RowDecision.TAKE, RowDecision.LEAVE),
    RowVerdict.TWIN: (RowDecision.SAME_AS, RowDecision.TAKE, RowDecision.LEAVE),
    RowVerdict.FAULTY: (RowDecision.LEAVE,),
}
FIRST_DECISION = {
    RowVerdict.NEW: RowDecision.TAKE,
    RowVerdict.SAME: RowDecision.LEAVE,
    RowVerdict.CHANGED: RowDecision.TAKE,
    RowVerdict.TWIN: "",
    RowVerdict.FAULTY: RowDecision.LEAVE,
}


def row_of(batch, judged):
    """An unsaved row of the preview."""
    cells = {name: text for name, text in judged.said.values.items() if name not in NOT_KEPT}
    row = ImportRow(batch=batch, number=judged.number, cells=cells)
    row.facts = {"kind": judged.said.columns.get("kind") or batch.columns.get("kind", "")}
    judge_again(row, judged)
    return row


def judge_again(row, judged):
    """Let a row say what it is now, and ask what shall become of it."""
    row.verdict, row.organisation = judged.verdict, judged.organisation
    row.score = judged.score if judged.verdict == RowVerdict.TWIN else None
    row.problems = judged.problems
    row.facts = row.facts | {"notes": judged.notes, "changes": sorted(judged.changes)}
    row.facts.pop("earlier", None)
    if judged.earlier is not None:
        row.facts["earlier"] = judged.earlier
    row.decision = FIRST_DECISION[judged.verdict]


def may_decide(row, decision):
    if decision not in ALLOWED[row.verdict]:
        return False
    return row.organisation_id is not None or decision != RowDecision.SAME_AS


def was_asked(row, judged):
    """Whether the likeness was there to see when somebody decided that the row is a new one."""
    if row.verdict != RowVerdict.TWIN:
        return False
    # Twins within one file: the first of them stands in the directory by now.
    if "earlier" in row.facts or judged.organisation is None:
        return True
    return row.organisation_id == judged.organisation.pk
