"""Which events a reader wants to see; everything lives in the address."""

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusterhub.events.models import EventFormat

LABELS = {
    "when": _("When"),
    "series": _("Series"),
    "format": _("Format"),
    "topic": _("Topic"),
    "country": _("Country"),
    "ecosystem": _("Industrial ecosystem"),
}
SORTS = {"soonest": _("Soonest first"), "latest": _("Latest first"), "added": _("Newly added")}
ORDERS = {
    "soonest": ("starts_at", "pk"),
    "latest": ("-starts_at", "-pk"),
    "added": ("-published_at", "-pk"),
}


class EventFilters(forms.Form):
    """What does not fit is left out instead of refused: an old address still shows a list."""

    q = forms.CharField(max_length=100, required=False)
    series = forms.CharField(max_length=80, required=False)
    topic = forms.CharField(max_length=80, required=False)
    country = forms.RegexField("^[A-Za-z]{2}$", required=False)
    ecosystem = forms.CharField(max_length=60, required=False)
    format = forms.ChoiceField(choices=EventFormat.choices, required=False)
    when = forms.RegexField(r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$", required=False)
    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False)

    def __init__(self, query, default_sort):
        super().__init__(query)
        self.is_valid()
        fit = {name: value for name, value in self.cleaned_data.items() if value}
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

    def groups(self, rows):
        """The filters with what they offer: name, label and options, out of `facets()`."""
        groups = {name: {"name": name, "label": LABELS[name], "options": []} for name in LABELS}
        for row in rows:
            groups[row["facet"]]["options"].append(self._option(row))
        for name, group in groups.items():
            latest_first = name == "when" and self.default_sort == "latest"
            key = "value" if name == "when" else "label"
            group["options"].sort(key=lambda option: option[key], reverse=latest_first)
        return [group for group in groups.values() if group["options"]]

    def _option(self, row):
        value = row["key"]
        names = row["labels"] if isinstance(row["labels"], dict) else {}
        label = names.get((get_language() or "en")[:2], row["label"])
        if row["facet"] == "when":
            label = month_in_words(value)
        elif row["facet"] == "format":
            label = str(EventFormat(value).label)
        return {
            "value": value,
            "label": label,
            "count": row["count"],
            "is_chosen": self.chosen.get(row["facet"], "").lower() == value.lower(),
        }

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


def month_in_words(when):
    year, _dash, month = when.partition("-")
    return f"{MONTHS[int(month)]} {year}" if month else year
