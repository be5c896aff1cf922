"""Which events a reader wants to see; everything lives in the address."""

from operator import itemgetter

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models import EventFormat, EventKind

LABELS = {
    "when": _("When"),
    "series": _("Series"),
    "kind": _("Kind"),
    "format": _("Format"),
    "topic": _("Topic"),
    "country": _("Country"),
    "ecosystem": _("Industrial ecosystem"),
}
FIXED = {"kind": EventKind, "format": EventFormat}
SORTS = {"soonest": _("Soonest first"), "latest": _("Latest first"), "added": _("Newly added")}
ORDERS = {
    "soonest": ("starts_at", "pk"),
    "latest": ("-starts_at", "-pk"),
    "added": ("-published_at", "-pk"),
}


class Chosen(forms.Form):
    q = forms.CharField(max_length=100, required=False)
    series = forms.CharField(max_length=80, required=False)
    topic = forms.CharField(max_length=80, required=False)
    country = forms.RegexField("^[A-Za-z]{2}$", required=False)
    ecosystem = forms.CharField(max_length=60, required=False)
    kind = forms.ChoiceField(choices=EventKind.choices, required=False)
    format = forms.ChoiceField(choices=EventFormat.choices, required=False)
    when = forms.RegexField(r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$", required=False)
    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False)

    def fitting(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EventFilters:
    """What does not fit is left out instead of refused: an old address still shows a list."""

    def __init__(self, query, default_sort):
        fit = Chosen(query).fitting() if query else {}
        self.words = fit.pop("q", "")
        self.sorted_by = fit.pop("sort", default_sort)
        self.default_sort = default_sort
        self.chosen = fit

    @property
    def order(self):
        return ORDERS[self.sorted_by]

    def narrowing(self):
        """What `Event.objects.matching()` takes."""
        if country := self.chosen.get("country"):
            return self.chosen | {"country": country.upper()}
        return self.chosen

    def groups(self, offers):
        """The filters with what they offer: name, label and options, out of `offers()`."""
        groups = []
        for name, options in offers.items():
            chosen = self.chosen.get(name, "").lower()
            if name == "when" and self.default_sort == "latest":
                options = options[::-1]
            options = [
                option | {"is_chosen": option["value"].lower() == chosen} for option in options
            ]
            groups.append({"name": name, "label": LABELS[name], "options": options})
        return groups

    def sorts(self, query):
        """Each order in words with its address; none for the order that is chosen."""
        return [
            (label, "" if name == self.sorted_by else f"?{_with_sort(query, name)}")
            for name, label in SORTS.items()
        ]

    def chips(self, groups, query):
        """What is chosen, each with the address that takes it off."""
        known = {
            (group["name"], option["value"].lower()): option["label"]
            for group in groups
            for option in group["options"]
        }
        chips = []
        for name, value in {"q": self.words, **self.chosen}.items():
            if value:
                rest = query.copy()
                for gone in (name, "page"):
                    rest.pop(gone, None)
                fallback = month_in_words(value) if name == "when" else f"“{value}”"
                label = known.get((name, value.lower()), fallback)
                chips.append({"label": label, "url": f"?{rest.urlencode()}"})
        return chips


def _with_sort(query, name):
    query = query.copy()
    query["sort"] = name
    query.pop("page", None)
    return query.urlencode()


def offers(rows):
    """What each filter offers, in the reader's words and their order, out of `facets()`."""
    language = (get_language() or "en")[:2]
    offered = {name: [] for name in LABELS}
    for row in rows:
        option = {"value": row["key"], "label": _label(row, language), "count": row["count"]}
        offered[row["facet"]].append(option)
    for name, options in offered.items():
        options.sort(key=itemgetter("value" if name == "when" else "label"))
    return {name: options for name, options in offered.items() if options}


def _label(row, language):
    if row["facet"] == "when":
        return month_in_words(row["key"])
    if row["facet"] in FIXED:
        return str(FIXED[row["facet"]](row["key"]).label)
    names = row["labels"] if isinstance(row["labels"], dict) else {}
    return names.get(language, row["label"])


def month_in_words(when):
    year, _dash, month = when.partition("-")
    return f"{MONTHS[int(month)]} {year}" if month else year
