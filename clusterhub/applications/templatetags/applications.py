from django import template

from clusterhub.applications.presenting import amount, value_lines
from clusterhub.applications.words import to_the_second as in_words

register = template.Library()


@register.simple_tag
def lines_of(question, record):
    """The lines of one answer in a record."""
    return value_lines(question, record)


@register.filter
def as_amount(words):
    return amount(words)


@register.simple_tag
def to_the_second(instant, zone):
    return in_words(instant, zone) if instant else ""
