from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.matchmaking.day_hours import LATE_MINUTES
from clusterhub.matchmaking.models import LaterOutcome, MeetingOutcome
from clusterhub.matchmaking.operations.day import LONGEST_NOTE


class LateForm(forms.Form):
    minutes = forms.TypedChoiceField(
        choices=[(each, each) for each in (0, *LATE_MINUTES)], coerce=int
    )


class MissingForm(forms.Form):
    """Of two buttons one was pressed."""

    missing = forms.ChoiceField(choices=[("yes", ""), ("no", "")])

    def clean(self):
        return {"is_missing": self.cleaned_data.get("missing") == "yes"}


class ContactForm(forms.Form):
    shared = forms.ChoiceField(choices=[("yes", ""), ("no", "")])

    def clean(self):
        return {"is_shared": self.cleaned_data.get("shared") == "yes"}


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=MeetingOutcome.choices, required=False)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Private note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LinkForm(forms.Form):
    url = forms.CharField(
        label=_("Address of the room"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )


class LaterForm(forms.Form):
    """One question for each meeting that she was asked about."""

    def __init__(self, *args, reports, **kwargs):
        super().__init__(*args, **kwargs)
        self.reports = {f"meeting-{report.meeting_id}": report for report in reports}
        for name, report in self.reports.items():
            self.fields[name] = forms.ChoiceField(
                label=_("What has come of it?"),
                choices=LaterOutcome.choices,
                required=False,
                initial=report.later_outcome,
                widget=forms.RadioSelect,
            )

    def answers(self):
        """{meeting's key: outcome} of those that she answered."""
        return {
            report.meeting_id: self.cleaned_data[name]
            for name, report in self.reports.items()
            if self.cleaned_data[name]
        }

    def rows(self):
        return [(report, self[name]) for name, report in self.reports.items()]
