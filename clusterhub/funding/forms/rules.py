"""One rule as a form: an editor of calls writes no JSON."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from clusterhub.clock.forms import DayField
from clusterhub.funding.eligibility import RulesRefused, clean_rules
from clusterhub.funding.eligibility.words import PROGRAMME_WORDS
from clusterhub.funding.forms.rule_fields import CLUSTERS, FIELDS, NEEDS
from clusterhub.web.addresses import only_web
from clusterhub.web.older import RestingForm, stamp_of


class RuleForm(RestingForm):
    """The fields of one kind of rule, and what may stand beside every rule."""

    reverse = forms.BooleanField(
        label=gettext_lazy("The reverse: whoever fits this may not apply"), required=False
    )
    binding = forms.BooleanField(
        label=gettext_lazy("Binding"),
        required=False,
        help_text=gettext_lazy("An applicant who does not meet it cannot apply here."),
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Empty: a sentence is made out of the rule."),
    )
    citation = forms.CharField(
        label=gettext_lazy("Where it is written"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example: call text, section 3.2."),
    )
    url = forms.URLField(
        label=gettext_lazy("Its address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[only_web],
    )
    on = DayField(
        label=gettext_lazy("The day that counts"),
        required=False,
        help_text=gettext_lazy("Empty: the day on which somebody asks."),
    )

    def __init__(self, kind, rule=None, submitted=None):
        initial = shown(rule) | {"stamp": stamp_of(rule)} if rule else None
        super().__init__(submitted, initial=initial)
        self.kind, self.id = kind, (rule or {}).get("id")
        own = FIELDS[kind]()
        self.fields = {**own, **self.fields}

    def clean(self):
        """`rule` is the rule as it would be kept; what is missing is said above the form."""
        self.rule = None
        if not self.errors:
            rule = as_rule(self.kind, self.cleaned_data)
            try:
                clean_rules([rule | {"id": "rule"}])
            except RulesRefused as refusal:
                for problem in refusal.problems:
                    self.add_error(None, problem.partition(": ")[2] or problem)
            self.rule = rule
        return self.cleaned_data


def as_rule(kind, values):
    """What was typed, as a rule without an id."""
    leaf = {"kind": kind} | TYPED.get(kind, _plain)(kind, values)
    source = {name: values.get(name) for name in ("citation", "url") if values.get(name)}
    beside = {"words": values.get("words"), "binding": values.get("binding"), "source": source}
    beside["on"] = values["on"].isoformat() if values.get("on") else None
    kept = {name: value for name, value in beside.items() if value}
    return {"kind": "not", "rules": [leaf], **kept} if values.get("reverse") else leaf | kept


def _plain(kind, values):
    told = {name: values.get(name) for name in FIELDS[kind]()}
    return {name: value for name, value in told.items() if value not in (None, "", [], False)}


def _codes(text):
    return text.replace(",", " ").replace(";", " ").upper().split()


def _in_codes(kind, values):
    told = _plain(kind, values)
    return {
        name: _codes(value) if name in ("regions", "except", "codes") else value
        for name, value in told.items()
    }


def _places(kind, values):
    told, left = _plain(kind, values), {}
    is_counted = told.pop("is_counted", False)
    for line in values.get("left", "").splitlines():
        code, _space, number = line.strip().partition(" ")
        if code:
            left[code.upper()] = int(number) if number.strip().isdecimal() else number.strip()
    if values.get("otherwise") is not None:
        told["otherwise"] = values["otherwise"]
    if values.get("counted_on"):
        told["counted_on"] = values["counted_on"].isoformat()
    return told | {"left": left} | ({"places": dict(left)} if is_counted else {})


def _named_clusters(_kind, values):
    chosen = [
        values[name] for name in sorted(values) if name.startswith("cluster_") and values[name]
    ]
    return {"of": [{"id": one.slug, "name": one.name} for one in chosen]} if chosen else {}


def _partners(kind, values):
    told = {name: value for name, value in _plain(kind, values).items() if "need_" not in name}
    needs = []
    for number in range(1, NEEDS + 1):
        least, sort, place = (
            values.get(f"need_{number}_{name}") for name in ("at_least", "kind", "from")
        )
        if least or sort or place:
            need = {"at_least": least or 1, "kinds": [sort] if sort else []}
            need["programmes" if place in PROGRAMME_WORDS else "countries"] = (
                [place] if place else []
            )
            needs.append({name: value for name, value in need.items() if value})
    return told | ({"needs": needs} if needs else {})


def _question(_kind, values):
    return {"question": values["question"], "expected": values["expected"] == "yes"}


TYPED = {
    "region": _in_codes, "nace": _in_codes, "quota": _places, "cluster": _named_clusters,
    "consortium": _partners, "statement": _question,
}  # fmt: skip


def fits_form(rule):
    """Whether the form can say the whole rule; what came as data may say more."""
    leaf = rule["rules"][0] if rule.get("kind") == "not" and rule.get("rules") else rule
    needs = leaf.get("needs", ())
    return (
        leaf.get("kind") in FIELDS
        and len(leaf.get("of", ())) <= CLUSTERS
        and len(needs) <= NEEDS
        and all(_is_plain(need) for need in needs)
    )


def _is_plain(need):
    places = [*need.get("countries", ()), *need.get("programmes", ())]
    return len(need.get("kinds", ())) <= 1 and len(places) <= 1


def shown(rule):
    """A rule as the fields of its form show it."""
    leaf = rule["rules"][0] if rule["kind"] == "not" else rule
    values = {**leaf, "reverse": rule["kind"] == "not"}
    values |= {name: rule.get(name) for name in ("words", "binding")} | rule.get("source", {})
    values["on"] = date.fromisoformat(rule["on"]) if rule.get("on") else None
    for name in ("regions", "except", "codes"):
        if leaf["kind"] in ("region", "nace") and name in leaf:
            values[name] = ", ".join(leaf[name])
    if "left" in leaf:
        places = leaf.get("places") or leaf["left"]
        values["left"] = "\n".join(f"{code} {number}" for code, number in places.items())
        values["is_counted"] = "places" in leaf
    if leaf["kind"] == "statement":
        values["expected"] = "yes" if leaf.get("expected", True) else "no"
    for number, one in enumerate(leaf.get("of", ()), 1):
        values[f"cluster_{number}"] = one["id"]
    for number, need in enumerate(leaf.get("needs", ()), 1):
        places = [*need.get("countries", ()), *need.get("programmes", ())]
        values[f"need_{number}_at_least"] = need["at_least"]
        values[f"need_{number}_kind"] = next(iter(need.get("kinds", ())), "")
        values[f"need_{number}_from"] = next(iter(places), "")
    return values
