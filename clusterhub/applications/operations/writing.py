"""An application is started and its answers are written, by several people at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.applications.models import (
    AccessVerb,
    Answer,
    Application,
    MemberRole,
    RoleKind,
)
from clusterhub.applications.operations.access import SECOND_CLICK, record_access
from clusterhub.applications.operations.building import published_form
from clusterhub.applications.operations.hosting import (
    applications_of,
    has_read_others,
    next_number,
    works_for,
)
from clusterhub.applications.operations.lead_words import ask_organisation
from clusterhub.applications.operations.locks import (
    demand_member,
    demand_role,
    demand_unfrozen,
    lock_application,
    lock_hosted,
    touch,
)
from clusterhub.applications.permissions import WRITERS
from clusterhub.applications.questions import LONGEST, LONGEST_SHORT
from clusterhub.applications.refusals import (
    ChangedMeanwhile,
    ConflictOfRoles,
    NotOpen,
    TooLong,
    TooMany,
)
from clusterhub.applications.snapshots import digest_of
from clusterhub.applications.timing import timing_of

SAME_HAND = timedelta(minutes=10)  # One person's changes within these are one version.
MOST_DRAFTS = 20  # Of one person for one call.
MOST_VERSIONS = 30  # Of one answer; rivals that wait are kept beside them.
MOST_RIVALS = 10  # Of one person to one answer; then her latest gives way.


@transaction.atomic
def start_application(hosted, *, by, is_test=False, now=None, **facts):
    """Begin to write; the number is the call's next. A trial is the publisher's and counts nowhere."""
    hosted, now = lock_hosted(hosted), now or timezone.now()
    form = published_form(hosted)
    if is_test:
        demand_role(by, hosted, RoleKind.PUBLISHER)
        form = hosted.forms.order_by("-number").first()
        _demand_few(hosted, by, None)
    else:
        _demand_open(hosted, form, now)
        _demand_no_role(hosted, by)
        if same := _just_begun(hosted, by, facts, now):
            return same
        _demand_few(hosted, by, facts.get("lead_organisation"))
    application = Application.objects.create(
        hosted=hosted,
        form=form,
        number=next_number(hosted),
        is_test=is_test,
        created_by=by,
        created_at=now,
        changed_at=now,
        **facts,
    )
    application.members.create(
        person=by,
        email=by.email,
        address_key=by.email.casefold(),
        role=MemberRole.LEAD,
        invited_by=by,
        invited_at=now,
        joined_at=now,
    )
    record_access(application, AccessVerb.STARTED, by=by, as_what=MemberRole.LEAD, now=now)
    ask_organisation(application, by=by, as_what=MemberRole.LEAD, now=now)
    return application


def takes_applications(hosted, now=None):
    """Whether one can begin to apply: opened here, not yet too late, and the call is published. To a
    second stage one is invited."""
    now = now or timezone.now()
    if hosted.opened_at is None or hosted.call.published_at is None or not hosted.is_first:
        return False
    if hosted.is_halted(now):
        return False
    return timing_of(now, hosted.deadlines(), grace_minutes=hosted.grace_minutes).is_taken


def _just_begun(hosted, by, facts, now):
    """What a second click begins is begun already."""
    mine = hosted.applications.filter(created_by=by, is_test=False, submitted_at=None)
    return mine.filter(created_at__gt=now - SECOND_CLICK, **facts).first()


def _demand_open(hosted, form, now):
    if form is None or not takes_applications(hosted, now):
        raise NotOpen


def _demand_no_role(hosted, by):
    if works_for(hosted, by) or has_read_others(hosted, by):
        raise ConflictOfRoles


def _demand_few(hosted, by, organisation):
    drafts = hosted.applications.filter(created_by=by, submitted_at=None)
    if drafts.count() >= MOST_DRAFTS:
        raise TooMany(MOST_DRAFTS)
    most = hosted.most_per_organisation
    if most and organisation and applications_of(hosted, organisation).count() >= most:
        raise TooMany(most)


@transaction.atomic
def change_facts(application, *, by, based_on=None, **facts):
    """Title and lead of an application; `based_on` is the stamp of what the page showed."""
    application = lock_application(application)
    row = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    if based_on and based_on != stamp_of(application):
        raise ChangedMeanwhile
    for name, value in facts.items():
        setattr(application, name, value)
    application.changed_at = timezone.now()
    application.save(update_fields=[*facts, "changed_at"])
    record_access(application, AccessVerb.WROTE, by=by, as_what=row.role)
    ask_organisation(application, by=by, as_what=row.role, now=application.changed_at)
    return application


def stamp_of(application):
    """By this an older page is told from a newer one."""
    said = {name: getattr(application, name) for name in ("title", "lead_name", "lead_country_id")}
    return digest_of(said | {"organisation": application.lead_organisation_id})[:16]


@transaction.atomic
def write_answer(application, *, key, value, based_on, by, now=None):
    """Write one answer. Based on an older one than is there, it is kept beside as a rival, and both
    are shown; nothing is lost. Returns the answer and the rival, or None in its place."""
    application, now = lock_application(application), now or timezone.now()
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    _demand_fits(application, key, value)
    answer = application.answers.filter(key=key).first()
    if answer is not None and answer.value == value:
        return answer, None
    if answer is not None and answer.number != based_on:
        return answer, _keep_beside(application, key, value, based_on, by, now)
    if answer is None:
        answer = Answer(application=application, key=key, number=0)
    else:
        _keep_version(application, answer, by, now)
    answer.value, answer.written_by, answer.written_at = value, by, now
    answer.number += 1
    answer.save()
    touch(application, now)
    record_access(application, AccessVerb.WROTE, by=by, as_what=member.role, now=now)
    return answer, None


def _demand_fits(application, key, value):
    question = application.form.questions.get(key=key)
    if isinstance(value, str):
        most = LONGEST_SHORT * 4 if question.kind != "long" else LONGEST
        if len(value) > most:
            raise TooLong(value[:most])


def _keep_beside(application, key, value, based_on, by, now):
    open_ones = application.answer_versions.filter(key=key, is_rival=True, settled_at=None)
    mine = list(
        open_ones.filter(written_by=by, number=based_on or 0).order_by("-written_at", "-pk")
    )
    going_on = [each for each in mine if _goes_on(each.value, value)]
    if going_on or len(mine) >= MOST_RIVALS:  # She goes on typing; another tab is another rival.
        own = (going_on or mine)[0]
        own.value, own.written_at = value, now
        own.save(update_fields=["value", "written_at"])
        return own
    return application.answer_versions.create(
        key=key, value=value, number=based_on or 0, written_by=by, written_at=now, is_rival=True
    )


def _goes_on(before, after):
    """Whether one text is the other with something changed in one place: it begins and ends as that
    does, by half of it at least."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return True
    same = _alike(before, after)
    rest = _alike(before[same:][::-1], after[same:][::-1])
    return 2 * (same + rest) >= min(len(before), len(after))


