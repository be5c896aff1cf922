"""With which settings a schedule is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

FAIRNESS = {"usual": None, "strong": 1.0, "none": 0}


class ScheduleForm(forms.Form):
    seconds = forms.TypedChoiceField(
        label=_("How long it may look"),
        choices=[
            (5, _("5 seconds")),
            (10, _("10 seconds")),
            (30, _("30 seconds")),
            (60, _("1 minute")),
        ],
        coerce=int,
        initial=10,
        help_text=_("Most schedules reach the best there can be before."),
    )
    fairness = forms.ChoiceField(
        label=_("A first meeting for everybody before a tenth for the popular"),
        choices=[
            ("usual", _("Where it costs nothing")),
            ("strong", _("Even where fewer meetings are held")),
            ("none", _("No matter")),
        ],
        initial="usual",
        widget=forms.RadioSelect,
    )
    gaps = forms.BooleanField(
        label=_("Few and short gaps in people's days"), required=False, initial=True
    )
    tables = forms.BooleanField(label=_("Few changes of table"), required=False, initial=True)
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=999_999,
        initial=1,
        help_text=_("The same number gives the same schedule again, another one perhaps another."),
    )

    def options(self):
        """What the scheduler is given."""
        typed = self.cleaned_data
        weights = {"gaps": int(typed["gaps"]), "tables": int(typed["tables"])}
        if (fairness := FAIRNESS[typed["fairness"]]) is not None:
            weights["fairness"] = fairness
        return {"seed": typed["seed"], "seconds": typed["seconds"], "weights": weights}
