"""A request is answered, withdrawn, or ends by itself; a meeting is cancelled by one of the two.

The state is changed by an UPDATE that demands `pending`, under the lock of `lock_meetings`: of an
acceptance and a withdrawal in the same moment one is true, and the other one says so.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.events.operations.text import one_line
from clusterhub.letters.operations import post_many
from clusterhub.matchmaking.emails.asking import (
    letter_of_answer,
    letter_of_proposal,
    letter_of_reminder,
    write_asking,
    write_reminders,
)
from clusterhub.matchmaking.floor import limit_of
from clusterhub.matchmaking.models import (
    Matchmaking,
    Meeting,
    MeetingRequest,
    Mode,
    Participant,
    RequestState,
)
from clusterhub.matchmaking.operations.asking_refusals import (
    AskingClosed,
    HasBegun,
    NoCommonTime,
    NotHers,
    NotHersToAnswer,
    RequestIsOver,
    TimesAreMadeByOrganisers,
)
from clusterhub.matchmaking.operations.placing import (
    cancel,
    first_free_slot,
    free_slots,
    lock_meetings,
    place,
    place_new,
    present_two,
)
from clusterhub.matchmaking.operations.placing_refusals import (
    DoesNotTakePart,
    HasEnough,
    NotAvailable,
)
from clusterhub.matchmaking.operations.telling import tell

PENDING = RequestState.PENDING
AT_ONCE = 500


def who_answers(request):
    """The key of whose turn it is: the asked one, until she names another time."""
    return request.asker_id if request.proposed_by_id == request.asked_id else request.asked_id


def other_than(request, key):
    return request.asked_id if key == request.asker_id else request.asker_id


def expires_at(matchmaking, now):
    """After the hours of the event's rules, or when requests or the event end."""
    ends = (now + timedelta(hours=matchmaking.answer_hours), matchmaking.closes_at)
    return min(each for each in (*ends, matchmaking.event.ends_at) if each is not None)


@transaction.atomic
def accept(request, *, by, slot=None):
    """Both want to meet. Where people take times themselves, they have one with it: `slot`, or what
    was proposed, or the first that suits both. The meeting; accepted again, the same one."""
    matchmaking, request = _locked(request, by)
    if request.state == RequestState.ACCEPTED:
        return request.meeting
    _demand_turn(matchmaking, request, by)
    two = _the_two(request)
    _move(request, RequestState.ACCEPTED)
    facts = {"matchmaking": matchmaking, "request": request}
    meeting = Meeting.objects.create(a_id=request.asker_id, b_id=request.asked_id, **facts)
    if matchmaking.mode == Mode.DIRECT:
        pair = two[request.asker_id], two[request.asked_id]
        if slot is not None:
            meeting = place(meeting, slot)
        else:
            meeting = place_new(matchmaking, meeting, _time_for(request, *pair), pair)
        tell([meeting])
        return meeting
    _demand_fewer(matchmaking, two, meeting)
    other = two[other_than(request, by.pk)]
    post_many(write_asking, [letter_of_answer(request, other, "accepted")])
    return meeting


def _locked(request, by):
    """Event and request as they are now; refused to anybody but the two."""
    matchmaking = lock_meetings(request.matchmaking_id)
    found = MeetingRequest.objects.select_related("proposed_slot").filter(pk=request.pk).first()
    if found is None:
        raise RequestIsOver
    if by.pk not in (found.asker_id, found.asked_id):
        raise NotHers
    found.matchmaking = matchmaking
    return matchmaking, found


def _demand_turn(matchmaking, request, by):
    _demand_pending(request)
    if who_answers(request) != by.pk:
        raise NotHersToAnswer
    if not matchmaking.takes_requests:
        raise AskingClosed


def _demand_pending(request):
    if request.state != PENDING:
        raise RequestIsOver(request.state)
    if request.expires_at <= timezone.now():
        raise RequestIsOver(RequestState.EXPIRED)


def _the_two(request):
    """{key: participant} of both; refused where one has left."""
    keys = (request.asker_id, request.asked_id)
    found = {each.pk: each for each in present_two(*keys)}
    for key in keys:
        if key not in found:
            raise DoesNotTakePart(Participant.objects.filter(pk=key).first())
    return found


def _move(request, state, **facts):
    rows = MeetingRequest.objects.filter(pk=request.pk, state=PENDING)
    if not rows.update(state=state, answered_at=timezone.now(), **facts):
        raise RequestIsOver
    request.state = state