def _alike(one, other):
    """How many signs both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _keep_version(application, answer, by, now):
    """Keep what was there, unless the same hand wrote it a moment ago."""
    if answer.written_by_id == by.pk and now - answer.written_at < SAME_HAND:
        return
    application.answer_versions.create(
        key=answer.key,
        value=answer.value,
        number=answer.number,
        written_by_id=answer.written_by_id,
        written_at=answer.written_at,
    )
    kept = application.answer_versions.filter(key=answer.key, is_rival=False)
    old = kept.order_by("-written_at", "-pk").values_list("pk", flat=True)[MOST_VERSIONS:]
    application.answer_versions.filter(pk__in=list(old)).delete()


@transaction.atomic
def settle_rival(rival, *, takes, by):
    """Decide between two texts: take the one that stood beside, or leave what is there."""
    application = lock_application(rival.application)
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    rival.refresh_from_db()
    if rival.settled_at is not None:
        return rival
    now = timezone.now()
    if takes and (answer := application.answers.filter(key=rival.key).first()):
        application.answer_versions.create(
            key=answer.key,
            value=answer.value,
            number=answer.number,
            written_by_id=answer.written_by_id,
            written_at=answer.written_at,
        )
        answer.value, answer.written_by, answer.written_at = rival.value, by, now
        answer.number += 1
        answer.save()
        touch(application, now)
    rival.settled_at = now
    rival.save(update_fields=["settled_at"])
    record_access(application, AccessVerb.WROTE, by=by, as_what=member.role, now=now)
    return rival
