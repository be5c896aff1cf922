"""Questions that other apps ask about the shared lists.

Each `…_named` makes one query; whoever asks many times passes `among=names_of(Country)`.
"""

from clusterhub.vocabularies.models import Country, IndustrialEcosystem, Technology, Topic
from clusterhub.vocabularies.names import by_name, folded


def names_of(model):
    """Every name, translation and alias of a list, folded, with the row it means."""
    return by_name(list(model.objects.all()))


def country_named(text, *, among=None):
    """The country that is called `text` in any language or way we know, or its code in capitals."""
    names = names_of(Country) if among is None else among
    if country := _named(Country, text, names):
        return country
    code = text.strip()  # "IN" is India, "in" is a word.
    return next((one for one in names.values() if code in _codes(one)), None)


def ecosystem_named(text, *, among=None):
    return _named(IndustrialEcosystem, text, among)


def technology_named(text, *, among=None):
    return _named(Technology, text, among)


def topic_named(text, *, among=None):
    return _named(Topic, text, among)


def _named(model, text, among):
    names = names_of(model) if among is None else among
    return names.get(folded(text))


def _codes(country):
    return {country.code, country.code_3, country.eurostat_code}