def _time_for(request, a, b):
    """What was proposed, if it is free still; where nothing was, the first that suits both."""
    if request.proposed_slot is not None:
        if request.proposed_slot in free_slots(a, b):
            return request.proposed_slot
        raise NotAvailable
    if (slot := first_free_slot(a, b)) is None:
        raise NoCommonTime
    return slot


def _demand_fewer(matchmaking, two, meeting):
    for each in two.values():
        limit = limit_of(matchmaking, each)
        own = Meeting.objects.living().filter(Q(a=each) | Q(b=each)).exclude(pk=meeting.pk)
        if limit is not None and own.count() >= limit:
            raise HasEnough(each)


@transaction.atomic
def decline(request, *, by, words=""):
    """No, with a word if she likes. Said again, it is said once."""
    _matchmaking, request = _locked(request, by)
    if request.state == RequestState.DECLINED:
        return request
    _demand_pending(request)
    if who_answers(request) != by.pk:
        raise NotHersToAnswer
    _move(request, RequestState.DECLINED, answer=one_line(words)[:300])
    other = Participant.objects.select_related("registration").get(pk=other_than(request, by.pk))
    post_many(write_asking, [letter_of_answer(request, other, "declined")])
    return request


@transaction.atomic
def withdraw(request, *, by):
    """The one who asked takes it back; nobody gets a letter of it."""
    _matchmaking, request = _locked(request, by)
    if request.state == RequestState.WITHDRAWN:
        return request
    if by.pk != request.asker_id:
        raise NotHers
    if request.state != PENDING:
        raise RequestIsOver(request.state)
    _move(request, RequestState.WITHDRAWN)
    return request


@transaction.atomic
def propose(request, *, by, slot):
    """Another time: now the other one answers, with as many hours as at the beginning."""
    matchmaking, request = _locked(request, by)
    _demand_turn(matchmaking, request, by)
    if matchmaking.mode != Mode.DIRECT:
        raise TimesAreMadeByOrganisers
    two = _the_two(request)
    if slot not in free_slots(*two.values()):
        raise NotAvailable(two[other_than(request, by.pk)])
    now = timezone.now()
    facts = {"proposed_slot": slot, "proposed_by_id": by.pk, "reminders": 0}
    facts["expires_at"] = expires_at(matchmaking, now)
    for name, value in facts.items():
        setattr(request, name, value)
    request.save(update_fields=[name.removesuffix("_id") for name in facts])
    post_many(write_asking, [letter_of_proposal(request, two[other_than(request, by.pk)], now)])
    return request


@transaction.atomic
def cancel_meeting(meeting, *, by, words=""):
    """One of the two will not come after all; place and time are free, and both are told. True where
    it was living until now."""
    lock_meetings(meeting.matchmaking_id)
    found = Meeting.objects.select_related("slot").filter(pk=meeting.pk).first()
    if found is None or by.pk not in (found.a_id, found.b_id):
        raise NotHers
    if found.cancelled_at is None and found.slot and found.slot.starts_at <= timezone.now():
        raise HasBegun
    return cancel(found, by_participant=by, words=words)


def expire(now=None):
    """What was not answered in time; how many these were."""
    now = now or timezone.now()
    late = MeetingRequest.objects.filter(state=PENDING, expires_at__lte=now)
    return late.update(state=RequestState.EXPIRED, answered_at=now)


def remind(now=None):
    """Whose answer is awaited hears of it once for each request, in one letter for all of them, when
    half of the time is over; how many letters these are."""
    now = now or timezone.now()
    waiting = {"requests__state": PENDING, "requests__reminders": 0}
    rows = Matchmaking.objects.filter(**waiting, event__ends_at__gt=now).distinct()
    return sum(_remind_at(pk, now) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def _remind_at(pk, now):
    matchmaking = lock_meetings(pk)
    half = timedelta(hours=matchmaking.answer_hours) / 2
    rows = MeetingRequest.objects.filter(
        matchmaking=matchmaking, state=PENDING, reminders=0, made_at__lte=now - half / 2,
        expires_at__gt=now, expires_at__lte=now + half,
    )  # fmt: skip
    due = list(rows.order_by("pk")[:AT_ONCE])
    MeetingRequest.objects.filter(pk__in=[each.pk for each in due]).update(
        reminders=1, reminded_at=now
    )
    of_whom = {}
    for request in due:
        of_whom.setdefault(who_answers(request), []).append(request.pk)
    people = Participant.objects.present().filter(registration__wants_mail=True)
    people = people.select_related("registration").in_bulk(list(of_whom))
    letters = [letter_of_reminder(each, of_whom[key]) for key, each in people.items()]
    return post_many(write_reminders, letters)
