"""A schedule is asked for, made by the worker, stopped, given up; one at a time for each event."""

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from clusterhub.activity.operations import record_activity
from clusterhub.matchmaking.models import SILENT, UNDER_WAY, Meeting, RunState, Schedule
from clusterhub.matchmaking.operations.placing import lock_meetings
from clusterhub.matchmaking.operations.refusals import MeetingRefusal

MOST_TRIES, MOST_KEPT = 2, 30
KILLED = gettext_noop("The worker ended twice before it was done. Press the button again.")
NOT_BEGUN = gettext_noop("It was stopped before the worker began.")


class BeingMade(MeetingRefusal):
    """Somebody pressed the button a moment ago; `schedule` is that one."""

    def __init__(self, schedule):
        super().__init__(str(schedule.number))
        self.schedule = schedule


class NoSlotsToCome(MeetingRefusal):
    pass


class NobodyToMeet(MeetingRefusal):
    """No two people want to meet yet."""


class IsPublished(MeetingRefusal):
    """What people see is not thrown away."""


@transaction.atomic
def ask_for_schedule(matchmaking, *, options, by):
    """A row that the worker takes up; BeingMade where one is made already."""
    matchmaking = lock_meetings(matchmaking.pk)
    if other := matchmaking.schedules.filter(state__in=UNDER_WAY).first():
        raise BeingMade(other)
    if not matchmaking.slots.filter(starts_at__gt=timezone.now()).exists():
        raise NoSlotsToCome
    if not Meeting.objects.living().filter(matchmaking=matchmaking).exists():
        raise NobodyToMeet
    number = (matchmaking.schedules.aggregate(last=Max("number"))["last"] or 0) + 1
    schedule = Schedule.objects.create(
        matchmaking=matchmaking, number=number, options=options, made_by=by
    )
    old = matchmaking.schedules.exclude(pk=matchmaking.published_id).order_by("-number")
    Schedule.objects.filter(pk__in=list(old.values_list("pk", flat=True)[MOST_KEPT:])).delete()
    record_activity("asked for a schedule of", matchmaking.event, by=by, number=number)
    return schedule


def claim(pk):
    """The schedule is this worker's now: one that waits, or whose worker was killed. None where
    another one is at it, or it is done."""
    now = timezone.now()
    free = Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, beat_at__lt=now - SILENT)
    rows = Schedule.objects.filter(free, pk=pk)
    if not rows.update(state=RunState.RUNNING, claimed_at=now, beat_at=now):
        return None
    return Schedule.objects.select_related("matchmaking__event").filter(pk=pk).first()


def beat(schedule, progress):
    """The worker lives and is so far. Whether to stop: somebody asked for it, or it is nobody's any
    more, since another worker took it up or its event is gone."""
    rows = Schedule.objects.filter(pk=schedule.pk, claimed_at=schedule.claimed_at)
    if not rows.filter(state=RunState.RUNNING).update(beat_at=timezone.now(), progress=progress):
        return True
    return rows.exclude(stop_at=None).exists()


def finish(schedule, *, result, fingerprint):
    """What the scheduler found, unless another worker has it now."""
    state = RunState.STOPPED if Schedule.objects.filter(
        pk=schedule.pk, stop_at__isnull=False
    ).exists() else RunState.DONE  # fmt: skip
    return _own(schedule).update(
        state=state, result=result, fingerprint=fingerprint, ended_at=timezone.now()
    )


def fail(schedule, words):
    return _own(schedule).update(
        state=RunState.FAILED, problem=words[:300], ended_at=timezone.now()
    )


def _own(schedule):
    return Schedule.objects.filter(
        pk=schedule.pk, claimed_at=schedule.claimed_at, state=RunState.RUNNING
    )


@transaction.atomic
def stop(schedule):
    """The worker ends with the best so far; one that has not begun ends at once."""
    now = timezone.now()
    waiting = Schedule.objects.filter(pk=schedule.pk, state=RunState.WAITING)
    if waiting.update(state=RunState.FAILED, problem=NOT_BEGUN, ended_at=now):
        return
    Schedule.objects.filter(pk=schedule.pk, state=RunState.RUNNING, stop_at=None).update(
        stop_at=now
    )


@transaction.atomic
def throw_away(schedule, *, by):
    """One of several that nobody needs; IsPublished where people see it."""
    matchmaking = lock_meetings(schedule.matchmaking_id)
    if matchmaking.published_id == schedule.pk:
        raise IsPublished
    Schedule.objects.filter(pk=schedule.pk).exclude(state__in=UNDER_WAY).delete()


def take_up_lost(now=None):
    """Those whose worker was killed wait again, once; keys of all that somebody should take up."""
    now, again = now or timezone.now(), []
    rows = Schedule.objects.filter(state=RunState.RUNNING, beat_at__lt=now - SILENT)
    for schedule in rows:
        tries = schedule.progress.get("tries", 1)
        if tries >= MOST_TRIES:
            fail(schedule, KILLED)
        elif _own(schedule).update(state=RunState.WAITING, progress={"tries": tries + 1}):
            again.append(schedule.pk)
    waiting = Schedule.objects.filter(state=RunState.WAITING, made_at__lt=now - SILENT)
    return again + list(waiting.exclude(pk__in=again).values_list("pk", flat=True))
