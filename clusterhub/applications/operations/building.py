"""The publisher builds a form: sections, questions, their order; then it is published as a version
that never changes. A change afterwards is made on a copy."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.crypto import get_random_string

from clusterhub.activity.operations import record_activity
from clusterhub.applications.emails import form_letter, write_form_letters
from clusterhub.applications.models import (
    Application,
    FormVersion,
    Member,
    Question,
    RoleKind,
)
from clusterhub.applications.operations.locks import demand_role, lock_hosted
from clusterhub.applications.questions import MOST_QUESTIONS, MOST_SECTIONS
from clusterhub.applications.refusals import (
    FormIsPublished,
    NotAllowed,
    NothingToPublish,
    TooMany,
)
from clusterhub.letters.operations import post_many
from clusterhub.web.older import demand_newest

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SECTION_FIELDS = ("key", "position", "title", "help")
QUESTION_SAID = ("label", "help", "is_required", "settings", "show_if")
QUESTION_FIELDS = (
    *("key", "position", "kind", "label", "help", "is_required", "settings", "show_if"),
)


def published_form(hosted):
    """The version that applicants write in now, or None."""
    return hosted.forms.published().order_by("-number").first()


@transaction.atomic
def draft_form(hosted, *, by):
    """The version in the making; made as a copy of the published one when there is none."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    if draft := hosted.forms.filter(published_at=None).first():
        return draft
    latest = published_form(hosted)
    number = (latest.number if latest else 0) + 1
    draft = hosted.forms.create(number=number, made_at=timezone.now())
    if latest:
        copy_form(latest, draft)
    return draft


def copy_form(source, target):
    """Sections and questions with their keys: answers go on belonging to them."""
    for section in source.sections.prefetch_related("questions"):
        values = {name: getattr(section, name) for name in SECTION_FIELDS}
        copy = target.sections.create(**values)
        Question.objects.bulk_create(
            Question(
                form=target,
                section=copy,
                **{name: getattr(question, name) for name in QUESTION_FIELDS},
            )
            for question in section.questions.all()
        )


def _lock_draft(form, by):
    hosted = lock_hosted(form.hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    form = FormVersion.objects.get(pk=form.pk)
    if form.published_at is not None:
        raise FormIsPublished
    return form


def _key(prefix):
    return prefix + get_random_string(8, LETTERS)


@transaction.atomic
def add_section(form, *, title, by, help=""):
    form = _lock_draft(form, by)
    if form.sections.count() >= MOST_SECTIONS:
        raise TooMany(MOST_SECTIONS)
    position = _after(form.sections.all())
    return form.sections.create(key=_key("s"), position=position, title=title, help=help)


def said_in(row):
    """What a page shows of a section or a question to be changed."""
    names = QUESTION_SAID if isinstance(row, Question) else ("title", "help")
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def change_section(section, *, by, based_on="", **changes):
    _lock_draft(section.form, by)
    _demand_newest(section, based_on)
    return _changed(section, changes)


def _demand_newest(row, based_on):
    """The row as it is under the lock; one that somebody took away is gone for good."""
    try:
        row.refresh_from_db()
    except row.DoesNotExist:
        raise NotAllowed from None
    demand_newest(said_in(row), based_on)


@transaction.atomic
def remove_section(section, *, by):
    """Take a section away with its questions; conditions that hang on these go, too."""
    form = _lock_draft(section.form, by)
    keys = list(section.questions.values_list("key", flat=True))
    section.delete()
    _drop_conditions(form, keys)


@transaction.atomic
def add_question(section, *, kind, label, by, **fields):
    """Add a question at the end of a section; a form has a hundred at most."""
    form = _lock_draft(section.form, by)
    if form.questions.count() >= MOST_QUESTIONS:
        raise TooMany(MOST_QUESTIONS)
    position = _after(section.questions.all())
    return section.questions.create(
        form=form, key=_key("q"), position=position, kind=kind, label=label, **fields
    )


@transaction.atomic
def change_question(question, *, by, based_on="", **changes):
    form = _lock_draft(question.form, by)
    _demand_newest(question, based_on)
    question = _changed(question, changes)
    if {"kind", "settings"} & set(changes) and question.kind not in CONDITIONAL:
        _drop_conditions(form, [question.key])
    return question


CONDITIONAL = ("one", "many", "declaration")  # What others can hang on.


@transaction.atomic
def remove_question(question, *, by):
    form = _lock_draft(question.form, by)
    question.delete()
    _drop_conditions(form, [question.key])


def _drop_conditions(form, keys):
    for question in form.questions.exclude(show_if={}):
        if question.show_if.get("key") in keys:
            question.show_if = {}
            question.save(update_fields=["show_if"])


@transaction.atomic
def move_row(row, *, up, by):
    """Change places with the neighbour, a section in its form or a question in its section."""
    _lock_draft(row.form, by)
    siblings = row.section.questions if isinstance(row, Question) else row.form.sections
    rows = list(siblings.order_by("position", "pk"))
    at = next(index for index, each in enumerate(rows) if each.pk == row.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return row
    rows[at], rows[other] = rows[other], rows[at]
    for position, each in enumerate(rows):
        type(each).objects.filter(pk=each.pk).exclude(position=position).update(position=position)
    return row


@transaction.atomic
def publish_form(hosted, *, by, note=""):
    """Freeze the version in the making; applications that are being written go on with it."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    form = hosted.forms.filter(published_at=None).first()
    if form is None or not form.questions.exists():
        raise NothingToPublish
    form.published_at, form.published_by, form.note = timezone.now(), by, note
    form.save(update_fields=["published_at", "published_by", "note"])
    # What was handed in keeps its own version in its submission; the draft behind it moves on.
    Application.objects.filter(hosted=hosted).update(form=form)
    if form.number > 1:
        _tell_applicants(hosted, form)
    record_activity("published a form of", hosted.call, by=by, version=form.number)
    return form


def _tell_applicants(hosted, form):
    rows = Member.objects.joined().filter(
        application__hosted=hosted, application__is_test=False, application__withdrawn_at=None
    )
    rows = rows.select_related("application", "person")
    post_many(write_form_letters, [form_letter(form, row.application, row) for row in rows])


def _changed(row, changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    return row


def _after(rows):
    last = rows.aggregate(last=Max(F("position")))["last"]
    return 0 if last is None else last + 1
