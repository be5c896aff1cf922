"""A rule in plain words, where nobody wrote better ones."""

from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusterhub.clock.words import day_in_words
from clusterhub.directory import codes
from clusterhub.directory.kinds import OrganisationKind, kind_words
from clusterhub.funding.eligibility.aid import ceiling_of, regime_on
from clusterhub.funding.eligibility.sme import CITATION, SME, URL
from clusterhub.vocabularies import files

MOST_NAMED = 12
PROGRAMME_WORDS = {
    "eu": gettext_lazy("Member States of the European Union"),
    "eea": gettext_lazy("countries of the European Economic Area"),
    "euro": gettext_lazy("countries of the euro area"),
    "smp": gettext_lazy("countries in the Single Market Programme, SME pillar"),
    "cosme": gettext_lazy("countries in COSME"),
}
SIZE_WORDS = {
    "micro": gettext_lazy("micro enterprise"),
    "small": gettext_lazy("small enterprise"),
    "medium": gettext_lazy("medium-sized enterprise"),
    "large": gettext_lazy("larger than an SME"),
    "sme": gettext_lazy("small or medium-sized enterprise"),
}
FIGURE_WORDS = {
    "staff": gettext_lazy("Staff (full-time posts in a year)"),
    "turnover_eur": gettext_lazy("Turnover of a year"),
    "balance_eur": gettext_lazy("Balance sheet total"),
}
LABEL_WORDS = {
    "none": gettext_lazy("no label"),
    "bronze": gettext_lazy("Bronze"),
    "silver": gettext_lazy("Silver"),
    "gold": gettext_lazy("Gold"),
}


def rule_words(rule, on=None):
    """The publisher's words, else ours; of a rule that cannot be read, what to do."""
    if rule.get("words"):
        return rule["words"]
    try:
        return WORDS[rule["kind"]](rule, on)
    except (KeyError, TypeError, ValueError, AttributeError):
        return _("A rule that this page cannot read; see the text of the call.")


def law_of(rule, on):
    """Citation and address of the law behind a kind of rule, or nothing."""
    if rule.get("kind") == "size":
        return {"citation": CITATION, "url": URL}
    if rule.get("kind") == "aid":
        regime = regime_on(on)
        return {"citation": regime.citation, "url": regime.url}
    return None


def listed(words, last=None):
    """“a, b or c”; of many, the first and how many more."""
    last = last or _("or")
    words = [str(word) for word in words]
    if len(words) > MOST_NAMED:
        more = len(words) - MOST_NAMED
        rest = ngettext("%d more", "%d more", more) % more
        words = [*words[:MOST_NAMED], rest]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def euro(amount):
    return "€" + number_format(round(amount), use_l10n=True, force_grouping=True)


def country_words(code):
    return codes.words("interest_countries").get(code, code)


def region_words(code):
    name = codes.words("serves").get(code)
    return f"{name} ({code})" if name else country_words(code)


def activity_words(code, revision="2.1"):
    names = {row["code"]: row["name"] for row in files.activities(revision)}
    return f"{code} {names.get(code, '')}".strip()


def kinds_words(kinds):
    known = OrganisationKind.values
    return listed(kind_words(kind) if kind in known else kind for kind in kinds)


def _applicant(rule, _on):
    return _("Open to: %s.") % kinds_words(rule["kinds"])


def _size(rule, _on):
    sizes = set(rule["sizes"])
    if sizes == SME:
        return _(
            "Only SMEs: fewer than 250 staff, and at most €50 million turnover or €43 million balance sheet total, linked and partner enterprises counted."
        )
    return _("Only this size, linked and partner enterprises counted: %s.") % listed(
        SIZE_WORDS[size] for size in SIZE_WORDS if size in sizes
    )


def _figure(rule, _on):
    money = rule["figure"] != "staff"
    shown = {
        name: euro(rule[name]) if money else number_format(rule[name])
        for name in ("at_least", "at_most")
        if name in rule
    }
    what = {"what": FIGURE_WORDS[rule["figure"]], **shown}
    if len(shown) == 2:
        return _("%(what)s: from %(at_least)s to %(at_most)s.") % what
    if "at_least" in shown:
        return _("%(what)s: at least %(at_least)s.") % what
    return _("%(what)s: at most %(at_most)s.") % what


