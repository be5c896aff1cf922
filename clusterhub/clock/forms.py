"""A local day and hour becomes an instant; hours that do not exist or exist twice are told."""

from datetime import date, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.labels import zone_label
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.words import hour_in_words
from clusterhub.clock.zones import choosable_zones, zone_city, zone_info


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"class": "input-short"})


class DayField(forms.DateField):
    """A day for which every zone can tell the hour: none at the ends of what a computer counts."""

    widget = DayInput
    default_validators = [
        MinValueValidator(date(1900, 1, 1), gettext_lazy("This day is out of range.")),
        MaxValueValidator(date(2999, 12, 31), gettext_lazy("This day is out of range.")),
    ]


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M", attrs={"class": "input-short"})


def zone_choices(present=""):
    """Zones by region; one that an event has already is always among them."""
    choices = [(group, zones) for group, zones in choosable_zones()]
    if present and not any(present == zone for _group, zones in choices for zone, _city in zones):
        choices.append((gettext_lazy("Other"), [(present, zone_city(present))]))
    return choices


class WhichField(forms.CharField):
    """Which of two: hidden until a local hour turns out to exist twice."""

    def __init__(self):
        super().__init__(max_length=10, required=False, widget=forms.HiddenInput, label="")

    def offer(self, naive, zone):
        hours = [naive.replace(fold=fold) for fold in (0, 1)]
        labels = [zone_label(zone, hour) for hour in hours]
        words = (_("the first time"), _("an hour later, the second time"))
        self.widget = forms.RadioSelect(
            choices=[
                (label, f"{hour_in_words(hour)} {label} ({when})")
                for label, hour, when in zip(labels, hours, words, strict=True)
            ]
        )
        self.label = _("Which %(hour)s?") % {"hour": hour_in_words(naive)}


def which_label(instant, zone):
    """What tells apart the two hours of the same name; empty where there is only one."""
    naive = instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    if not _exists_twice(naive.replace(fold=0), zone):
        return ""
    return zone_label(zone, naive)


def skipped_in_words(doubt):
    """What a form says to an hour that the clocks skip ("time-gap"): it asks, and takes nothing."""
    message = _(
        "On %(day)s the clocks in %(city)s are put forward, so %(printed)s does not exist. "
        "Did you mean %(taken)s?"
    )
    return message % doubt.values


class LocalTimes:
    """For forms with `<side>_on`, `<side>_time` and `<side>_which` fields."""

    def offer_which(self, side, instant, zone):
        """Show the choice for an hour that is stored already and exists twice."""
        naive = instant.astimezone(zone_info(zone)).replace(tzinfo=None, fold=0)
        if _exists_twice(naive, zone):
            self.fields[f"{side}_which"].offer(naive, zone)

    def instant(self, side, day, hour, zone):
        """The instant that was typed, or None with an error beside the field."""
        if not (day and hour and zone):
            return None
        naive, which = datetime.combine(day, hour), self.cleaned_data.get(f"{side}_which")
        reading = local_to_instant(naive, zone, label=which or None)
        if _exists_twice(naive, zone):
            self.fields[f"{side}_which"].offer(naive, zone)
        for doubt in reading.doubts:
            self._refuse(side, doubt)
            return None
        return reading.instant

    def _refuse(self, side, doubt):
        if doubt.code == "time-fold":
            message = _(
                "On %(day)s the clocks in %(city)s are put back, so this hour exists twice. Choose one."
            )
            self.add_error(f"{side}_which", message % doubt.values)
        else:
            self.add_error(f"{side}_time", skipped_in_words(doubt))


def _exists_twice(naive, zone):
    return any(doubt.code == "time-fold" for doubt in local_to_instant(naive, zone).doubts)
