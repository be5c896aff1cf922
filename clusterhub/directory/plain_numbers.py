"""A number as people write it."""

from decimal import Decimal

from django.utils.formats import number_format


def plain_number(value):
    """ "3.50" as 3.5, with the comma of the reader's language."""
    return number_format(f"{Decimal(value).normalize():f}")
