from datetime import datetime

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayField, HourInput
from clusterhub.clock.moments import local_to_instant
from clusterhub.events.forms.event import ADDRESS
from clusterhub.events.forms.listed import listed_organisation, listed_person


class StandForm(forms.Form):
    """What an exhibitor says of itself."""

    words = forms.CharField(
        label=_("What is to be seen"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    url = forms.URLField(label=_("Website for the visitors"), **ADDRESS)


class ExhibitorForm(StandForm):
    stand = forms.CharField(label=_("Stand"), max_length=30, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["organisation", "stand", "words", "url"])


class NewExhibitorForm(ExhibitorForm):
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=250,
        help_text=_("Its name as it is listed, or the address of its page."),
    )

    def clean_organisation(self):
        return listed_organisation(self.cleaned_data["organisation"])


class StaffForm(forms.Form):
    email = forms.EmailField(
        label=_("Add somebody by the address with which she is registered"), max_length=254
    )


class LeadForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the ticket"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    note = forms.CharField(
        label=_("Note for yourselves"),
        max_length=300,
        required=False,
        help_text=_("The visitor may read it, too."),
    )


class ExpertForm(forms.Form):
    words = forms.CharField(
        label=_("What she or he can be asked"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = forms.CharField(label=_("Where"), max_length=100, required=False)


class NewExpertForm(ExpertForm):
    person = forms.CharField(
        label=_("Person"),
        max_length=250,
        help_text=_("The name as it is listed, or the address of the page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["person", "words", "place"])

    def clean_person(self):
        return listed_person(self.cleaned_data["person"])


class SlotsForm(forms.Form):
    """From when to when, cut into slots; hours as the clocks at the event show them."""

    day = DayField(label=_("Day"))
    starts = forms.TimeField(label=_("From"), widget=HourInput)
    ends = forms.TimeField(label=_("Until"), widget=HourInput)
    minutes = forms.IntegerField(
        label=_("Minutes for each"), min_value=5, max_value=240, initial=20
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["day"].initial = event.starts_there.date()

    def clean(self):
        typed = super().clean()
        day, starts, ends = (typed.pop(name, None) for name in ("day", "starts", "ends"))
        if not (day and starts and ends and typed.get("minutes")):
            return typed
        typed["starts_at"], typed["ends_at"] = (
            local_to_instant(datetime.combine(day, hour), self.event.time_zone)[0]
            for hour in (starts, ends)
        )
        first, last = self.event.starts_there.date(), self.event.ends_there.date()
        if not first <= day <= last:
            self.add_error("day", _t("The event is not held on this day."))
        elif typed["ends_at"] <= typed["starts_at"]:
            self.add_error("ends", _t("This lies before the beginning."))
        return typed
