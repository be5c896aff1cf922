"""Who may apply, as far as a filter can know: kinds and countries out of a call's rules. Pure."""

from dataclasses import dataclass

# Where codes of regions begin otherwise than ISO 3166-1 says.
_EUROSTAT = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True)
class Applicants:
    kinds: tuple | None  # None: of any kind.
    countries: tuple | None  # None: from anywhere, or nobody can say without asking more.


def applicants_of(rules):
    """What the rules that hold for everybody say; rules within rules may go either way and are left
    to the check of who may apply. What is stored may be older than the shape of rules."""
    kinds = countries = None
    for rule in rules if isinstance(rules, list) else ():
        if not isinstance(rule, dict):
            continue
        kind = rule.get("kind")
        if kind == "applicant":
            kinds = _narrower(kinds, rule.get("kinds"))
        elif kind == "country" and rule.get("countries") and not rule.get("programmes"):
            countries = _narrower(countries, rule["countries"])
        elif kind == "region":
            codes = (str(code)[:2] for code in rule.get("regions") or ())
            countries = _narrower(countries, [_EUROSTAT.get(code, code) for code in codes])
    return Applicants(kinds, countries)


def _narrower(before, values):
    if not isinstance(values, list) or not values:
        return before
    values = [value for value in values if isinstance(value, str)]
    return tuple(dict.fromkeys(v for v in values if before is None or v in before))
