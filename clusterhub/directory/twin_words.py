"""Why two organisations look like one, in words that can be translated. Knows no database."""

from django.utils.translation import gettext, gettext_noop

WHY = (
    gettext_noop("the same name"),
    gettext_noop("the same name but for spaces or the legal form"),
    gettext_noop("the same but for lost letters"),
    gettext_noop("a slip in the spelling"),
    gettext_noop("the same words"),
    gettext_noop("its acronym"),
    gettext_noop("the same brand, said with more"),
    gettext_noop("the same brand and site"),
    gettext_noop("the same with the town"),
    gettext_noop("the same field and place"),
    gettext_noop("one says more, on the same site"),
    gettext_noop("a translation, on the same site"),
    gettext_noop("nearly a translation"),
    gettext_noop("akin fields, the same country and site"),
    gettext_noop("fields that are only akin"),
    gettext_noop("one says more than the other"),
    gettext_noop("each says something else"),
    gettext_noop("two countries"),
    gettext_noop("two sectors"),
    gettext_noop("two places"),
    gettext_noop("two towns"),
    gettext_noop("two numbers"),
)
_PART = "one of its names, "


def why_words(why):
    if why.startswith(_PART):
        return gettext("one of its names: %s") % why_words(why.removeprefix(_PART))
    return gettext(why) if why else ""
