"""Calls side by side: the same questions, answered in one row each."""

from django.utils.translation import gettext as _

from clusterhub.funding.finding.facets import words_for
from clusterhub.funding.money import money_words, rate_words, span_words

MOST_COMPARED = 4


def comparison_of(calls, now):
    """Rows of label and one answer per call, each None where nothing is known; without rows that
    no call answers."""
    questions = [
        (_("Status"), lambda call: words_for("status", call.status(now))),
        (_("Programme"), lambda call: call.programme),
        (_("Kind"), lambda call: call.get_kind_display()),
        (_("Budget"), lambda call: money_words(call.budget_eur)),
        (_("For one project"), lambda call: span_words(call)),
        (_("Share that is paid"), lambda call: rate_words(call.rate)),
        (_("Form of the money"), lambda call: call.get_money_form_display()),
        (_("Projects expected"), lambda call: call.projects_expected),
        (_("Procedure"), lambda call: call.get_procedure_display()),
    ]
    rows = [(label, [answer(call) or None for call in calls]) for label, answer in questions]
    return [(label, answers) for label, answers in rows if any(answers)]
