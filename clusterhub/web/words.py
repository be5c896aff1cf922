"""Translations found once: a word that no catalogue holds is looked for in one after the other, and a
page has fifty of them."""

from django.conf import settings
from django.utils.translation import trans_real

WORDS_KEPT = 5000


def keep_words():
    """At the start of a process, for each language of the site."""
    for code, _name in settings.LANGUAGES:
        _keep(trans_real.translation(code))


def _keep(catalogue):
    find, found = catalogue.gettext, {}

    def gettext(message):
        words = found.get(message)
        if words is None:
            words = find(message)
            if len(found) < WORDS_KEPT:  # Some pass what somebody typed.
                found[message] = words
        return words

    catalogue.gettext = gettext
