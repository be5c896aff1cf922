"""Amounts of euro as people and programs write them."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from clusterhub.funding.reading.moments import CannotTell

MOST = Decimal(10) ** 12
_WORDS = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mio": 10**6, "million": 10**6,
          "millions": 10**6, "bn": 10**9, "billion": 10**9}  # fmt: skip
_WRITTEN = re.compile(r"(?:eur|euros?|€)?\s*([\d.,'’\s]+?)\s*([a-z]+)?\.?\s*(?:eur|euros?|€)?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


def amount(value):
    """A Decimal, or None where nothing or zero stands: both mean that it is not stated."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise CannotTell(_("“%s” is no amount") % str(value)[:60])
    number = _of_words(value) if isinstance(value, str) else _decimal(str(value), value)
    if not number.is_finite() or number < 0:
        raise CannotTell(_("“%s” is no amount") % str(value)[:60])
    if number >= MOST:
        raise CannotTell(_("“%s” is more than any call has") % str(value)[:60])
    return number.quantize(Decimal("0.01")) or None


def _of_words(text):
    found = _WRITTEN.fullmatch(" ".join(text.lower().split()))
    if not found or (found[2] and found[2] not in _WORDS):
        raise CannotTell(_("“%s” is no amount") % text[:60])
    figures = re.sub(r"[\s'’]", "", found[1])
    return _decimal(_plain(figures), text) * _WORDS.get(found[2], 1)


def _plain(figures):
    """Figures with a point before the cents only: "5.164.000,50" is 5164000.50."""
    if "," in figures and "." in figures:
        decimal = max(",.", key=figures.rfind)
        other = "." if decimal == "," else ","
        return figures.replace(other, "").replace(decimal, ".")
    if _GROUPED.fullmatch(figures):
        return re.sub(r"[.,]", "", figures)
    return figures.replace(",", ".")


def _decimal(figures, value):
    try:
        return Decimal(figures)
    except InvalidOperation:
        raise CannotTell(_("“%s” is no amount") % str(value)[:60]) from None
