"""Rules about where an applicant is: country, region, and quotas that may be used up."""

from clusterhub.funding.eligibility.logic import Seen, every, open_or, opposite, some

NUTS_OF = {"GR": "EL", "GB": "UK"}  # Eurostat's own letters; all others are ISO's.
ISO_OF = {nuts: iso for iso, nuts in NUTS_OF.items()}


def country_of(region):
    """The ISO code of the country that a NUTS code begins with."""
    return ISO_OF.get(region[:2], region[:2])


def nuts_of(country):
    return NUTS_OF.get(country, country)


def lies_in(known, region):
    """Whether a place, known as far as `known` goes, lies in a region; None if it may."""
    if known.startswith(region):
        return True
    return None if region.startswith(known) else False


def known_place(facts):
    """The region as far as it is known, at least the country; empty when nothing is."""
    return facts.get("region") or nuts_of(facts.get("country") or "")


def fits_country(rule, country, at):
    """Whether a country is among those a rule names, or takes part in a programme on the day."""
    if country in rule.get("except", ()):
        return False
    if country in rule.get("countries", ()):
        return True
    return some(
        at.standings.takes_part(country, programme, at.day)
        for programme in rule.get("programmes", ())
    )


def country(rule, facts, at):
    known = facts.get("country")
    if known is None:
        return Seen(None, ("country",))
    return open_or(fits_country(rule, known, at), (), ("standing",))


def region(rule, facts, _at):
    place = known_place(facts)
    inside = some(lies_in(place, code) for code in rule.get("regions", ()))
    left_out = some(lies_in(place, code) for code in rule.get("except", ()))
    return open_or(every([inside, opposite(left_out)]), ("region",))


def quota(rule, facts, _at):
    """Whether places are left where the applicant is; the longest code that fits counts."""
    name, left = rule["per"], rule["left"]
    place = known_place(facts) if name == "region" else facts.get("country") or ""
    codes = {code: lies_in(place, code) for code in left}
    if name == "country":
        codes = {code: None if not place else code == place for code in left}
    sure = max((code for code, fits in codes.items() if fits), key=len, default=None)
    possible = [
        code for code, fits in codes.items() if fits is None and len(code) > len(sure or "")
    ]
    numbers = [left[code] for code in possible]
    numbers.append(rule.get("otherwise") if sure is None else left[sure])
    verdicts = {number is None or number > 0 for number in numbers}
    return Seen(verdicts.pop()) if len(verdicts) == 1 else Seen(None, (name,))
