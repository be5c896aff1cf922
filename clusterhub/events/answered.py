"""Answers as they are read: counted where one chooses, listed where one writes."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from clusterhub.events.models import Answer, QuestionKind, Registration, RegistrationStatus
from clusterhub.events.question_set import IN_COLUMNS, choices_of, in_words, label_of

COMING = (
    RegistrationStatus.REQUESTED,
    RegistrationStatus.WAITING,
    RegistrationStatus.HELD,
    RegistrationStatus.CONFIRMED,
)
COUNTED = (QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.YES_NO)
MOST_SHOWN = 200


def answers_by_question(event, questions):
    """For each question its counts, or the words with who wrote them; of those who come."""
    values = defaultdict(list)
    for one in _answers(event, questions):
        values[one.question_id].append((one.registration.name, one.value))
    rows = []
    for question in questions:
        if question.key in IN_COLUMNS:
            continue  # Stands in the list of people.
        given = values[question.pk]
        is_counted = question.kind in COUNTED
        rows.append(
            {
                "label": label_of(question),
                "total": len(given),
                "counts": _counts(question, given) if is_counted else [],
                "words": [] if is_counted else given[:MOST_SHOWN],
                "is_cut": not is_counted and len(given) > MOST_SHOWN,
            }
        )
    return rows


def _answers(event, questions):
    return (
        Answer.objects.filter(
            question__in=questions,
            registration__event=event,
            registration__status__in=COMING,
        )
        .select_related("registration", "question")
        .order_by("registration__name", "pk")
    )


def _counts(question, given):
    counter = Counter()
    for _name, value in given:
        counter.update(value if isinstance(value, list) else [value])
    if question.kind == QuestionKind.YES_NO:
        pairs = [(True, _("Yes")), (False, _("No"))]
    else:
        pairs = choices_of(question)
    return [(words, counter[key]) for key, words in pairs if counter[key]]


def answers_by_person(event, questions):
    """A line for each person who comes: name, mode, status, and one cell for each question."""
    given = defaultdict(dict)
    for one in _answers(event, questions):
        given[one.registration_id][one.question_id] = in_words(one.question, one.value)
    people = Registration.objects.filter(event=event, status__in=COMING)
    people = people.select_related("organisation", "country").order_by("name", "pk")
    return [
        [
            person.name,
            person.get_mode_display(),
            person.get_status_display(),
            *(_cell(person, question, given[person.pk]) for question in questions),
        ]
        for person in people
    ]


def _cell(person, question, given):
    if question.key == "organisation":
        return person.organisation_name or str(person.organisation or "")
    if question.key == "country":
        return str(person.country or "")
    return given.get(question.pk, "")
