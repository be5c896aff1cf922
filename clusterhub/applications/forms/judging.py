"""What officers, evaluators and applicants type in an evaluation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models import StepKind, Verdict
from clusterhub.clock.forms import DayField
from clusterhub.web.older import RestingForm

LONG = 5000


def _lines(rows=4):
    return forms.Textarea(attrs={"rows": rows})


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of an account here"))
    subjects = forms.MultipleChoiceField(
        label=_("What this person knows"), required=False, widget=forms.CheckboxSelectMultiple
    )
    most = forms.IntegerField(
        label=_("Applications at most"), required=False, min_value=1, max_value=500
    )

    def __init__(self, *args, ecosystems=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subjects"].choices = [(each.slug, str(each)) for each in ecosystems]


class ScreeningForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("May it take part?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=_lines(3),
        help_text=_("The applicant reads it when the answer is no."),
    )

    def clean(self):
        facts = super().clean()
        if facts.get("verdict") not in (None, Verdict.YES) and not facts.get("reason"):
            self.add_error("reason", _("Give the reason."))
        return facts


class ReasonForm(forms.Form):
    """One reason, for whatever must not be done without one."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class EndForm(ReasonForm):
    keeps = forms.ChoiceField(
        label=_("What this person has given"),
        choices=[("yes", _("counts on")), ("", _("counts no more"))],
        required=False,
        initial="yes",
    )


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Why you think that it is wrong"), max_length=LONG, widget=_lines(6)
    )


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("The appeal is"),
        choices=[("upheld", _("upheld")), ("refused", _("refused"))],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Reasons, for the letter"), max_length=LONG, widget=_lines(5))


class SheetForm(forms.Form):
    """Scores and comments by the criteria of the call."""

    def __init__(self, *args, criteria, has_comments=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys, self.has_comments = [row["key"] for row in criteria], has_comments
        for row in criteria:
            hint = _("0 to %(most)s in steps of %(step)s") % {
                "most": row["most"],
                "step": row["step"],
            }
            if row.get("least"):
                hint = f"{hint}; " + _("threshold %s") % row["least"]
            self.fields[f"s_{row['key']}"] = forms.CharField(
                label=row["label"],
                required=False,
                max_length=12,
                help_text=hint,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
            )
            if has_comments:
                label = _("Comment on %s") % row["label"]
                self.fields[f"w_{row['key']}"] = forms.CharField(
                    label=label, required=False, max_length=LONG, widget=_lines(3)
                )
        self.fields["words"] = forms.CharField(
            label=_("In sum") if has_comments else _("What the applicant reads"),
            required=False,
            max_length=LONG,
            widget=_lines(4),
        )
        self.fields["number"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def scores(self):
        return {key: self.cleaned_data.get(f"s_{key}", "") for key in self.keys}

    def comments(self):
        words = {key: self.cleaned_data.get(f"w_{key}", "") for key in self.keys}
        return words | {"": self.cleaned_data.get("words", "")}

    def typed(self):
        """What stands in it, label and words, for a page on which it can be sent no more."""
        fields = [field for field in self.visible_fields() if field.value()]
        return [(field.label, field.value()) for field in fields]

    def rest_on(self, number):
        """Sent once more, it replaces the version that is shown beside it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("number")] = number

    def refuse(self, problems):
        for key, words in problems.items():
            self.add_error(f"s_{key}", words)


class RemedyForm(SheetForm):
    """The right scores after an appeal, and what the applicant reads."""

    money_words = forms.CharField(
        label=_("If the budget does not suffice: from where the money comes"),
        required=False,
        max_length=300,
    )

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, criteria=criteria, has_comments=False, **kwargs)
        del self.fields["number"]
        self.fields["words"].label = _("Reasons, for the letter")
        for name in ("words", *(f"s_{key}" for key in self.keys)):
            self.fields[name].required = True
        self.order_fields([*(f"s_{key}" for key in self.keys), "money_words", "words"])


def sheet_initial(scores, words, comments, number):
    initial = {f"s_{key}": score for key, score in scores.items()}
    initial |= {f"w_{key}": said for key, said in comments.items() if key}
    return initial | {"words": words, "number": number}


class AwardForm(RestingForm):
    agreement_number = forms.CharField(label=_("Agreement number"), max_length=60, required=False)
    signed_on = DayField(label=_("Signed on"), required=False)
    starts_on = DayField(label=_("Starts on"), required=False)
    ends_on = DayField(label=_("Ends on"), required=False)
    result = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=LONG,
        widget=_lines(4),
        help_text=_("For everybody to read, beside the results."),
    )
    result_url = forms.URLField(label=_("More about it"), required=False, max_length=500)

    def clean(self):
        facts = super().clean()
        if (
            facts.get("starts_on")
            and facts.get("ends_on")
            and facts["ends_on"] < facts["starts_on"]
        ):
            self.add_error("ends_on", _("It ends before it starts."))
        return facts


class StepForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=StepKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    due_on = DayField(label=_("Due on"), required=False)
    amount = forms.DecimalField(
        label=_("Amount in euro"), required=False, min_value=0, max_digits=14, decimal_places=2
    )

    def clean(self):
        facts = super().clean()
        if facts.get("kind") == StepKind.PAYMENT and not facts.get("amount"):
            self.add_error("amount", _("A payment has an amount."))
        return facts


class DeliverForm(forms.Form):
    words = forms.CharField(label=_("What was done"), max_length=LONG, widget=_lines(4))


class PaidForm(forms.Form):
    paid_on = DayField(label=_("Paid on"))
