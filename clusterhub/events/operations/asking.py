"""What an event asks beyond name and address, and what it asks to agree to."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.models import Admission, AskedWhen
from clusterhub.events.question_set import OWN_KEYS, QUESTIONS, asked_when

FACTS = ("kind", "label", "why", "choices", "is_required", "when", "keep_days", "position")


@transaction.atomic
def set_questions(event, *, questions, by):
    """Ask exactly these (dicts with a key of the set, or an own one), in this order. What is not
    asked any more is erased with its answers."""
    present = {question.key: question for question in event.questions.all()}
    for position, asked in enumerate(questions):
        facts = _facts(asked) | {"position": position}
        question = present.pop(asked["key"], None)
        if question is not None and question.kind != facts["kind"]:
            question.delete()  # Another question: the old answers do not answer it.
            question = None
        if question is None:
            event.questions.create(key=asked["key"], **facts)
            continue
        for name in FACTS:
            setattr(question, name, facts[name])
        question.save(update_fields=FACTS)
    for question in present.values():
        question.delete()
    derive_extras(event)
    keys = [asked["key"] for asked in questions]
    record_activity("changed the questions of", event, by=by, questions=keys)


def _facts(asked):
    known = QUESTIONS.get(asked["key"])
    if known is None and asked["key"] not in OWN_KEYS:
        raise ValueError(asked["key"])
    keep = min(asked["keep_days"], known.keep_days) if known and known.is_private else None
    return {
        "kind": known.kind if known else asked["kind"],
        "label": "" if known else asked["label"],
        "why": "" if known else asked["why"],
        "choices": [] if known else asked.get("choices", []),
        "is_required": asked["is_required"],
        "when": asked_when(asked["key"], asked["when"]),
        "keep_days": asked["keep_days"] if keep is None else keep,
    }


def derive_extras(event):
    """Pages and letters look at the admission, which they have, to know whether there is more."""
    Admission.objects.filter(event=event).update(
        asks_at_once=event.questions.filter(when=AskedWhen.REGISTERING).exists(),
        has_mail_words=event.mail_words.exists(),
    )


@transaction.atomic
def set_wordings(event, *, wordings, by):
    """Ask for exactly these consents: pairs of words and days by key. Other words are a new
    version, to which nobody has agreed yet; what was agreed to before is kept as it was."""
    now = timezone.now()
    present = {wording.key: wording for wording in event.wordings.current()}
    for key, (words, keep_days) in wordings.items():
        wording = present.pop(key, None)
        if wording is not None and wording.words == words:
            wording.keep_days = keep_days
            wording.save(update_fields=["keep_days"])
            continue
        if wording is not None:
            _end(wording, now)
        version = event.wordings.filter(key=key).count() + 1
        event.wordings.create(key=key, version=version, words=words, keep_days=keep_days, since=now)
    for wording in present.values():
        _end(wording, now)
    record_activity("changed the consents of", event, by=by, consents=[*map(str, wordings)])


def _end(wording, now):
    wording.ended_at = now
    wording.save(update_fields=["ended_at"])
