"""The fields of each kind of rule, and what must be among them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.funding.eligibility.facts import (
    MOST_EURO,
    MOST_LINES,
    Unfit,
    countries,
    day,
    number_up_to,
    regions,
)
from clusterhub.funding.eligibility.leaves import LABELS
from clusterhub.funding.eligibility.sectors import section_of
from clusterhub.funding.eligibility.sme import CATEGORIES, FIGURES

PROGRAMMES = ("eu", "eea", "euro", "smp", "cosme")
MOST_CODES, MOST_YEARS = 400, 200


def text(most):
    def check(value):
        if not isinstance(value, str):
            raise Unfit(_("This must be text."))
        if len(value) > most:
            raise Unfit(_("At most %d letters, please.") % most)
        return value.strip()

    return check


def truth(value):
    if not isinstance(value, bool):
        raise Unfit(_("This is true or false."))
    return value


def some_of(known, words):
    """A list of codes out of a list that is asked for when it is needed."""

    def check(value):
        if not isinstance(value, list) or len(value) > MOST_CODES:
            raise Unfit(_("This must be a list of codes."))
        if unknown := [code for code in value if not isinstance(code, str) or code not in known()]:
            shown = ", ".join(str(code)[:20] for code in unknown[:5])
            raise Unfit(words % {"codes": shown})
        return list(dict.fromkeys(value))

    return check


def one_of(*known):
    def check(value):
        if value not in known:
            raise Unfit(_("This is one of: %s.") % ", ".join(known))
        return value

    return check


def _activities():
    return section_of("2.1").keys() | section_of("2").keys()


def _places_left(value):
    """Places left for each code; zero means that they are used up."""
    if not isinstance(value, dict) or len(value) > MOST_CODES:
        raise Unfit(_("Places left are a number for each country or region."))
    known = countries().keys() | regions().keys()
    if unknown := [code for code in value if code not in known]:
        raise Unfit(_("No country or region: %s.") % ", ".join(str(c)[:20] for c in unknown[:5]))
    return {code: _whole(10**6)(left) for code, left in value.items()}


def _whole(most, least=0):
    def check(value):
        if not isinstance(value, int):
            raise Unfit(_("This is a whole number."))
        return number_up_to(most, least=least)(value)

    return check


def _clusters(value):
    if not isinstance(value, list) or len(value) > MOST_LINES:
        raise Unfit(_("Clusters are a list."))
    return [{"id": text(80)(one["id"]), "name": text(200)(one.get("name", ""))} for one in value]


def _needs(value):
    if not isinstance(value, list) or len(value) > MOST_LINES:
        raise Unfit(_("What a consortium needs is a list."))
    return [_need(need) for need in value]


def _need(need):
    if set(need) - {"at_least", "kinds", "countries", "programmes"}:
        raise Unfit(_("A need has at_least, kinds, countries, programmes."))
    kept = {"at_least": _whole(MOST_LINES, 1)(need["at_least"])}
    checkers = {"kinds": _kinds, "countries": _countries, "programmes": _programmes}
    for name, checker in checkers.items():
        if need.get(name):
            kept[name] = checker(need[name])
    if len(kept) == 1:
        raise Unfit(_("Say of which kinds, or from where."))
    return kept


_kinds = some_of(
    lambda: OrganisationKind.values, gettext_lazy("No kind of organisation: %(codes)s.")
)
_countries = some_of(countries, gettext_lazy("No country: %(codes)s."))
_regions = some_of(regions, gettext_lazy("No NUTS region: %(codes)s."))
_programmes = some_of(lambda: PROGRAMMES, gettext_lazy("No union or programme: %(codes)s."))
_euro = number_up_to(MOST_EURO)
_partners = _whole(MOST_LINES, 1)

FIELDS = {
    "applicant": {"kinds": _kinds},
    "size": {"sizes": some_of(lambda: CATEGORIES, gettext_lazy("No size: %(codes)s."))},
    "figure": {
        "figure": one_of(*FIGURES),
        "at_least": number_up_to(MOST_EURO),
        "at_most": number_up_to(MOST_EURO),
    },
    "age": {"at_least_years": _whole(MOST_YEARS), "less_than_years": _whole(MOST_YEARS, 1)},
    "country": {"countries": _countries, "programmes": _programmes, "except": _countries},
    "region": {"regions": _regions, "except": _regions},
    "quota": {
        "per": one_of("country", "region"),
        "left": _places_left,
        "places": _places_left,  # Given these, `left` is what awards have left of them.
        "otherwise": _whole(10**6),
        "counted_on": day,
    },
    "nace": {
        "revision": one_of("2", "2.1"),
        "codes": some_of(_activities, gettext_lazy("No code of NACE: %(codes)s.")),
    },
    "cluster": {"of": _clusters},
    "label": {"at_least": one_of(*LABELS[1:])},
    "aid": {
        "amount_eur": _euro,
        "ceiling_eur": number_up_to(MOST_EURO, least=1),
        "member_state": lambda code: _countries([code])[0],
        "road_freight": truth,
    },
    "consortium": {
        "at_least": _partners,
        "at_most": _partners,
        "countries_at_least": _partners,
        "independent_at_least": _partners,
        "needs": _needs,
    },
    "statement": {"question": text(500), "expected": truth},
}


def _has(*names):
    return lambda raw: any(raw.get(name) not in (None, "", [], {}) for name in names)


def _in_order(least, most):
    def is_met(raw):
        pair = raw.get(least), raw.get(most)
        is_told = all(isinstance(value, (int, float)) for value in pair)
        return not is_told or pair[0] <= pair[1]

    return is_met


def _known_to_revision(raw):
    codes = raw.get("codes")
    known = (
        section_of(raw.get("revision", "2.1")) if raw.get("revision", "2.1") in ("2", "2.1") else ()
    )
    return not isinstance(codes, list) or all(
        code in known for code in codes if isinstance(code, str)
    )


_NOTHING = gettext_lazy("It says nothing yet: fill in what it asks for.")
_ORDER = gettext_lazy("The least is more than the most.")
NEEDS = {
    "applicant": ((_NOTHING, _has("kinds")),),
    "size": ((_NOTHING, _has("sizes")),),
    "figure": (
        (gettext_lazy("Say which figure."), _has("figure")),
        (_NOTHING, _has("at_least", "at_most")),
        (_ORDER, _in_order("at_least", "at_most")),
    ),
    "age": (
        (_NOTHING, _has("at_least_years", "less_than_years")),
        (_ORDER, _in_order("at_least_years", "less_than_years")),
    ),
    "country": ((_NOTHING, _has("countries", "programmes")),),
    "region": ((_NOTHING, _has("regions")),),
    "quota": (
        (gettext_lazy("Say whether places are counted for each country or region."), _has("per")),
        (_NOTHING, _has("left")),
    ),
    "nace": (
        (_NOTHING, _has("codes")),
        (gettext_lazy("A code does not belong to this revision of NACE."), _known_to_revision),
    ),
    "label": ((_NOTHING, _has("at_least")),),
    "consortium": (
        (
            _NOTHING,
            _has("at_least", "at_most", "countries_at_least", "independent_at_least", "needs"),
        ),
        (_ORDER, _in_order("at_least", "at_most")),
    ),
    "statement": ((gettext_lazy("Write the question."), _has("question")),),
}
