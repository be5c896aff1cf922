"""What is known of an applicant, as far as a rule looks at it, in one sentence."""

from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.clock.words import day_in_words
from clusterhub.directory.kinds import kind_words
from clusterhub.funding.eligibility.aid import YEARS, ceiling_of, received
from clusterhub.funding.eligibility.days import full_years, span_of
from clusterhub.funding.eligibility.leaves import answer_fact, nace_fact
from clusterhub.funding.eligibility.places import known_place
from clusterhub.funding.eligibility.sme import CATEGORIES, FIGURES, possible_sizes, total
from clusterhub.funding.eligibility.words import (
    FIGURE_WORDS,
    LABEL_WORDS,
    SIZE_WORDS,
    activity_words,
    country_words,
    euro,
    listed,
    region_words,
)


def known_words(rule, facts, on):
    """The sentence, or "" when nothing is known. `facts` are complete."""
    try:
        on = date.fromisoformat(rule["on"]) if rule.get("on") else on
        if rule["kind"] in ("all", "any", "not"):
            told = [known_words(part, facts, on) for part in rule["rules"]]
            return " ".join(dict.fromkeys(words for words in told if words))
        return TELLERS[rule["kind"]](rule, facts, on)
    except (KeyError, TypeError, ValueError, AttributeError):
        return ""


def _kind(_rule, facts, _on):
    return _("You are: %s.") % kind_words(facts["kind"])


def _size(_rule, facts, _on):
    """With its arithmetic, because linked and partner enterprises change it."""
    told = [_figure_words(name, facts) for name in FIGURES if facts.get(name) is not None]
    if facts.get("public_share"):
        return _("Public bodies hold 25 % or more, so it is no SME (Article 3(4)).")
    if told:
        words = _("With linked and partner enterprises: %s.") % listed(told, _("and"))
        if facts.get("ties") is None:
            words = _("Without linked and partner enterprises: %s.") % listed(told, _("and"))
        sizes = possible_sizes(facts)
        if len(sizes) == len(CATEGORIES):
            return words
        possible = listed(SIZE_WORDS[size] for size in CATEGORIES if size in sizes)
        return f"{words} " + _("So it is: %s.") % possible
    words = SIZE_WORDS[facts["size"]]
    return _("By your own word or profile: %s. Linked and partner enterprises count, too.") % words


def _figure_words(name, facts):
    number = round(total(facts, name)[0], 1)
    whole = int(number) if number == int(number) else number
    shown = number_format(whole) if name == "staff" else euro(number)
    return f"{FIGURE_WORDS[name]} {shown}"


def _figure(rule, facts, _on):
    name = rule["figure"]
    number = facts[name]
    shown = number_format(number) if name == "staff" else euro(number)
    return f"{FIGURE_WORDS[name]}: {shown}."


def _age(_rule, facts, on):
    first, last = span_of(facts["founded"])
    least, most = full_years(last, on), full_years(first, on)
    when = day_in_words(first) if first == last else facts["founded"]
    years = f"{least}" if least == most else f"{max(least, 0)}–{most}"
    return _("Founded %(when)s: %(years)s years old on %(day)s.") % {
        "when": when,
        "years": years,
        "day": day_in_words(on),
    }


def _country(_rule, facts, _on):
    return _("Country: %s.") % country_words(facts["country"])


def _region(_rule, facts, _on):
    place = known_place(facts)
    return _("Region: %s.") % region_words(place) if place else ""


def _quota(rule, facts, on):
    return (_region if rule["per"] == "region" else _country)(rule, facts, on)


def _nace(rule, facts, _on):
    name = nace_fact(rule)
    revision = "2" if name == "nace_2" else "2.1"
    named = [activity_words(code, revision) for code in facts[name]]
    return _("Activities: %s.") % listed(named, _("and"))


def _cluster(rule, facts, _on):
    named = {one["id"]: one.get("name") or one["id"] for one in rule.get("of", ())}
    joined = [words for slug, words in named.items() if facts.get(f"member_of/{slug}")]
    if joined:
        return _("Member of %s.") % listed(joined, _("and"))
    if facts.get("member_of/*"):
        return _("Member of a cluster.")
    return _("Member of no cluster.") if facts.get("member_of/*") is False else ""


def _label(_rule, facts, _on):
    return _("Label: %s.") % LABEL_WORDS[facts["label"]]


def _aid(rule, facts, on):
    _least, most = received(rule, facts, on, facts.get("fiscal_year_month") or 1)
    ceiling = ceiling_of(rule, on)
    if facts.get("aid") is None:
        return ""
    words = {"sum": euro(most), "left": euro(max(0, ceiling - most)), "ceiling": euro(ceiling)}
    words |= {"day": day_in_words(on), "years": YEARS}
    return _("%(sum)s in the %(years)s years to %(day)s; %(left)s of %(ceiling)s are left.") % words


def _consortium(_rule, facts, _on):
    partners = facts["partners"]
    countries = {partner["country"] for partner in partners if partner.get("country")}
    number = ngettext("%d partner", "%d partners", len(partners)) % len(partners)
    named = listed(sorted(country_words(code) for code in countries), _("and"))
    return f"{number}: {named}." if named else f"{number}."


def _statement(rule, facts, _on):
    return _("Your answer: %s.") % (_("yes") if facts[answer_fact(rule)] else _("no"))


TELLERS = {
    "applicant": _kind,
    "size": _size,
    "figure": _figure,
    "age": _age,
    "country": _country,
    "region": _region,
    "quota": _quota,
    "nace": _nace,
    "cluster": _cluster,
    "label": _label,
    "aid": _aid,
    "consortium": _consortium,
    "statement": _statement,
}
