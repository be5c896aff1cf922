"""Why two should meet, in words for the one who reads it."""

from django.utils.translation import gettext_lazy as _

from clusterhub.directory.codes import words_of
from clusterhub.directory.kinds import OrganisationKind, kind_words

REASONS = {
    "offered: same": _("You look for “%(wish)s”, which they offer"),
    "offered: words": _("You look for “%(wish)s”; they offer “%(answer)s”"),
    "offered: technologies": _("They know a technology that you look for: %s"),
    "offered: meaning": _("What they offer sounds like what you look for"),
    "sought: same": _("They look for “%(wish)s”, which you offer"),
    "sought: words": _("They look for “%(wish)s”; you offer “%(answer)s”"),
    "sought: technologies": _("They look for a technology that you know: %s"),
    "sought: meaning": _("What they look for sounds like what you offer"),
    "same call, other country": _("The same call as yours, from another country: %s"),
    "same call": _("The same call as yours: %s"),
    "kind named": _("You want to meet this kind: %s"),
    "country named": _("From a country that you named: %s"),
    "my country named": _("They want to meet people from %s, like you"),
    "ecosystem named": _("Active in an ecosystem that you named: %s"),
    "same ecosystem": _("The same ecosystem as yours: %s"),
    "same technologies": _("The same technologies as yours: %s"),
    "hardly asked": _("Hardly anybody has asked them so far"),
    "anybody": _("Came to meet people, too"),
}
MET = _("You met at %s")
MOST = 4
SAYS_LITTLE = {"hardly asked", "anybody"}
AS_THEY_ARE = {"same call, other country", "same call"}  # Titles, no codes.
LISTS = {
    "technologies": "technologies",
    "country": "interest_countries",
    "ecosystem": "industrial-ecosystems",
}


def in_words(reason):
    """(its words, whether it is about what one of the two needs)."""
    words, needs = REASONS[reason.kind], reason.kind.split(":")[0] in ("offered", "sought")
    if not reason.words:
        return str(words), needs
    if reason.kind.endswith((": same", ": words")):
        return words % dict(zip(("wish", "answer"), reason.words, strict=True)), needs
    return str(words) % ", ".join(_named(reason)), needs


def _named(reason):
    if reason.kind in AS_THEY_ARE:
        return reason.words
    if reason.kind == "kind named":
        return [kind_words(c) if c in OrganisationKind.values else c for c in reason.words]
    name = next((LISTS[key] for key in LISTS if key in reason.kind), None)
    return [words for _code, words in words_of(name, reason.words)] if name else reason.words
