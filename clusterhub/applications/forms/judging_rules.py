"""The rules of an evaluation as a publisher types them, and what was typed as rules."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.models.procedure import WORDS_OF_SCALES, WORDS_OF_WAYS
from clusterhub.applications.ranking import TieKind
from clusterhub.web.older import RestingForm

MOST_CRITERIA, MOST_QUOTAS, TIES = 12, 40, 4
STEPS = [("1", "1"), ("0.5", "0.5"), ("0.25", "0.25"), ("0.1", "0.1"), ("0.01", "0.01")]
QUOTA = re.compile(
    r"^(?P<who>[^:]+):\s*at (?P<end>least|most)\s+(?P<euro>€?)\s*(?P<number>[\d., ]+)$", re.I
)
EACH = re.compile(r"^each\s+(country|region|applicant)$", re.I)


class ProcedureForm(RestingForm):
    criteria = forms.CharField(
        label=_("Criteria"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_(
            "One a line: name; weight; highest score; threshold. For example: Impact; 1.5; 5; 3."
            " Weight, highest score and threshold may be left out (1, 5, none)."
        ),
    )
    step = forms.ChoiceField(label=_("Scores in steps of"), choices=STEPS, initial="0.5")
    scale = forms.ChoiceField(label=_("Total"), choices=list(WORDS_OF_SCALES.items()))
    least_total = forms.DecimalField(
        label=_("Threshold of the total"),
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
    )
    evaluators = forms.IntegerField(
        label=_("Evaluators for each application"), min_value=1, max_value=9, initial=3
    )
    is_anonymous = forms.BooleanField(
        label=_("Evaluators do not see who applies"),
        required=False,
        help_text=_("Names, organisations, partners and names of files are hidden from them."),
    )
    has_consensus = forms.BooleanField(
        label=_("A consensus round follows the first"),
        required=False,
        initial=True,
        help_text=_("Without it the means of the first round count."),
    )
    way = forms.ChoiceField(
        label=_("Who is funded"), choices=list(WORDS_OF_WAYS.items()), widget=forms.RadioSelect
    )
    amount = forms.DecimalField(
        label=_("The same amount for each, in euro"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("Empty: the amount that each asks for, from the question below."),
    )
    amount_key = forms.ChoiceField(label=_("The question with the amount"), required=False)
    budget = forms.DecimalField(
        label=_("Budget in euro"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    cut_off_budget = forms.DecimalField(
        label=_("Of it for each cut-off, in euro"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=_(
            "Where the call has several: what one cut-off leaves goes on to the next. Empty: the"
            " first may spend all of it."
        ),
    )
    places = forms.IntegerField(label=_("Places"), required=False, min_value=0, max_value=100_000)
    quotas = forms.CharField(
        label=_("Quotas"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line, for example: each country: at most 5 – EL, PT: at least 2 – ES61: at most"
            " €20,000 – each applicant: at most 1. Countries and regions by their codes. Minimums"
            " count in this order, as far as they can be met."
        ),
    )
    reserve = forms.IntegerField(
        label=_("Length of the reserve list"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Empty: everybody who reaches the thresholds."),
    )
    tie_1 = forms.ChoiceField(label=_("Equal scores: first"), required=False)
    tie_2 = forms.ChoiceField(label=_("then"), required=False)
    tie_3 = forms.ChoiceField(label=_("then"), required=False)
    tie_4 = forms.ChoiceField(label=_("then"), required=False)
    seed = forms.CharField(
        label=_("Seed of the lot"),
        required=False,
        max_length=60,
        help_text=_("Published with the rules, so that everybody can draw the lot again."),
    )
    appeal_days = forms.IntegerField(
        label=_("Days for an appeal, from the letter on"), min_value=0, max_value=90, initial=14
    )

    def __init__(self, *args, questions=(), **kwargs):
        super().__init__(*args, **kwargs)
        amounts = [(q.key, q.label) for q in questions if q.kind in ("money", "number", "budget")]
        self.fields["amount_key"].choices = [("", "–"), *amounts]
        flags = [(f"flag:{q.key}", q.label) for q in questions if q.kind in ("declaration", "one")]
        choices = [("", "–"), *_tie_choices(), *flags]
        for number in range(1, TIES + 1):
            self.fields[f"tie_{number}"].choices = choices

    def clean_criteria(self):
        lines = [line for line in self.cleaned_data["criteria"].splitlines() if line.strip()]
        if len(lines) > MOST_CRITERIA:
            raise ValidationError(_("At most %d criteria.") % MOST_CRITERIA)
        return [_criterion(number, line) for number, line in enumerate(lines, 1)]

    def clean_quotas(self):
        lines = [line.strip() for line in self.cleaned_data["quotas"].splitlines() if line.strip()]
        if len(lines) > MOST_QUOTAS:
            raise ValidationError(_("At most %d quotas.") % MOST_QUOTAS)
        return [_quota(line) for line in lines]

    def clean(self):
        facts = super().clean()
        chosen = [facts.get(f"tie_{number}") for number in range(1, TIES + 1)]
        if "lot" in chosen and not facts.get("seed"):
            self.add_error("seed", _("A lot needs a seed."))
        if facts.get("way") and not (facts.get("budget") or facts.get("places")):
            self.add_error("budget", _("Say the budget, or how many places there are."))
        return facts

    def rules(self):
        facts = dict(self.cleaned_data)
        step, seed = facts.pop("step"), facts.pop("seed")
        chosen = [facts.pop(f"tie_{number}") for number in range(1, TIES + 1)]
        facts["criteria"] = [row | {"step": step} for row in facts["criteria"]]
        facts["ties"] = [_tie(each, seed) for each in dict.fromkeys(filter(None, chosen))]
        return facts


def _tie_choices():
    criteria = [
        (f"criterion:c{n}", _("higher score in criterion %d") % n)
        for n in range(1, MOST_CRITERIA + 1)
    ]
    return [
        *criteria[:6],
        ("earlier", _("handed in earlier")),
        ("fewer:country", _("fewer from its country above")),
        ("fewer:region", _("fewer from its region above")),
        ("lot", _("lot with a published seed")),
    ]


def _tie(chosen, seed):
    kind, _colon, of = chosen.partition(":")
    return {"kind": kind, "of": seed if kind == TieKind.LOT else of}


def _criterion(number, line):
    parts = [part.strip() for part in line.split(";")]
    label, *numbers = [*parts, "", "", ""][:4]
    weight, most, least = (_number(each, line) for each in numbers)
    if not label or (most is not None and most <= 0) or (weight is not None and weight <= 0):
        raise ValidationError(_("This is no criterion: %s") % line[:80])
    return {
        "key": f"c{number}",
        "label": label[:120],
        "weight": str(weight if weight is not None else 1),
        "most": str(most if most is not None else 5),
        "least": "" if least is None else str(least),
    }


def _number(typed, line):
    if not typed:
        return None
    try:
        number = Decimal(typed.replace(",", ".")[:12])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or number > 1000:
        raise ValidationError(_("This is no criterion: %s") % line[:80])
    return number


def _quota(line):
    found = QUOTA.match(line)
    number = re.sub(r"[^\d]", "", found["number"].split(".")[0]) if found else ""
    if not number:
        raise ValidationError(_("This is no quota: %s") % line[:80])
    each = EACH.match(found["who"].strip())
    values = [] if each else [v.strip().upper() for v in found["who"].split(",") if v.strip()]
    group = (
        each[1].lower() if each else ("country" if all(len(v) == 2 for v in values) else "region")
    )
    row, is_least = {"group": group, "values": values}, found["end"].lower() == "least"
    if found["euro"] and not is_least:
        return row | {"most_amount": int(number) * 100}
    return row | {("at_least" if is_least else "at_most"): int(number)}


def initial_of(procedure):
    """The saved rules as they are typed."""
    names = ("scale", "least_total", "evaluators", "is_anonymous", "has_consensus", "way", "amount")
    names += ("amount_key", "budget", "cut_off_budget", "places", "reserve", "appeal_days")
    initial = {name: getattr(procedure, name) for name in names}
    rows = procedure.criteria
    keys = ("label", "weight", "most", "least")
    lines = ["; ".join(str(row[key]) for key in keys).rstrip("; ") for row in rows]
    initial["criteria"] = "\n".join(lines)
    initial["step"] = rows[0]["step"] if rows else "0.5"
    initial["quotas"] = "\n".join(map(quota_in_words, procedure.quotas))
    for number, tie in enumerate(procedure.ties[:TIES], 1):
        is_lot = tie["kind"] == TieKind.LOT
        of = "" if is_lot or not tie["of"] else f":{tie['of']}"
        initial[f"tie_{number}"] = f"{tie['kind']}{of}"
        if is_lot:
            initial["seed"] = tie["of"]
    return initial


def quota_in_words(row):
    who = ", ".join(row["values"]) if row.get("values") else f"each {row['group']}"
    if row.get("most_amount") is not None:
        return f"{who}: at most €{row['most_amount'] // 100:,}"
    end = "least" if row.get("at_least") else "most"
    return f"{who}: at {end} {row.get('at_least') or row.get('at_most')}"
