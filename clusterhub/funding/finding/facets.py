"""The filters beside the calls: what can be chosen, in words, and how many each choice would show."""

from django.core.cache import cache
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusterhub.directory.finding.facets import Facet, Option
from clusterhub.directory.kinds import kind_words
from clusterhub.funding.models.choices import CallKind, CallStatus, MoneyForm
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, Technology, Topic

KEPT_SECONDS, MOST = 60, 60
LABELS = {
    "status": _("Status"),
    "kind": _("Kind"),
    "programme": _("Programme"),
    "applicant": _("Who may apply"),
    "country": _("Open to applicants from"),
    "ecosystem": _("Industrial ecosystem"),
    "topic": _("Topic"),
    "technology": _("Technology"),
    "form": _("Form of the money"),
    "money": _("Most for one project"),
}
BAND_WORDS = {
    "10k": _("Up to €10,000"),
    "60k": _("€10,000 to €60,000"),
    "500k": _("€60,000 to €500,000"),
    "3m": _("€500,000 to €3 million"),
    "more": _("More than €3 million"),
    "unstated": _("Not stated"),
}
WINDOW_WORDS = {
    "7": _("In the next 7 days"),
    "30": _("In the next 30 days"),
    "90": _("In the next 90 days"),
    "365": _("In the next 12 months"),
}
SORT_WORDS = {
    "deadline": _("Next deadline"),
    "newest": _("Newest first"),
    "money": _("Most money"),
}
# In the order of their own; the others by how many there are.
_IN_ORDER = {"status": CallStatus.values, "money": list(BAND_WORDS)}
_TABLES = {
    "country": Country,
    "ecosystem": IndustrialEcosystem,
    "technology": Technology,
}


def facets_of(wanted, counts):
    """A Facet for each of `counts` that has anything to choose; what is chosen stands first."""
    facets = []
    for name, found in counts.items():
        chosen = getattr(wanted, name)
        found = found | {value: found.get(value, 0) for value in chosen}
        # One choice that everything fits leaves nothing to choose.
        options = _options(name, found, chosen)
        if len(options) > 1 or chosen:
            facets.append(Facet(name, LABELS[name], options))
    return facets


def words_for(name, value):
    """What a chosen value is called in a chip."""
    if name == "words":
        return f"“{value}”"
    if name == "within":
        return str(_("Deadline: %s")) % WINDOW_WORDS[value]
    if name == "month":
        return str(_("Deadline in %s")) % f"{MONTHS[int(value[5:])]} {value[:4]}"
    return _words(name)(value)


def _options(name, found, chosen):
    word = _words(name)
    options = [Option(value, word(value), count, value in chosen) for value, count in found.items()]
    order = {value: number for number, value in enumerate(_IN_ORDER.get(name, ()))}
    if order:
        return sorted(options, key=lambda each: order.get(each.value, len(order)))
    options.sort(key=lambda each: (not each.is_chosen, -each.count, each.label))
    return options[:MOST]


def _words(name):
    """What the values of a facet are called: a function."""
    if name in _CHOICES:
        return _CHOICES[name]
    names = {} if name == "programme" else names_of(name)
    return lambda value: names.get(value, value)


def _one_of(choices):
    return lambda value: str(choices(value).label) if value in choices.values else value


_CHOICES = {
    "status": _one_of(CallStatus),
    "kind": _one_of(CallKind),
    "form": _one_of(MoneyForm),
    "money": lambda value: str(BAND_WORDS[value]),
    "applicant": lambda value: kind_words(value),
}


def names_of(name):
    """{value: name} in the reader's language; asked of the database once a minute."""
    key = f"call-facet-names:{name}:{get_language()}"
    return cache.get_or_set(key, lambda: _names(name), KEPT_SECONDS)


def _names(name):
    if name == "topic":
        return {row.slug: str(row) for row in Topic.objects.all()}
    return {row.pk: str(row) for row in _TABLES[name].objects.all()}
