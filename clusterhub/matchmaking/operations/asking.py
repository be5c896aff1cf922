"""Somebody asks another one for a meeting.

Everything here and in `operations.answering` begins with `lock_meetings`, as placing does: of two who
ask each other in the same moment, the second finds the first one's request, and the two meet.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.events.operations.text import one_line
from clusterhub.letters.operations import post_many
from clusterhub.matchmaking.emails.asking import letter_of_request, write_asking
from clusterhub.matchmaking.floor import limit_of
from clusterhub.matchmaking.models import (
    LIVING_REQUEST,
    Meeting,
    MeetingRequest,
    Mode,
    NotForMe,
    Participant,
    RequestState,
)
from clusterhub.matchmaking.operations.answering import accept, expires_at, who_answers
from clusterhub.matchmaking.operations.arranging import MeetAlready
from clusterhub.matchmaking.operations.asking_refusals import (
    AskedHerself,
    AskedOften,
    AskingClosed,
    HasDeclined,
    NotTheSameEvent,
    OwnDelegation,
    RuleForbids,
    TooManyToday,
    TooManyWait,
)
from clusterhub.matchmaking.operations.placing import free_slots, lock_meetings
from clusterhub.matchmaking.operations.placing_refusals import (
    DoesNotTakePart,
    HasEnough,
    NotAvailable,
)
from clusterhub.matchmaking.portraits import body_of

MOST_LETTERS = 300
MOST_TIMES = 2  # So often somebody may ask the same one.
IN_A_DAY = (
    3  # So many times the requests that may wait: who withdraws and asks anew is stopped, too.
)


@transaction.atomic
def ask(asker, asked, *, note="", slot=None):
    """One request lives between two: asked twice, it is the same; where the other one has asked
    already, this is her yes. `slot`: the time that the asker would like, where people take times
    themselves. The request."""
    if asker.pk == asked.pk:
        raise AskedHerself
    matchmaking = lock_meetings(asker.matchmaking_id)
    if not matchmaking.takes_requests:
        raise AskingClosed
    asker, asked = the_two(matchmaking, asker, asked)
    pair = pair_of(asker, asked)
    living = MeetingRequest.objects.filter(pair=pair, state__in=LIVING_REQUEST).first()
    if living and (living.state == RequestState.ACCEPTED or living.expires_at > timezone.now()):
        return _what_lives(living, asker, slot)
    if living:
        _end(living)
    demand_allowed(matchmaking, asker, asked)
    _demand_few(matchmaking, asker, asked)
    if slot is not None:
        slot = _free_slot(matchmaking, asker, asked, slot)
    now = timezone.now()
    request = MeetingRequest.objects.create(
        matchmaking=matchmaking, asker=asker, asked=asked, pair=pair, made_at=now,
        note=one_line(note)[:MOST_LETTERS], expires_at=expires_at(matchmaking, now),
        proposed_slot=slot, proposed_by=asker if slot else None,
    )  # fmt: skip
    post_many(write_asking, [letter_of_request(request, asked)])
    return request


def pair_of(a, b):
    return ":".join(map(str, sorted((a.pk, b.pk))))


def the_two(matchmaking, asker, asked):
    """Both as they are now, with their registrations; refused where one does not take part."""
    rows = Participant.objects.filter(pk__in=[asker.pk, asked.pk], matchmaking=matchmaking)
    if rows.count() != 2:
        raise NotTheSameEvent
    found = rows.present().select_related("registration").in_bulk()
    for each in (asker, asked):
        if each.pk not in found:
            raise DoesNotTakePart(each)
    return found[asker.pk], found[asked.pk]


def _what_lives(living, asker, slot):
    if living.state == RequestState.ACCEPTED:
        raise MeetAlready
    if who_answers(living) == asker.pk:
        accept(living, by=asker, slot=slot)
        living.refresh_from_db()
    return living


def _end(request):
    """Its time is over, though no worker has come by yet."""
    request.state, request.answered_at = RequestState.EXPIRED, timezone.now()
    request.save(update_fields=["state", "answered_at"])


def demand_allowed(matchmaking, asker, asked):
    """By the rules of the event; organisers put together whom they like."""
    if matchmaking.rules.filter(asker=asker.role, asked=asked.role).exists():
        raise RuleForbids
    bodies = [body_of(each.registration) for each in (asker, asked)]
    if bodies[0] and bodies[0] == bodies[1] and not matchmaking.own_delegation:
        raise OwnDelegation


def _demand_few(matchmaking, asker, asked):
    """Nobody floods others, or one other; nobody is asked who has as many meetings as she wants."""
    mine = MeetingRequest.objects.filter(asker=asker, is_arranged=False)
    before = list(mine.filter(asked=asked).values_list("state", flat=True))
    if RequestState.DECLINED in before:
        raise HasDeclined
    if len(before) >= MOST_TIMES:
        raise AskedOften
    now = timezone.now()
    if (
        mine.filter(state=RequestState.PENDING, expires_at__gt=now).count()
        >= matchmaking.most_pending
    ):
        raise TooManyWait(matchmaking.most_pending)
    today = mine.filter(made_at__gt=now - timedelta(days=1)).count()
    if today >= IN_A_DAY * matchmaking.most_pending:
        raise TooManyToday
    for each in (asker, asked):
        demand_fewer_meetings(matchmaking, each)


def demand_fewer_meetings(matchmaking, participant):
    limit = limit_of(matchmaking, participant)
    if limit is None:
        return
    own = Meeting.objects.living().filter(Q(a=participant) | Q(b=participant))
    if own.count() >= limit:
        raise HasEnough(participant)


def _free_slot(matchmaking, asker, asked, slot):
    """The time she would like, where people take times themselves; else it says nothing."""
    if matchmaking.mode != Mode.DIRECT:
        return None
    if slot not in free_slots(asker, asked):
        raise NotAvailable(asked)
    return slot


@transaction.atomic
def turn_away(participant, other):
    """She is not shown this one any more, and nobody learns of it."""
    if participant.pk == other.pk:
        raise AskedHerself
    if participant.matchmaking_id != other.matchmaking_id:
        raise NotTheSameEvent
    NotForMe.objects.get_or_create(participant=participant, other=other)


@transaction.atomic
def show_again(participant, other):
    NotForMe.objects.filter(participant=participant, other=other).delete()
