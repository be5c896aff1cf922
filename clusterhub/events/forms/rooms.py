from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.events.models import RoomKind, TrackColour
from clusterhub.web.addresses import only_web

ADDRESS = {
    "max_length": 200,
    "required": False,
    "assume_scheme": "https",
    "validators": [only_web],
}
ROOM = (
    *("name", "kind", "capacity", "floor", "how_to_find", "join_url", "embed_url"),
    "opens_minutes",
)


class RoomForm(forms.Form):
    """One room; without a name the row is not there."""

    room = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Where"), choices=RoomKind.choices, required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("People"), required=False, min_value=1, max_value=100_000
    )
    floor = forms.CharField(label=gettext_lazy("Floor"), max_length=60, required=False)
    opens_minutes = forms.IntegerField(
        label=gettext_lazy("Opens, minutes before"),
        required=False,
        min_value=0,
        max_value=1440,
    )
    how_to_find = forms.CharField(
        label=gettext_lazy("How to find it"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    join_url = forms.URLField(label=gettext_lazy("Address to join"), **ADDRESS)
    embed_url = forms.URLField(label=gettext_lazy("Address of the player"), **ADDRESS)

    def clean(self):
        typed = super().clean()
        if not typed.get("name") and any(typed.get(name) for name in ("floor", "join_url")):
            self.add_error("name", _("Give the name, or clear the row to take it away."))
        return typed


class TrackForm(forms.Form):
    track = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100, required=False)
    colour = forms.ChoiceField(
        label=gettext_lazy("Colour"), choices=TrackColour.choices, required=False
    )


RoomForms = forms.formset_factory(RoomForm, extra=2, max_num=300, absolute_max=310)
TrackForms = forms.formset_factory(TrackForm, extra=2, max_num=60, absolute_max=70)


def room_rows(event):
    return [{"room": row.pk} | {n: getattr(row, n) for n in ROOM} for row in event.rooms.all()]


def track_rows(event):
    return [{"track": row.pk, "name": row.name, "colour": row.colour} for row in event.tracks.all()]


def typed_rooms(forms, event):
    """What `set_rooms` takes; a row whose key is none of this event's is a new room."""
    known = {row.pk: row for row in event.rooms.all()}
    return [
        {"room": known.get(form.cleaned_data.get("room"))}
        | {name: form.cleaned_data.get(name) for name in ROOM}
        for form in forms
        if form.cleaned_data.get("name")
    ]


def typed_tracks(forms, event):
    known = {row.pk: row for row in event.tracks.all()}
    return [
        {
            "track": known.get(form.cleaned_data.get("track")),
            "name": form.cleaned_data["name"],
            "colour": form.cleaned_data["colour"],
        }
        for form in forms
        if form.cleaned_data.get("name")
    ]
