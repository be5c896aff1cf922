"""Amounts in euro, in words as short as they may be without hiding anything."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MILLION = Decimal(1_000_000)


def money_words(amount):
    """ "€5,000", "€1.5 million"; "" where nothing is stated. `amount` is a Decimal in euro."""
    if not amount:
        return ""
    if amount >= MILLION and (amount / MILLION) == round(amount / MILLION, 2):
        millions = (amount / MILLION).normalize()
        return _("€%s million") % number_format(f"{millions:f}", force_grouping=True)
    whole = amount == amount.to_integral_value()
    return f"€{number_format(amount, 0 if whole else 2, force_grouping=True)}"


def span_words(call):
    """What one project may get: "up to €60,000"; "" where nothing is stated."""
    least, most = money_words(call.min_eur), money_words(call.max_eur)
    if least and most:
        if least == most:
            return least
        return _("%(least)s to %(most)s") % {"least": least, "most": most}
    if most:
        return _("up to %s") % most
    return least and _("from %s") % least


def rate_words(rate):
    """A Decimal in percent, as "75 %"."""
    return "" if rate is None else f"{rate.normalize():f} %"
