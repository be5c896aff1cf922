"""In which times meetings without one could be held, for many meetings at once."""

from clusterhub.matchmaking.availability import availability, seats_of
from clusterhub.matchmaking.floor import Taken, limit_of
from clusterhub.matchmaking.models import Meeting, Mode, Participant

PAIR = tuple(
    f"{side}__registration{more}" for side in ("a", "b") for more in ("__organisation", "")
)


def may_take_times(matchmaking):
    """Where the organiser makes the schedule: once there is one."""
    return matchmaking.mode == Mode.DIRECT or matchmaking.published_id is not None


def waiting_at(matchmaking_pk):
    """Meetings without a time, of two who both come."""
    present = Participant.objects.present().filter(matchmaking=matchmaking_pk).values("pk")
    rows = Meeting.objects.living().filter(matchmaking=matchmaking_pk, slot=None)
    return rows.filter(a__in=present, b__in=present).select_related(*PAIR).order_by("pk")


def times_of(matchmaking, meetings, slots):
    """{meeting's key: slots in which it could be held now, soonest first}, in a fixed number of
    statements; nothing for who has as many meetings as she wants."""
    meetings, slots = list(meetings), sorted(slots, key=lambda slot: slot.starts_at)
    people = {each.pk: each for meeting in meetings for each in (meeting.a, meeting.b)}
    if not people or not slots:
        return {}
    can, seats = availability(people.values(), slots), seats_of(people.values())
    taken = Taken(matchmaking.pk, [slot.pk for slot in slots])
    limits = {pk: limit_of(matchmaking, each) for pk, each in people.items()}
    full = {pk for pk, most in limits.items() if most is not None and len(seats[pk]) >= most}
    found = {}
    for meeting in meetings:
        a, b = meeting.a, meeting.b
        if full & {a.pk, b.pk}:
            continue
        common = (can[a.pk] - seats[a.pk]) & (can[b.pk] - seats[b.pk])
        fits = [slot for slot in slots if slot.pk in common and taken.place(a, b, slot)]
        if fits:
            found[meeting.pk] = fits
    return found
