"""Half a year later everybody who met somebody is asked once what has come of it.

Where people are forgotten before that, they are asked two weeks before; where they are kept for
less than a month and a half, they are not asked, because nothing can have come of it yet.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from clusterhub.events.models import EventStatus
from clusterhub.events.operations.forgetting import kept_until
from clusterhub.letters.operations import post_many
from clusterhub.matchmaking.emails.day import letter_later, write_letters_later
from clusterhub.matchmaking.models import (
    Matchmaking,
    MeetingOutcome,
    MeetingReport,
    MeetingSeat,
    Participant,
)

HALF_A_YEAR = timedelta(days=182)
TO_ANSWER = timedelta(days=14)
TOO_EARLY = timedelta(days=30)
AT_ONCE = 200


def asked_later_at(event):
    """The moment at which people are asked; None where they are forgotten too soon for it."""
    moment = min(event.ends_at + HALF_A_YEAR, kept_until(event) - TO_ANSWER)
    return moment if moment >= event.ends_at + TOO_EARLY else None


def is_half_a_year_later(event):
    """Whether people are kept long enough for a true half year."""
    return asked_later_at(event) == event.ends_at + HALF_A_YEAR


def ask_later(now=None):
    """Everybody of every event whose moment has come; how many letters these are."""
    now, count = now or timezone.now(), 0
    rows = Matchmaking.objects.filter(
        asked_later_at=None,
        event__ends_at__lte=now - TOO_EARLY,
        event__people_forgotten_at=None,
        event__status=EventStatus.PUBLISHED,
    )
    for matchmaking in rows.select_related("event").order_by("event__ends_at"):
        moment = asked_later_at(matchmaking.event)
        if moment is None or moment > now:
            continue
        while some := _ask_some(matchmaking.pk, now):
            count += some
    return count


@transaction.atomic
def _ask_some(pk, now):
    """Two workers take turns; killed, the next run goes on. None is asked twice."""
    matchmaking = Matchmaking.objects.select_for_update(no_key=True).get(pk=pk)
    if matchmaking.asked_later_at is not None:
        return 0
    seats = seats_to_ask(pk, now)
    people = seats.order_by("participant").values("participant").distinct()[:AT_ONCE]
    asked = {row["participant"] for row in people}
    if not asked:
        matchmaking.asked_later_at = now
        matchmaking.save(update_fields=["asked_later_at"])
        return 0
    own = set(seats.filter(participant__in=asked).values_list("meeting", "participant"))
    reports = [MeetingReport(meeting_id=met, participant_id=who) for met, who in own]
    MeetingReport.objects.bulk_create(reports, ignore_conflicts=True)
    hers = MeetingReport.objects.filter(participant__in=asked)
    found = hers.values_list("meeting", "participant", "pk")
    pks = [key for met, who, key in found if (met, who) in own]
    MeetingReport.objects.filter(pk__in=pks).update(asked_later_at=now)
    rows = Participant.objects.filter(pk__in=asked).select_related("registration")
    post_many(write_letters_later, [letter_later(each, each.registration) for each in rows])
    return len(asked)


def seats_to_ask(pk, now):
    """Who sat in which meeting that was held, wants letters, and was not asked of it yet. Who said
    herself that nothing came of it is not asked again."""
    of_meeting = MeetingReport.objects.filter(meeting=OuterRef("meeting"))
    off = of_meeting.filter(Q(outcome=MeetingOutcome.NOT_HELD) | Q(other_missing_at__isnull=False))
    hers = of_meeting.filter(participant=OuterRef("participant"))
    done = hers.filter(Q(outcome=MeetingOutcome.NOTHING) | Q(asked_later_at__isnull=False))
    return MeetingSeat.objects.filter(
        ~Exists(off),
        ~Exists(done),
        meeting__matchmaking=pk,
        meeting__cancelled_at=None,
        slot__ends_at__lte=now,
        participant__registration__wants_mail=True,
    )


def to_answer(participant):
    """Her reports on the meetings that she was asked about, in the order of the day."""
    rows = MeetingReport.objects.filter(participant=participant, asked_later_at__isnull=False)
    names = [f"meeting__{side}__registration__organisation" for side in ("a", "b")]
    return rows.select_related("meeting__slot", *names).order_by("meeting__slot__starts_at", "pk")


@transaction.atomic
def answer_later(participant, answers):
    """`answers` has the outcome for each meeting's key; of others, and of what nobody asked her,
    nothing is noted. How many were noted."""
    rows = MeetingReport.objects.select_for_update(no_key=True, of=("self",)).filter(
        participant=participant, asked_later_at__isnull=False, meeting__in=answers
    )
    for report in rows:
        report.later_outcome = answers[report.meeting_id]
        report.save(update_fields=["later_outcome"])
    return len(rows)
