"""How long a quality label holds and how it is renewed. Knows no database.

A Bronze label holds for two years. Until a year after its end it can be renewed, for three years
from that old end: who renews late gains nothing, and there is no gap. After that it is a new one.
How long Silver and Gold hold no source says, so their end is what the certificate says.
"""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

YEARS_AT_FIRST = {"bronze": 2}
YEARS_TO_RENEW = 1
YEARS_ONCE_RENEWED = 3


class LabelState(TextChoices):
    VALID = "valid", _("Valid")
    RENEWABLE = "renewable", _("Expired, can still be renewed")
    LAPSED = "lapsed", _("Expired")


class TooLateToRenew(Exception):
    """More than a year has passed since the end of this label; a new one is needed."""


def first_validity(level, issued_on):
    """The last day of a label issued on a day, or None where the certificate must say."""
    years = YEARS_AT_FIRST.get(level)
    return years and years_later(issued_on, years)


def renewable_until(valid_until):
    return years_later(valid_until, YEARS_TO_RENEW)


def renewed(valid_until, renewed_on):
    """The new last day, counted from the old one whenever in that time it is renewed."""
    if renewed_on > renewable_until(valid_until):
        raise TooLateToRenew
    return years_later(valid_until, YEARS_ONCE_RENEWED)


def state(valid_until, on):
    if on <= valid_until:
        return LabelState.VALID
    return LabelState.RENEWABLE if on <= renewable_until(valid_until) else LabelState.LAPSED


def years_later(day, years):
    """The same day some years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)
