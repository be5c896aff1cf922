"""Who may apply to a call, for its own page."""

from django import template

from clusterhub.funding.applicants import today
from clusterhub.funding.may_apply import rules_in_words

register = template.Library()


@register.simple_tag
def who_may_apply(call):
    return rules_in_words(call.rules, today())
