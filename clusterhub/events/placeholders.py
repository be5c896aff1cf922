"""The words in braces that an organiser may write in a letter. Knows no database."""

import re

from django.utils.translation import gettext_lazy as _

WORDS = {
    "name": _("the name of the person"),
    "event": _("the title of the event"),
    "day": _("day and hours, by the clocks at the event"),
    "place": _("the venue, or “Online”"),
    "link": _("the address of the own page"),
}
BRACES = re.compile(r"\{([^{}\n]{0,40})\}")


def unknown_in(text):
    """What stands in braces and means nothing, in order, each once."""
    found = (match.strip() for match in BRACES.findall(text))
    return list(dict.fromkeys(f"{{{word}}}" for word in found if word not in WORDS))


def filled(text, facts):
    """Once, from left to right: what a fact brings along in braces stays as it is."""

    def fact(match):
        return str(facts.get(match[1].strip(), match[0]))

    return BRACES.sub(fact, text)
