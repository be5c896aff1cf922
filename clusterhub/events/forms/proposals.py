from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterhub.clock.forms import DayField
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import zone_info
from clusterhub.directory.models import Organisation
from clusterhub.events.models import ProposalFormat
from clusterhub.events.operations.proposals import LEAST_REASONS
from clusterhub.events.proposal_scores import BEST, USUAL_CRITERIA, criteria_of, lines_of


class ProposalForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    format = forms.ChoiceField(label=_("Format"), choices=ProposalFormat.choices)
    abstract = forms.CharField(
        label=_("What happens in it"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    need = forms.CharField(
        label=_("Which need of business does it answer?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who has this need, how do you know, and what will they have afterwards?"),
    )
    need_for = forms.CharField(
        label=_("Whose need is it?"),
        max_length=200,
        required=False,
        help_text=_("For example: small sawmills in mountain regions."),
    )
    speakers_words = forms.CharField(
        label=_("Who speaks"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the team sees this. Name people who know that you name them."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Proposed for"),
        required=False,
        empty_label=_("Only yourself"),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class CallForm(forms.Form):
    words = forms.CharField(
        label=_("What you look for"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    opens_on = DayField(label=_("Opens on"), required=False, help_text=_("Empty: at once."))
    closes_on = DayField(label=_("Last day"))
    criteria = forms.CharField(
        label=_("What proposals are judged by"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One criterion a line, then its weight from 1 to 9: The need is shared; 2"),
    )

    def __init__(self, *args, event, **kwargs):
        call = getattr(event, "session_call", None)
        super().__init__(*args, initial=_typed_from(call, event), **kwargs)
        self.event = event

    def clean_criteria(self):
        found = criteria_of(self.cleaned_data["criteria"])
        if not found:
            raise ValidationError(_("Give at least one criterion."))
        return found

    def clean(self):
        typed = super().clean()
        opens, closes = typed.pop("opens_on", None), typed.pop("closes_on", None)
        typed["opens_at"] = opens and self._midnight(opens)
        # The last day is a whole one, by the event's clocks.
        typed["closes_at"] = closes and self._midnight(closes + timedelta(days=1))
        if opens and closes and opens > closes:
            self.add_error("closes_on", _("The last day lies before the first one."))
        if typed["closes_at"] and typed["closes_at"] > self.event.starts_at:
            self.add_error("closes_on", _("The event has begun by then."))
        return typed

    def _midnight(self, day):
        return local_to_instant(datetime.combine(day, time()), self.event.time_zone)[0]


def _typed_from(call, event):
    if call is None:
        usual = [{"label": str(_(label)), "weight": weight} for _k, label, weight in USUAL_CRITERIA]
        return {"criteria": lines_of(usual)}
    zone = zone_info(event.time_zone)
    closes = call.closes_at.astimezone(zone) - timedelta(minutes=1)
    return {
        "words": call.words,
        "opens_on": call.opens_at and call.opens_at.astimezone(zone).date(),
        "closes_on": closes.date(),
        "criteria": lines_of(call.criteria),
    }


class ReviewForm(forms.Form):
    """A number for each criterion, 0 to 5."""

    words = forms.CharField(
        label=_("Why"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        numbers = [(str(number), str(number)) for number in range(BEST + 1)]
        fields = {
            each["key"]: forms.ChoiceField(
                label=each["label"], choices=numbers, widget=forms.RadioSelect
            )
            for each in criteria
        }
        self.keys = list(fields)
        self.fields = {**fields, **self.fields}

    def scores(self):
        return {key: int(self.cleaned_data[key]) for key in self.keys}


class DecisionForm(forms.Form):
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=3000,
        min_length=LEAST_REASONS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Whoever proposed it reads them. Accepted, it stands in the programme at once."
        ),
    )
    decision = forms.ChoiceField(choices=[("accept", ""), ("refuse", "")], widget=forms.HiddenInput)
