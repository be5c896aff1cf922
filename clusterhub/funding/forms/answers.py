"""The questions of “May I apply?” as a form; what is left empty stays unknown."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.forms import DayField
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.funding.eligibility import clean_facts
from clusterhub.funding.eligibility.facts import countries, regions
from clusterhub.funding.eligibility.places import nuts_of
from clusterhub.funding.eligibility.words import LABEL_WORDS, SIZE_WORDS

NOT_SAID = ("", gettext_lazy("Not said"))
YES_NO = [NOT_SAID, ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
TRUTHS = {"yes": True, "no": False}
EXTRA_LINES, MOST_LINES = 3, 60
SIZES = ("micro", "small", "medium", "large")
NUMBERS = (
    *("staff", "turnover_eur", "balance_eur", "asked_eur", "fiscal_year_month"),
    "dependent_partners",
)
LINES = ("ties", "aid", "partners")


def _country_choices():
    return [NOT_SAID, *sorted(countries().items(), key=lambda pair: str(pair[1]))]


def _number(**options):
    return forms.FloatField(required=False, min_value=0, **options)


class TieLine(forms.Form):
    name = forms.CharField(label=gettext_lazy("Enterprise"), max_length=200, required=False)
    tie = forms.ChoiceField(
        label=gettext_lazy("It is"),
        required=False,
        choices=[
            NOT_SAID,
            ("linked", gettext_lazy("linked: more than 50 %")),
            ("partner", gettext_lazy("a partner: 25 % to 50 %")),
        ],
    )
    share = forms.FloatField(
        label=gettext_lazy("Per cent"), required=False, min_value=25, max_value=50
    )
    staff = _number(label=gettext_lazy("Staff"))
    turnover_eur = _number(label=gettext_lazy("Turnover in euro"))
    balance_eur = _number(label=gettext_lazy("Balance sheet in euro"))

    def clean(self):
        if any(self.cleaned_data.values()) and not self.cleaned_data.get("tie"):
            self.add_error("tie", _("Say whether it is linked or a partner."))
        return self.cleaned_data


class AidLine(forms.Form):
    granted_on = DayField(label=gettext_lazy("Granted on"), required=False)
    amount_eur = _number(label=gettext_lazy("Amount in euro"))
    country = forms.ChoiceField(label=gettext_lazy("By"), required=False, choices=_country_choices)

    def clean(self):
        values = self.cleaned_data
        if not any(values.values()):
            return values
        for name in ("granted_on", "amount_eur"):
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, _("Each aid needs its day and its amount."))
        if values.get("granted_on"):
            values["granted_on"] = values["granted_on"].isoformat()
        return values


class PartnerLine(forms.Form):
    name = forms.CharField(label=gettext_lazy("Partner"), max_length=200, required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), required=False, choices=_country_choices
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[NOT_SAID, *OrganisationKind.choices]
    )


def _lines(form):
    return forms.formset_factory(
        form, extra=EXTRA_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES + EXTRA_LINES
    )


LINE_FORMS = {"ties": _lines(TieLine), "aid": _lines(AidLine), "partners": _lines(PartnerLine)}
NONE_WORDS = {
    "ties": gettext_lazy("None: no enterprise holds 25 % or more of us, nor we of another."),
    "aid": gettext_lazy("None in the last three years."),
}


class AnswersForm(forms.Form):
    """A field for each question, and lines for those that are answered with a table."""

    def __init__(self, questions, facts, submitted=None, *, can_keep=False):
        super().__init__(submitted)
        self.facts_of_fields, self.tables = {}, []
        for question in questions:
            if question.fact in LINES:
                self._add_table(question, facts, submitted)
            else:
                name = question.fact.replace("/", "--").replace("*", "any")
                self.facts_of_fields[name] = question.fact
                self.fields[name] = _field(question, facts)
                self.initial[name] = _shown(question.fact, facts.get(question.fact))
        self.can_keep = can_keep

    def _add_table(self, question, facts, submitted):
        fact = question.fact
        rows = LINE_FORMS[fact](submitted, prefix=fact, initial=_first_lines(fact, facts))
        none_name = f"{fact}--none" if fact in NONE_WORDS else ""
        if none_name:
            self.fields[none_name] = forms.BooleanField(label=NONE_WORDS[fact], required=False)
            self.initial[none_name] = facts.get(fact) == []
        self.tables.append({"question": question, "rows": rows, "none_name": none_name})

    def singles(self):
        return [self[name] for name in self.facts_of_fields]

    def lines(self):
        """Each table with its bound tick for “none”."""
        for table in self.tables:
            yield table | {"none": self[table["none_name"]] if table["none_name"] else None}

    def is_valid(self):
        are_valid = [table["rows"].is_valid() for table in self.tables]
        return super().is_valid() and all(are_valid)

    def clean(self):
        """`facts` holds what was said; a question without an answer is None there."""
        raw = {
            fact: _said(fact, self.cleaned_data.get(name))
            for name, fact in self.facts_of_fields.items()
        }
        for table in self.tables:
            raw[table["question"].fact] = self._rows_said(table)
        facts, problems = clean_facts(raw)
        names = {fact: name for name, fact in self.facts_of_fields.items()}
        for fact, words in problems.items():
            self.add_error(names.get(fact), words)
        self.facts = {name: facts.get(name) for name in raw}
        return self.cleaned_data

    def _rows_said(self, table):
        rows = table["rows"]
        if not rows.is_valid():
            return None
        told = [
            {name: value for name, value in row.items() if value not in (None, "")}
            for row in rows.cleaned_data
        ]
        told = [row for row in told if row]
        if not told and not self.cleaned_data.get(table["none_name"]):
            return None
        return told


def _first_lines(fact, facts):
    lines = facts.get(fact)
    if lines is None and fact == "partners" and facts.get("country"):
        own = {"name": _("You"), "country": facts["country"], "kind": facts.get("kind", "")}
        return [own]
    return lines or []


def _field(question, facts):
    options = {"label": question.words, "help_text": question.hint, "required": False}
    fact = question.fact
    if fact in NUMBERS:
        return forms.FloatField(min_value=0, **options)
    if choices := _choices(fact, facts):
        return forms.ChoiceField(choices=choices, **options)
    return forms.CharField(max_length=300, **options)


def _choices(fact, facts):
    if fact.startswith(("member_of/", "answer/")) or fact == "public_share":
        return YES_NO
    if fact == "country":
        return _country_choices()
    if fact == "region" and facts.get("country"):
        return _region_choices(nuts_of(facts["country"]))
    words = {
        "kind": OrganisationKind.choices,
        "size": [(name, SIZE_WORDS[name]) for name in SIZES],
        "label": LABEL_WORDS.items(),
    }.get(fact)
    return [NOT_SAID, *words] if words else None


def _region_choices(country):
    """NUTS 3 by NUTS 2, as rows of the list; nothing where the country has none."""
    inside = {code: name for code, name in regions().items() if code.startswith(country)}
    if len(inside) < 2:
        return None
    groups = [
        (
            f"{name} ({code})",
            [(code, _("%s, no closer") % name)]
            + [(part, f"{words} ({part})") for part, words in inside.items() if part[:-1] == code],
        )
        for code, name in inside.items()
        if len(code) == 4
    ]
    return [NOT_SAID, *groups]


def _shown(fact, value):
    """A fact as its field shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _said(fact, value):
    if value in (None, ""):
        return None
    if fact in ("nace", "nace_2"):
        return [code.strip() for code in value.replace(";", ",").split(",") if code.strip()]
    if value in TRUTHS and (fact == "public_share" or "/" in fact):
        return TRUTHS[value]
    if fact == "region":
        return value.strip().upper()
    return int(value) if isinstance(value, float) and value.is_integer() else value
