"""The programme as plain rows: parts with a number, people who name the number of their part."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.forms import DayField, HourInput, skipped_in_words
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import zone_info
from clusterhub.events.forms.names import WhichRecord, organisation_named, person_named
from clusterhub.events.models import SpeakerPart


class PartForm(forms.Form):
    """One part of the programme; without a title the row is not there."""

    session = forms.IntegerField(required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=gettext_lazy("No."), min_value=1, max_value=999, required=False
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=250, required=False)
    day = DayField(label=gettext_lazy("Day"), required=False)
    starts = forms.TimeField(label=gettext_lazy("Starts"), required=False, widget=HourInput)
    ends = forms.TimeField(label=gettext_lazy("Ends"), required=False, widget=HourInput)
    description = forms.CharField(
        label=gettext_lazy("More about it"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean(self):
        typed = super().clean()
        if not typed.get("title"):
            if typed.get("starts") or typed.get("description"):
                self.add_error(
                    "title", _("Give this part a title, or clear the row to take it away.")
                )
            return typed
        typed["starts_at"] = self._instant("starts")
        typed["ends_at"] = self._instant("ends")
        if typed["starts_at"] and typed["ends_at"] and typed["ends_at"] <= typed["starts_at"]:
            self.add_error("ends", _("A part ends after it starts."))
        if typed["ends_at"] and not typed["starts_at"] and "starts" not in self.errors:
            self.add_error("starts", _("Say when it starts, too."))
        return typed

    def _instant(self, side):
        hour = self.cleaned_data.get(side)
        if hour is None:
            return None
        day = self.cleaned_data.get("day") or self.event.starts_there.date()
        naive, zone = datetime.combine(day, hour), self.event.time_zone
        for doubt in local_to_instant(naive, zone).doubts:
            if doubt.code == "time-gap":
                self.add_error(side, skipped_in_words(doubt))
                return None
        first, second = (naive.replace(tzinfo=zone_info(zone), fold=fold) for fold in (0, 1))
        # Of an hour that exists twice, the one that lies within the event is meant.
        return second if first < self.event.starts_at <= second else first


class AppearanceForm(forms.Form):
    """One person of the programme; without a name the row is not there."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    which_person = WhichRecord()
    part = forms.ChoiceField(label=gettext_lazy("As"), choices=SpeakerPart.choices, required=False)
    role = forms.CharField(label=gettext_lazy("Role"), max_length=200, required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=200, required=False
    )
    which_organisation = WhichRecord()
    number = forms.IntegerField(
        label=gettext_lazy("In part no."),
        min_value=1,
        max_value=999,
        required=False,
    )

    def __init__(self, *args, known, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.known = known  # The event's people so far, by the words that stand in their rows.

    def clean(self):
        typed = super().clean()
        name, words = typed.get("name"), typed.get("organisation")
        if not name:
            if words or typed.get("role"):
                self.add_error("name", _("Give the name, or clear the row to take it away."))
            return typed
        kept = self.known.get((name, words or ""))
        if kept and not typed.get("which_person") and not typed.get("which_organisation"):
            typed["person"], typed["record"] = kept.person, kept.organisation
            typed["is_new_person"] = typed["is_new_organisation"] = False
            return typed
        found = (None, False)
        if words:
            found = organisation_named(self, words)
        typed["record"], typed["is_new_organisation"] = found
        typed["person"], typed["is_new_person"] = person_named(self, name, found[0])
        return typed


PartForms = forms.formset_factory(PartForm, extra=3, max_num=100, absolute_max=120)
AppearanceForms = forms.formset_factory(AppearanceForm, extra=4, max_num=200, absolute_max=220)


def part_rows(event):
    zone = event.starts_there.tzinfo
    return [
        {
            "session": session.pk,
            "number": session.number,
            "title": session.title,
            "description": session.description,
            "day": session.starts_at.astimezone(zone).date() if session.starts_at else None,
            "starts": session.starts_at.astimezone(zone).time() if session.starts_at else None,
            "ends": session.ends_at.astimezone(zone).time() if session.ends_at else None,
        }
        for session in event.sessions.all()
    ]


def appearance_rows(speakers):
    return [
        {
            "name": speaker.person.name,
            "part": speaker.part,
            "role": speaker.role,
            "organisation": speaker.organisation_name,
            "number": speaker.session.number if speaker.session else None,
        }
        for speaker in speakers
    ]
