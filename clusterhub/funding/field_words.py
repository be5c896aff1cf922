"""What has changed of a call, in a sentence."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.words import instant_in_words
from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.funding.money import money_words

HAPPENED = {
    "suspended_at": gettext_lazy("It is suspended since %s."),
    "resumed_at": gettext_lazy("It goes on since %s."),
    "cancelled_at": gettext_lazy("It is cancelled since %s."),
    "spent_at": gettext_lazy("Its budget is spent since %s."),
    "results_at": gettext_lazy("Its results are out since %s."),
    "opens_at": gettext_lazy("It opens: %s."),
}
TAKEN_BACK = {
    "suspended_at": gettext_lazy("It is not suspended any more."),
    "resumed_at": gettext_lazy("It does not go on yet."),
    "cancelled_at": gettext_lazy("It is not cancelled any more."),
    "spent_at": gettext_lazy("Its budget is not spent."),
    "results_at": gettext_lazy("Its results are not out yet."),
    "opens_at": gettext_lazy("When it opens is not known any more."),
}
AMOUNTS = {
    "budget_eur": gettext_lazy("The budget was %(before)s and is now %(now)s."),
    "min_eur": gettext_lazy("The least for one project was %(before)s and is now %(now)s."),
    "max_eur": gettext_lazy("The most for one project was %(before)s and is now %(now)s."),
}


def change_in_words(change):
    """A sentence of a CallChange; "" for what nobody needs a letter about."""
    if change.field in HAPPENED:
        return _moment(change)
    if change.field in AMOUNTS:
        words = {"before": _amount(change.was), "now": _amount(change.is_now)}
        return str(AMOUNTS[change.field]) % words
    if change.field == "rate":
        before, now = (
            f"{each} %" if each else _("not stated") for each in (change.was, change.is_now)
        )
        return _("The share that is paid was %(before)s and is now %(now)s.") % {
            "before": before,
            "now": now,
        }
    return _("Who may apply has changed.") if change.field == "rules" else ""


def _moment(change):
    if not change.is_now:
        return str(TAKEN_BACK[change.field])
    try:
        moment = datetime.fromisoformat(change.is_now)
    except ValueError:
        return ""
    return str(HAPPENED[change.field]) % instant_in_words(moment, DEFAULT_ZONE)


def _amount(text):
    try:
        return money_words(Decimal(text)) or _("not stated")
    except InvalidOperation:
        return _("not stated")
