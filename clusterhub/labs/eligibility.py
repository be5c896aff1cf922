"""May this consortium apply? The rules of its call, asked of its partners as funding asks them.

The coordinator stands for the applicant: its size, its ties and the aid that it has had are asked of
those who work on the board. Associated partners sign nothing and do not count.
"""

from clusterhub.funding import applicants, may_apply
from clusterhub.funding.eligibility import check, questions_of
from clusterhub.funding.forms import AnswersForm
from clusterhub.labs.models import PartnerRole, PartnerState
from clusterhub.labs.operations.consortia import coordinator_of


class Checked:
    """What the rules say of all who are planned, and of those alone who have confirmed."""

    def __init__(self, group, partners):
        self.call, self.on = group.call, applicants.today()
        self.rules = group.call.rules if group.call else []
        self.planned = [each for each in partners if _counts(each)]
        self.confirmed = [each for each in self.planned if each.state == PartnerState.CONFIRMED]
        self._own = _facts_of_coordinator(coordinator_of(partners), self.on)
        self._answers, self._standings = group.consortium.answers, applicants.standings()
        self.facts = self._facts(self.planned)
        self.verdict = self._verdict(self.facts)
        self.now = self._verdict(self._facts(self.confirmed))

    def _facts(self, partners):
        return self._own | self._answers | {"partners": [_row(each) for each in partners]}

    def _verdict(self, facts):
        return check(self.rules, facts, self.on, self._standings)

    @property
    def lines(self):
        return may_apply.results_in_words(self.verdict, self.facts)

    @property
    def doubts(self):
        return may_apply.doubts_in_words(self.verdict)

    @property
    def differs(self):
        """Whether those who have confirmed are judged in another way."""
        return bool(self.rules) and self.now.answer != self.verdict.answer

    @property
    def answer_now(self):
        return may_apply.ANSWER_WORDS[self.now.answer]

    @property
    def countries(self):
        return sorted({str(each.country) for each in self.planned if each.country_id})

    @property
    def kinds(self):
        return sorted({each.get_kind_display() for each in self.planned if each.kind})


def rule_form(checked, submitted, *, works_out=False):
    """The questions that the rules still ask, or None; who the partners are stands in the table.
    `works_out`: the size is found from figures and ties."""
    facts = may_apply.completed(checked.facts)
    asked = may_apply.open_questions(checked.verdict, checked.rules, facts, works_out=works_out)
    known = questions_of(checked._answers, checked.rules)
    taken = {question.fact for question in asked}
    questions = [*asked, *(each for each in known if each.fact not in taken)]
    questions = [each for each in questions if each.fact != "partners"]
    return AnswersForm(questions, facts, submitted) if questions else None


def _counts(partner):
    return partner.state != PartnerState.DECLINED and partner.role != PartnerRole.ASSOCIATED


def _row(partner):
    facts = {"country": partner.country_id, "kind": partner.kind, "name": partner.name}
    return {name: value for name, value in facts.items() if value}


def _facts_of_coordinator(partner, on):
    if partner is None:
        return {}
    known = applicants.facts_of(partner.organisation, on) if partner.organisation_id else {}
    row = {name: value for name, value in _row(partner).items() if name != "name"}
    return known | row
