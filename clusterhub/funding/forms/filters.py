from datetime import date, datetime, time

from django import forms
from django.db.models import Value
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.directory.forms import ListFilters
from clusterhub.funding.models import Call, CallKind, CallStatus
from clusterhub.funding.shapes import words_of
from clusterhub.vocabularies.models import IndustrialEcosystem, Topic

CLOSING_SOON = "closing_soon"
STATUSES = [
    (CallStatus.OPEN.value, CallStatus.OPEN.label),
    (CLOSING_SOON, _("Closing soon")),
    (CallStatus.FORTHCOMING.value, CallStatus.FORTHCOMING.label),
    (CallStatus.CLOSED.value, CallStatus.CLOSED.label),
    (CallStatus.UNKNOWN.value, CallStatus.UNKNOWN.label),
]
MONTHS_AHEAD = 12


class CallFilters(ListFilters):
    status = forms.ChoiceField(label=_("Status"), choices=STATUSES, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CallKind.choices, required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    ecosystem = forms.ChoiceField(label=_("Industrial ecosystem"), required=False)
    month = forms.ChoiceField(label=_("Deadline in"), required=False)

    def __init__(self, query, offered):
        """`offered` is what `offers()` says of the calls that the reader may see."""
        super().__init__(query, month=_months(query.get("month", "")), **offered)

    def apply(self, calls, now=None):
        if words := self.chosen.get("q"):
            calls = calls.matching(words)
        if month := self.chosen.get("month"):
            calls = calls.closing_between(*month_bounds(month))
        calls = calls.by_deadline(now)
        if (status := self.chosen.get("status")) == CLOSING_SOON:
            calls = calls.filter(pk__in=Call.objects.closing_soon(now).order_by().values("pk"))
        elif status:
            calls = calls.with_status(now).filter(status_now=status)
        columns = {"kind": "kind", "programme": "programme", "topic": "topics__slug"}
        columns["ecosystem"] = "ecosystems"
        return calls.filter(
            **{columns[name]: value for name, value in self.chosen.items() if name in columns}
        )


def month_bounds(month):
    """The first instant of a month in Brussels, and the first one after it."""
    year, number = (int(part) for part in month.split("-"))
    zone = zone_info(DEFAULT_ZONE)
    following = date(year + number // 12, number % 12 + 1, 1)
    return (
        datetime.combine(date(year, number, 1), time(), zone),
        datetime.combine(following, time(), zone),
    )


def offers(calls):
    """Programmes, topics and ecosystems as choices."""
    topics, ecosystems = _subjects()
    programmes = [(name, name) for name in _programmes(calls)]
    return {"programme": programmes, "topic": topics, "ecosystem": ecosystems}


def _programmes(calls):
    return (
        calls.exclude(programme="")
        .order_by("programme")
        .values_list("programme", flat=True)
        .distinct()
    )


def _subjects():
    """Topics of calls and all ecosystems as choices, in one query."""
    columns = ("slug", "name", "names")
    used = Topic.objects.filter(pk__in=Call.topics.through.objects.values("topic"))
    topics = used.order_by().annotate(of=Value("topic")).values("of", *columns)
    ecosystems = IndustrialEcosystem.objects.order_by().annotate(of=Value("ecosystem"))
    choices = {"topic": [], "ecosystem": []}
    for row in topics.union(ecosystems.values("of", *columns), all=True):
        choices[row["of"]].append((row["slug"], words_of(row)))
    return [sorted(each, key=lambda choice: choice[1]) for each in choices.values()]


def _months(asked):
    """The coming months, and the one that an older address asks for."""
    today = timezone.localdate(timezone=zone_info(DEFAULT_ZONE))
    counted = (today.year * 12 + today.month - 1 + step for step in range(MONTHS_AHEAD))
    months = [f"{count // 12}-{count % 12 + 1:02}" for count in counted]
    if _is_month(asked) and asked not in months:
        months.insert(0, asked)
    return [(month, f"{MONTHS[int(month[5:])]} {month[:4]}") for month in months]


def _is_month(text):
    year, _dash, number = text.partition("-")
    is_digits = text.isascii() and year.isdecimal() and number.isdecimal()
    return is_digits and len(text) == 7 and 2000 <= int(year) <= 2100 and 1 <= int(number) <= 12
