from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.matching import near_organisations
from clusterhub.events.venue import point_in_words, read_point

HOST, CO_ORGANISER = "host", "co"
PROPOSED = 6


class HostForm(forms.Form):
    """A listed organisation by the name that somebody types; asked about where several fit."""

    name = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        help_text=gettext_lazy("As it stands in the directory, or nearly so."),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("As"),
        choices=[(CO_ORGANISER, gettext_lazy("Co-organiser")), (HOST, gettext_lazy("Host"))],
        initial=CO_ORGANISER,
        widget=forms.RadioSelect,
    )
    which = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput, label="")

    def clean(self):
        typed = super().clean()
        typed["organisation"] = self._organisation(typed.get("name", ""), typed.get("which"))
        return typed

    def _organisation(self, name, answer):
        if not name:
            return None
        near = near_organisations(name, limit=2 * PROPOSED)
        near = [each for each in near if each.record.published_at][:PROPOSED]
        by_key = {str(each.record.pk): each.record for each in near}
        exact = [each.record for each in near if each.score == 1]
        if answer in by_key:
            return by_key[answer]
        if len(exact) == 1:
            return exact[0]
        if not near:
            words = _(
                "The directory lists no organisation of this name. It has to be listed first."
            )
            self.add_error("name", words)
            return None
        choices = [(key, str(record)) for key, record in by_key.items()]
        self.fields["which"].widget = forms.RadioSelect(choices=choices)
        self.fields["which"].label = _("Which organisation?")
        self.add_error("which", _("Several are near this name. Choose one."))
        return None


class VenueForm(forms.Form):
    point = forms.CharField(
        label=gettext_lazy("Point on the map"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Latitude and longitude, such as 36.7213, -4.4214. Empty: no map is shown."
        ),
    )
    venue_access = forms.CharField(
        label=gettext_lazy("How to get in"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Entrance, steps, lifts, doors, places for wheelchairs, loops for hearing aids, toilets, "
            "stops nearby. Name somebody who can be asked."
        ),
    )
    version = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, typed=None, *, event):
        initial = {"venue_access": event.venue_access, "version": event.version}
        super().__init__(typed, initial=initial | {"point": point_in_words(event)})
        self.event = event

    def clean_point(self):
        words = self.cleaned_data["point"]
        if words == point_in_words(self.event):
            return self.event.latitude, self.event.longitude
        point = read_point(words) if words else (None, None)
        if point is None:
            raise forms.ValidationError(
                _("Two numbers, first north and then east, such as 36.7213, -4.4214.")
            )
        return point

    def facts(self):
        latitude, longitude = self.cleaned_data["point"]
        access = self.cleaned_data["venue_access"]
        return {"latitude": latitude, "longitude": longitude, "venue_access": access}
