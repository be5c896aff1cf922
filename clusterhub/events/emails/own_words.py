"""What the organiser wrote for a kind of letter, with its placeholders filled in."""

from django.db.models import prefetch_related_objects

from clusterhub.events.models import LetterKind, LetterMode
from clusterhub.events.placeholders import filled
from clusterhub.events.wording import place_of

KIND_OF = {
    "held": LetterKind.HELD,
    "requested": LetterKind.HELD,
    "confirmed": LetterKind.CONFIRMED,
    "proved the address": LetterKind.CONFIRMED,
    "placed": LetterKind.CONFIRMED,
    "waiting": LetterKind.WAITING,
    "offered": LetterKind.OFFERED,
    "asked": LetterKind.ASKED,
    "approved": LetterKind.APPROVED,
    "refused": LetterKind.REFUSED,
    "cancelled": LetterKind.CANCELLED,
}


def own_words(registration, verb, context):
    """Subject and text; empty where she wrote none. What is for the mode of this person goes before
    what is for everybody."""
    kind = KIND_OF.get(verb)
    admission = getattr(registration.event, "admission", None)
    if kind is None or (admission is not None and not admission.has_mail_words):
        return "", ""
    prefetch_related_objects([registration.event], "mail_words")  # Once for all of a batch.
    found = {row.mode: row for row in registration.event.mail_words.all() if row.kind == kind}
    words = found.get(registration.mode) or found.get(LetterMode.ANY)
    if words is None:
        return "", ""
    return written(words, facts_of(registration, context))


def written(words, facts):
    subject = " ".join(filled(words.subject, facts).split())[:200]
    return subject, filled(words.text, facts)


def facts_of(registration, context):
    return {
        "name": registration.name,
        "event": context["title"],
        "day": context["when"],
        "place": place_of(registration),
        "link": context["url"],
    }
