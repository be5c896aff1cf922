from datetime import datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayField
from clusterhub.clock.moments import local_to_instant
from clusterhub.events.forms.listed import listed_organisation


class KeepForm(forms.Form):
    """Places that are kept for an organisation, until a day."""

    organisation = forms.CharField(label=_("For the organisation"), max_length=250)
    mode = forms.ChoiceField(label=_("They take part"), widget=forms.RadioSelect)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=100_000)
    releases_on = DayField(
        label=_("Kept until"),
        required=False,
        help_text=_("On this day what is left of them goes to everybody. Empty: until you say so."),
    )

    def __init__(self, *args, event, modes, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["mode"].choices = modes
        if len(modes) == 1:
            self.fields["mode"].widget, self.fields["mode"].initial = (
                forms.HiddenInput(),
                modes[0][0],
            )

    def clean_organisation(self):
        return listed_organisation(self.cleaned_data["organisation"])

    def clean(self):
        typed = super().clean()
        day = typed.pop("releases_on", None)
        midnight = datetime.combine(day, time()) if day else None
        zone = self.event.time_zone
        typed["releases_at"] = local_to_instant(midnight, zone)[0] if midnight else None
        return typed
