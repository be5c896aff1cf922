from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import zone_choices
from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.directory.models import Organisation


class SeriesForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rhythm = forms.CharField(
        label=_("Rhythm"),
        max_length=150,
        required=False,
        help_text=_("In words, such as “every second Wednesday at 8:30”."),
    )
    organiser = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label=_("Organiser"),
        to_field_name="slug",
        empty_label=_("None"),
    )
    time_zone = forms.ChoiceField(label=_("Clocks of"))

    def __init__(self, *args, user, series=None, **kwargs):
        kwargs.setdefault("initial", _typed_from(series) if series else {"time_zone": DEFAULT_ZONE})
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = Organisation.objects.visible_to(user)
        self.fields["time_zone"].choices = zone_choices(series.time_zone if series else "")


def _typed_from(series):
    return {
        "name": series.name,
        "summary": series.summary,
        "rhythm": series.rhythm,
        "organiser": series.organiser,
        "time_zone": series.time_zone,
    }
