"""How a list of people is shown before and after it is taken over: every row with words for it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.events.models import (
    ListPurpose,
    ListState,
    OnTypo,
    PeopleListVerdict,
    RegistrationStatus,
)

STATES = {
    "new": "good", "same": "neutral", "typo": "warning", "twice": "warning",
    "cancelled": "neutral", "declined": "neutral", "faulty": "danger",
}  # fmt: skip
PROBLEM_WORDS = {
    "no-address": gettext_lazy("There is no e-mail address in this row."),
    "no-such-address": gettext_lazy("This is no e-mail address."),
    "no-name": gettext_lazy("The name is missing."),
    "name-is-address": gettext_lazy("The name holds an address."),
    "too-long": gettext_lazy("The name or the address is too long."),
    "fault": gettext_lazy(
        "The row could not be read: a quotation mark is open, or cells are missing."
    ),
}
# Whoever brings a group does not learn from its list who was registered before.
OF_A_GROUP = gettext_lazy("Asked for her own yes, unless she is registered already or has said no")
OUTCOME_WORDS = {
    "no place": gettext_lazy("No place was left"),
    "same": gettext_lazy("Was registered already"),
}
REFUSAL_WORDS = {
    "RegistrationClosed": gettext_lazy("Registration is closed."),
    "NotOpenYet": gettext_lazy("Registration has not opened yet."),
    "EventCalledOff": gettext_lazy("The event is cancelled."),
    "GroupsNotTaken": gettext_lazy("The organisers take no groups any more."),
    "NoRegistration": gettext_lazy("The event takes no registrations in this way."),
}


class Preview:
    """Rows of one list, all or those of one verdict, and how many there are of each."""

    def __init__(self, people_list, verdict=""):
        self.people_list = people_list
        self.verdict = verdict if verdict in PeopleListVerdict.values else ""
        self.rows = people_list.rows.select_related("registration")
        if self.verdict:
            self.rows = self.rows.filter(verdict=self.verdict)
        self.numbers = people_list.counts.get("verdicts", {})
        self.is_open = people_list.state == ListState.PREVIEWED
        self.is_at_work = people_list.state == ListState.APPLYING
        self.is_done = people_list.state == ListState.DONE

    @property
    def total(self):
        return self.people_list.row_count

    @property
    def tabs(self):
        """[(verdict, words, number, is chosen)] of those that occur."""
        return [
            (verdict.value, verdict.label, self.numbers[verdict], verdict == self.verdict)
            for verdict in PeopleListVerdict
            if self.numbers.get(verdict)
        ]

    @property
    def to_take(self):
        """How many will be taken over as it is chosen now."""
        taken = self.numbers.get("new", 0)
        if self.people_list.on_typo != OnTypo.LEAVE:
            taken += self.numbers.get("typo", 0)
        return taken

    @property
    def outcomes(self):
        """[(words, number)] of a list that was taken over."""
        found = self.people_list.counts.get("outcomes", {})
        if found and self.is_of_a_group:
            return [(OF_A_GROUP, sum(found.values()))]
        return [(outcome_words(outcome), number) for outcome, number in found.items()]

    @property
    def refusal(self):
        code = self.people_list.refusal
        return REFUSAL_WORDS.get(code, _("It was broken off.")) if code else ""

    @property
    def is_of_a_group(self):
        return self.people_list.purpose == ListPurpose.PARTY

    def shown(self, page):
        return [ShownRow(row, self.is_of_a_group) for row in page]


class ShownRow:
    """One row in words."""

    def __init__(self, row, is_of_a_group=False):
        self.number, self.email, self.meant = row.number, row.email, row.meant
        registered = None if is_of_a_group else row.registration
        self.name = row.name or (registered.name if registered else "") or "–"
        self.state, self.verdict = STATES[row.verdict], row.get_verdict_display()
        self.outcome = outcome_words(row.outcome) if row.outcome else ""
        if self.outcome and is_of_a_group:
            self.outcome = OF_A_GROUP
        self.words = PROBLEM_WORDS.get(row.problem, "")
        if "like" in row.facts:
            self.words = _("The same address as in row %d.") % row.facts["like"]


def outcome_words(outcome):
    if outcome in RegistrationStatus.values:
        return RegistrationStatus(outcome).label
    return OUTCOME_WORDS.get(outcome, outcome)
