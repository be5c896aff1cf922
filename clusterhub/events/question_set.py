"""The questions that an organiser may ask: a small set, each with its reason and its time. Identity
numbers, birthdays and home addresses are not among them, and nothing else can be asked but three
questions of her own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from clusterhub.events.models.asking import AskedWhen, QuestionKind

MOST_OWN = 3
OWN_KEYS = tuple(f"own_{number}" for number in range(1, MOST_OWN + 1))
MOST_KEPT = 365
IN_COLUMNS = frozenset(["organisation", "country"])  # Of the registration, not among the answers.


@dataclass(frozen=True)
class SetQuestion:
    """`keep_days` is what is proposed; of what is `private` it is the most, it is asked later, and
    only who answers for the event reads it."""

    key: str
    kind: str
    label: str
    why: str
    keep_days: int
    is_private: bool = False
    choices: tuple = ()


QUESTIONS = {
    each.key: each
    for each in (
        SetQuestion(
            "organisation",
            QuestionKind.ORGANISATION,
            _("Your organisation"),
            _("So that the organisers know who is in the room."),
            90,
        ),
        SetQuestion(
            "role",
            QuestionKind.WORDS,
            _("Your role"),
            _("So that the programme fits those who come."),
            90,
        ),
        SetQuestion(
            "country",
            QuestionKind.COUNTRY,
            _("Your country"),
            _("So that the organisers know from where people come."),
            90,
        ),
        SetQuestion(
            "diet",
            QuestionKind.SEVERAL,
            _("What you eat"),
            _("So that the kitchen cooks what you can eat."),
            7,
            is_private=True,
            choices=(
                ("vegetarian", _("Vegetarian")),
                ("vegan", _("Vegan")),
                ("no_gluten", _("Without gluten")),
                ("no_lactose", _("Without lactose")),
                ("no_nuts", _("Without nuts")),
                ("halal", _("Halal")),
                ("kosher", _("Kosher")),
            ),
        ),
        SetQuestion(
            "access",
            QuestionKind.TEXT,
            _("What you need to take part"),
            _("For example a way without steps, sign language, a seat in front."),
            7,
            is_private=True,
        ),
        SetQuestion(
            "arrival",
            QuestionKind.CHOICE,
            _("How you arrive"),
            _("So that shuttles and parking places can be planned."),
            7,
            choices=(
                ("train", _("By train")),
                ("bus", _("By bus")),
                ("car", _("By car")),
                ("plane", _("By plane")),
                ("local", _("I live nearby")),
            ),
        ),
        SetQuestion(
            "idea",
            QuestionKind.TEXT,
            _("Your idea in three sentences"),
            _("The organisers read it before they decide and form the groups."),
            90,
        ),
    )
}


def label_of(question):
    known = QUESTIONS.get(question.key)
    return known.label if known else question.label


def why_of(question):
    known = QUESTIONS.get(question.key)
    return known.why if known else question.why


def choices_of(question):
    """Pairs of a value and its words; an own question's choices are their own words."""
    known = QUESTIONS.get(question.key)
    return list(known.choices) if known else [(words, words) for words in question.choices]


def is_private(key):
    known = QUESTIONS.get(key)
    return known is not None and known.is_private


def in_words(question, value):
    """An answer as it is read."""
    if question.kind == QuestionKind.YES_NO:
        return str(_("Yes") if value else _("No"))
    labels = {key: str(words) for key, words in choices_of(question)}
    if question.kind == QuestionKind.SEVERAL:
        return ", ".join(labels.get(each, each) for each in value)
    return labels.get(value, str(value)) if question.kind == QuestionKind.CHOICE else str(value)


def asked_when(key, when):
    """Diet and access are never asked before somebody has a place to come to."""
    return AskedWhen.LATER if is_private(key) else when