def _age(rule, _on):
    least, less = rule.get("at_least_years"), rule.get("less_than_years")
    if least is not None and less is not None:
        words = _("Founded at least %(least)s and less than %(less)s years before.")
    elif least is not None:
        words = ngettext(
            "Founded at least %(least)s year before.",
            "Founded at least %(least)s years before.",
            least,
        )
    else:
        words = ngettext(
            "Founded less than %(less)s year before.",
            "Founded less than %(less)s years before.",
            less,
        )
    return words % {"least": least, "less": less}


def where_words(rule):
    named = sorted(country_words(code) for code in rule.get("countries", ()))
    return listed([*(PROGRAMME_WORDS[name] for name in rule.get("programmes", ())), *named])


def _country(rule, _on):
    words = _("Established in: %s.") % where_words(rule)
    if left_out := rule.get("except"):
        words += " " + _("Not in: %s.") % listed(country_words(code) for code in left_out)
    return words


def _region(rule, _on):
    words = _("Established in: %s.") % listed(region_words(code) for code in rule["regions"])
    if left_out := rule.get("except"):
        words += " " + _("Not in: %s.") % listed(region_words(code) for code in left_out)
    return words


def _quota(rule, _on):
    named = region_words if rule["per"] == "region" else country_words
    left = [f"{named(code)} {number_format(number)}" for code, number in rule["left"].items()]
    words = _("A place must be left where you are: %s.") % listed(left, _("and"))
    if rule.get("otherwise") == 0:
        words += " " + _("Nowhere else.")
    if rule.get("counted_on"):
        counted_on = day_in_words(date.fromisoformat(rule["counted_on"]))
        words += " " + _("Counted on %s.") % counted_on
    return words


def _nace(rule, _on):
    revision = rule.get("revision", "2.1")
    listed_codes = listed(activity_words(code, revision) for code in rule["codes"])
    return _("Active in (NACE Rev. %(revision)s): %(codes)s.") % {
        "revision": revision,
        "codes": listed_codes,
    }


def _cluster(rule, _on):
    if named := rule.get("of"):
        return _("Member of: %s.") % listed(one.get("name") or one["id"] for one in named)
    return _("Member of a cluster.")


def _label(rule, _on):
    return _("Holds a cluster management label: %s or better.") % LABEL_WORDS[rule["at_least"]]


def _aid(rule, on):
    words = {"ceiling": euro(ceiling_of(rule, on or date.today()))}
    if rule.get("amount_eur"):
        words["amount"] = euro(rule["amount_eur"])
        return (
            _(
                "De minimis aid: with %(amount)s of this call, at most %(ceiling)s in three years, linked enterprises counted."
            )
            % words
        )
    return (
        _(
            "De minimis aid: with what you ask for, at most %(ceiling)s in three years, linked enterprises counted."
        )
        % words
    )


def _consortium(rule, _on):
    parts = []
    sentences = {
        "at_least": lambda n: ngettext("at least %d partner", "at least %d partners", n) % n,
        "at_most": lambda n: ngettext("at most %d partner", "at most %d partners", n) % n,
        "countries_at_least": lambda n: ngettext("from %d country", "from %d countries", n) % n,
        "independent_at_least": lambda n: _("%d of them independent of each other") % n,
    }
    for name, words in sentences.items():
        if name in rule:
            parts.append(words(rule[name]))
    parts += [need_words(need) for need in rule.get("needs", ())]
    return _("A consortium: %s.") % listed(parts, _("and"))


def need_words(need):
    words = _("at least %d") % need["at_least"]
    if need.get("kinds"):
        words += f" {kinds_words(need['kinds'])}"
    if need.get("countries") or need.get("programmes"):
        words += " " + _("from %s") % where_words(need)
    return words


def _statement(rule, _on):
    wanted = _("yes") if rule.get("expected", True) else _("no")
    return _("“%(question)s” must be answered with %(answer)s.") % {
        "question": rule["question"],
        "answer": wanted,
    }


def _composed(frame):
    def words(rule, on):
        parts = [rule_words(part, on).rstrip(".") for part in rule["rules"]]
        return f"{frame} " + "; ".join(parts) + "."

    return words


WORDS = {
    "applicant": _applicant,
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
    "all": _composed(gettext_lazy("All of these:")),
    "any": _composed(gettext_lazy("At least one of these:")),
    "not": _composed(gettext_lazy("Not:")),
}
