from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.forms import DayField, HourInput, LocalTimes, WhichField, which_label
from clusterhub.clock.zones import zone_info
from clusterhub.events.models import AttendanceMode, WhoMayCome
from clusterhub.vocabularies.models import Country, Programme

SIDES = {"opens": "opens_at", "closes": "closes_at", "switch": "switch_until"}
COPIED = (
    *("who", "programmes", "needs_approval", "decide_hours"),
    *("hold_minutes", "offer_hours", "most_colleagues"),
)


def hour_field(label):
    return forms.TimeField(label=label, widget=HourInput, required=False)


class ChoiceWithDefault(forms.ChoiceField):
    """Nothing chosen is its first value."""

    def clean(self, value):
        return super().clean(value or self.initial)


class PlacesField(forms.IntegerField):
    def __init__(self, label):
        super().__init__(
            label=label,
            min_value=0,
            max_value=1_000_000,
            required=False,
            help_text=_("Empty: no limit."),
        )


class AdmissionForm(LocalTimes, forms.Form):
    """One field of places for each mode in which the event takes place; moments by its clocks."""

    opens_on = DayField(label=gettext_lazy("Opens on"), required=False)
    opens_time = hour_field(gettext_lazy("at"))
    opens_which = WhichField()
    closes_on = DayField(label=gettext_lazy("Closes on"), required=False)
    closes_time = hour_field(gettext_lazy("at"))
    closes_which = WhichField()
    switch_on = DayField(
        label=gettext_lazy("One changes between on site and online until"), required=False
    )
    switch_time = hour_field(gettext_lazy("at"))
    switch_which = WhichField()
    who = ChoiceWithDefault(
        label=gettext_lazy("Who may come"),
        choices=WhoMayCome.choices,
        widget=forms.RadioSelect,
        initial=WhoMayCome.ANYONE,
    )
    programmes = forms.MultipleChoiceField(
        label=gettext_lazy("Countries that take part in"),
        choices=Programme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Judged by the day of the event. Where it is not certain, you decide."
        ),
    )
    countries = forms.ModelMultipleChoiceField(
        Country.objects.all(),
        label=gettext_lazy("And from these countries"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_approval = forms.BooleanField(
        label=gettext_lazy("Each request is decided one by one"), required=False
    )
    decide_hours = forms.IntegerField(
        label=gettext_lazy("Hours in which you want to decide"),
        min_value=1,
        max_value=2000,
        required=False,
        help_text=gettext_lazy(
            "What takes longer is marked in your list; nothing is decided by itself."
        ),
    )
    hold_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that a place is held for an unconfirmed address"),
        min_value=10,
        max_value=1440,
        initial=60,
    )
    offer_hours = forms.IntegerField(
        label=gettext_lazy("Hours to answer when a place comes free"),
        min_value=1,
        max_value=336,
        required=False,
        initial=24,
        help_text=gettext_lazy("Empty: who waits gets the place at once, without being asked."),
    )
    most_colleagues = forms.IntegerField(
        label=gettext_lazy("Colleagues whom each person may bring"),
        min_value=0,
        max_value=20,
        initial=3,
        required=False,
        help_text=gettext_lazy("Empty: none. Each of them confirms for herself."),
    )

    def __init__(self, *args, event, modes, **kwargs):
        super().__init__(*args, **kwargs)
        self.event, self.modes = event, modes
        words = {
            AttendanceMode.ON_SITE: _("Places on site"),
            AttendanceMode.ONLINE: _("Places online"),
        }
        own = {f"places_{mode}": PlacesField(words[mode]) for mode in modes}
        self.fields = {**own, **self.fields}
        if len(modes) < 2:
            for name in ("switch_on", "switch_time", "switch_which"):
                del self.fields[name]
        if not self.is_bound and (kept := getattr(event, "admission", None)):
            for side, column in self._sides().items():
                if instant := getattr(kept, column):
                    self.offer_which(side, instant, event.time_zone)

    def _sides(self):
        return {side: name for side, name in SIDES.items() if f"{side}_on" in self.fields}

    def clean(self):
        typed = super().clean()
        for side, column in self._sides().items():
            typed[column] = self._moment(side)
        opens, closes = typed.get("opens_at"), typed.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("Registration closes after it opens."))
        is_by_country = typed.get("who") == WhoMayCome.COUNTRIES
        if is_by_country and not (typed.get("programmes") or typed.get("countries")):
            self.add_error("programmes", _("Choose at least one programme or country."))
        return typed

    def _moment(self, side):
        day, hour = self.cleaned_data.get(f"{side}_on"), self.cleaned_data.get(f"{side}_time")
        if day and hour is None and f"{side}_time" not in self.errors:
            self.add_error(f"{side}_time", _("Give the hour, too, by the clocks at the event."))
        elif hour and day is None and f"{side}_on" not in self.errors:
            self.add_error(f"{side}_on", _("Give the day, too."))
        return self.instant(side, day, hour, self.event.time_zone)

    def places(self):
        return {mode: self.cleaned_data[f"places_{mode}"] for mode in self.modes}

    def settings(self):
        facts = {name: self.cleaned_data[name] for name in COPIED}
        facts["most_colleagues"] = facts["most_colleagues"] or 0
        facts["countries"] = [country.pk for country in self.cleaned_data["countries"]]
        return facts | {column: self.cleaned_data[column] for column in self._sides().values()}


def typed_admission(event):
    """What somebody would have typed to get this admission."""
    kept = event.admission
    typed = {name: getattr(kept, name) for name in (*COPIED, "countries")}
    for side, column in SIDES.items():
        if instant := getattr(kept, column):
            there = instant.astimezone(zone_info(event.time_zone))
            typed |= {f"{side}_on": there.date(), f"{side}_time": there.time()}
            typed[f"{side}_which"] = which_label(instant, event.time_zone)
    return typed
