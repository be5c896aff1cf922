from datetime import datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayField, HourInput, skipped_in_words, zone_choices
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.directory.forms import OrganisationField
from clusterhub.funding.models import CallKind, MoneyForm, Procedure
from clusterhub.funding.operations.calls import PLAIN, said_in
from clusterhub.funding.operations.deadlines import said_of_deadline
from clusterhub.vocabularies.models import IndustrialEcosystem, Topic
from clusterhub.web.addresses import only_web
from clusterhub.web.older import RestingForm, stamp_of


def hour_field(**options):
    return forms.TimeField(widget=HourInput, required=False, **options)


def zone_field():
    return forms.ChoiceField(label=_("Time zone"), choices=zone_choices, initial=DEFAULT_ZONE)


class LocalTimeForm(RestingForm):
    """A form that asks for a day, an hour and the zone whose clocks are meant."""

    def instant(self, day, hour):
        """The instant of a local time; an hour that the clocks skip is refused."""
        reading = local_to_instant(datetime.combine(day, hour), self.cleaned_data["time_zone"])
        for doubt in reading.doubts:
            if doubt.code == "time-gap":
                raise forms.ValidationError(skipped_in_words(doubt))
        return reading.instant


def euro_field(label):
    return forms.DecimalField(
        label=label, min_value=0, max_digits=14, decimal_places=2, required=False
    )


class CallForm(LocalTimeForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    identifier = forms.CharField(label=_("Official identifier"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CallKind.choices)
    programme = forms.CharField(label=_("Programme"), max_length=150, required=False)
    partnership = forms.CharField(label=_("Partnership"), max_length=200, required=False)
    organisation = OrganisationField(
        label=_("Publisher"), required=False, help_text=_("By its name in the directory.")
    )
    summary = forms.CharField(
        label=_("Summary"), required=False, max_length=10_000, widget=forms.Textarea({"rows": 6})
    )
    url = forms.URLField(
        label=_("Official page"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[only_web],
    )
    procedure = forms.ChoiceField(
        label=_("Procedure"), choices=[("", _("Not stated")), *Procedure.choices], required=False
    )
    money_form = forms.ChoiceField(
        label=_("Form of the money"),
        choices=[("", _("Not stated")), *MoneyForm.choices],
        required=False,
    )
    budget_eur = euro_field(_("Budget in euro"))
    min_eur = euro_field(_("Least for one project, in euro"))
    max_eur = euro_field(_("Most for one project, in euro"))
    rate = forms.DecimalField(
        label=_("Share of the costs that is paid, in percent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    projects_expected = forms.IntegerField(
        label=_("Projects expected"), min_value=1, max_value=100_000, required=False
    )
    contact_name = forms.CharField(label=_("Contact"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("Contact's address"), required=False)
    opens_on = DayField(label=_("Opens on"), required=False)
    opens_hour = hour_field(label=_("Opens at"))
    time_zone = zone_field()
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ecosystems = forms.ModelMultipleChoiceField(
        IndustrialEcosystem.objects.all(),
        label=_("Industrial ecosystems"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(label=_("Where the facts come from"), max_length=300, required=False)

    @classmethod
    def of(cls, call, submitted=None):
        said = said_in(call)
        initial = {name: said[name] for name in PLAIN} | {"stamp": stamp_of(said)}
        initial |= {"topics": call.topics.all(), "ecosystems": call.ecosystems.all()}
        if call.opens_at:
            there = call.opens_at.astimezone(zone_info(DEFAULT_ZONE))
            initial |= {"opens_on": there.date(), "opens_hour": there.time()}
        return cls(submitted, initial=initial)

    def clean(self):
        values = self.cleaned_data
        least, most = values.get("min_eur"), values.get("max_eur")
        if least is not None and most is not None and least > most:
            self.add_error("max_eur", _("The most is less than the least."))
        day, hour = values.pop("opens_on", None), values.pop("opens_hour", None)
        if hour and not day:
            self.add_error("opens_on", _("Say on which day it opens, too."))
        if "time_zone" in values:
            values["opens_at"] = None
            if day:
                values["opens_at"] = self.instant(day, hour or time())
            del values["time_zone"]
        return values


class DeadlineForm(LocalTimeForm):
    day = DayField(label=_("Day"))
    hour = hour_field(
        label=_("Hour"),
        help_text=_("Leave it empty if only the day is known: it then ends at 24:00."),
    )
    time_zone = zone_field()
    label = forms.CharField(
        label=_("Cut-off"), max_length=100, required=False, help_text=_("For example: first stage.")
    )
    stage = forms.TypedChoiceField(
        label=_("Stage"),
        choices=[("", _("The only one")), (1, _("First")), (2, _("Second, by invitation"))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    as_printed = forms.CharField(label=_("As it was printed"), max_length=200, required=False)
    source = forms.CharField(label=_("Where this comes from"), max_length=300, required=False)

    @classmethod
    def of(cls, deadline, submitted=None):
        there = deadline.closes_there
        initial = {"day": deadline.day, "time_zone": deadline.time_zone, "label": deadline.label}
        initial["stamp"] = stamp_of(said_of_deadline(deadline))
        if not deadline.is_day_only:
            initial |= {"day": there.date(), "hour": there.time()}
        form = cls(submitted, initial=initial)
        del form.fields["label"], form.fields["stage"]
        form.fields["time_zone"].choices = zone_choices(deadline.time_zone)
        return form

    def clean(self):
        """`closes_at` is what the operations take: an instant, or a date without an hour."""
        values = self.cleaned_data
        if {"day", "time_zone"} <= values.keys() and "hour" in values:
            day, hour = values.pop("day"), values.pop("hour")
            values["closes_at"] = day if hour is None else self.instant(day, hour)
        return values


class MomentForm(LocalTimeForm):
    """From when a call is suspended, cancelled and so on; without a day it is taken back."""

    moment = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            ("suspended_at", _("Suspended")),
            ("resumed_at", _("Goes on")),
            ("cancelled_at", _("Cancelled")),
            ("spent_at", _("Budget spent")),
            ("results_at", _("Results out")),
        ],
    )
    day = DayField(label=_("Day"), required=False, help_text=_("Leave it empty to take it back."))
    hour = hour_field(label=_("Hour"))
    time_zone = zone_field()
    source = forms.CharField(label=_("Where this comes from"), max_length=300, required=False)

    def clean(self):
        values = self.cleaned_data
        day, hour = values.pop("day", None), values.pop("hour", None)
        if hour and not day:
            self.add_error("day", _("Say on which day, too."))
        if "time_zone" in values:
            values["at"] = self.instant(day, hour or time()) if day else None
            del values["time_zone"]
        return values
