from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterhub.events.figures import HIGHEST, SCALES

LONGEST = 1000
WORDS_OF_SCALES = {
    "whole": _("The event as a whole"),
    "content": _("What was said"),
    "organisation": _("How it was organised"),
}
WORDS_OF_SCORES = {1: _("poor"), 3: _("fair"), HIGHEST: _("very good")}


class KeepDaysForm(forms.Form):
    days = forms.IntegerField(
        label=_("Days after the end"),
        min_value=1,
        max_value=730,
        help_text=_("As short as you can: whoever asks may have her own data erased at any time."),
    )


def _scale(scale):
    choices = [
        (str(score), f"{score} – {WORDS_OF_SCORES[score]}" if score in WORDS_OF_SCORES else score)
        for score in range(1, HIGHEST + 1)
    ]
    return forms.TypedChoiceField(
        label=WORDS_OF_SCALES[scale],
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _words(label):
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FeedbackForm(forms.Form):
    whole, content, organisation = (_scale(scale) for scale in SCALES)
    best = _words(_("What was best?"))
    better = _words(_("What could be better?"))

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Answer at least one question."))
        return cleaned

    def answer(self):
        scores = {scale: self.cleaned_data[scale] for scale in SCALES}
        return {"scores": scores} | {name: self.cleaned_data[name] for name in ("best", "better")}


class ThanksForm(forms.Form):
    words = forms.CharField(
        label=_("Your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Stands between the greeting and the material."),
    )
    is_automatic = forms.BooleanField(
        label=_("Leaves by itself, 18 hours after the end"), required=False
    )
