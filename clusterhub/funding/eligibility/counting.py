"""What is left of the places of a quota when awards are taken off. Knows no database."""

from clusterhub.funding.eligibility.places import nuts_of


def counts_awards(rules):
    """Whether any of these rules says how many places there are, and not only how many are left."""
    return any(True for _rule in _counted(rules))


def _counted(rules):
    for rule in rules:
        if isinstance(rule, dict):
            if rule.get("kind") == "quota" and rule.get("places"):
                yield rule
            yield from _counted(rule.get("rules", ()))


def counted(rules, awards, on):
    """The rules with what is left on a day; `awards` are pairs of country and region, "" unknown."""
    return [_rule(rule, awards, on) for rule in rules]


def _rule(rule, awards, on):
    if not isinstance(rule, dict):
        return rule
    if rule.get("rules"):
        return rule | {"rules": counted(rule["rules"], awards, on)}
    if rule.get("kind") != "quota" or not rule.get("places"):
        return rule
    left = dict(rule["places"])
    for country, region in awards:
        place = country if rule["per"] == "country" else region or nuts_of(country)
        fits = [c for c in left if place == c or (rule["per"] == "region" and place.startswith(c))]
        if fits:  # The longest code that fits counts, as in the check itself.
            code = max(fits, key=len)
            left[code] = max(0, left[code] - 1)
    if left == rule.get("left") and rule.get("counted_on"):
        return rule
    return rule | {"left": left, "counted_on": on.isoformat()}
