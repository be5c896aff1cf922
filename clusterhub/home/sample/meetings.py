"""Three days on which invented people meet one to one: yesterday's meetings are over, today's and
tomorrow's are to come, whenever the demonstration is started."""

from datetime import datetime, time, timedelta
from itertools import product

from django.db.models import F
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import zone_info
from clusterhub.directory.models import Organisation
from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.models import AttendanceMode, Event, EventFormat, EventKind, Way
from clusterhub.events.operations import (
    create_event,
    publish_event,
    register,
    set_admission,
    update_event,
)
from clusterhub.home.sample.files import rows
from clusterhub.home.sample.ways import ANNA
from clusterhub.letters.operations import forget_letters_in
from clusterhub.matchmaking.models import (
    Matchmaking,
    Meeting,
    MeetingOutcome,
    MeetingReport,
    MeetingRequest,
    MeetingSlot,
    ParticipantRole,
    RequestState,
)
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.joining import save_profile
from clusterhub.matchmaking.operations.placing import place
from clusterhub.vocabularies.models import Country, Technology

TITLE, ZONE = "Matchmaking days: parts that come back (sample)", "Europe/Brussels"
DAYS, BEGIN, SLOTS, MINUTES, TABLES = 3, time(9), 9, 20, 8
AHEAD = timedelta(days=30)  # Nobody is placed in the past; so slots are made there and moved here.
TURN = 13  # So many slots on for each meeting: days and people fill alike.
NEXT_BUT = (1, 6)  # Each asks who stands so many lines further down.
STATES = (*[RequestState.ACCEPTED] * 7, RequestState.PENDING, RequestState.DECLINED)
HALLS = {1: "by the entrance", 2: "by the entrance", 8: "by the window"}
INTRO = "Forty invented people, two tables too few, and coffee in between."
WANTED_BY_ANNA = ("DK", "FI", "PL")
TO_ANNA = {
    9: "Your test hall is two hours from us. May we bring three beams?",
    14: "We would buy what your forty makers cut off.",
}
SAID = (
    *(MeetingOutcome.FOLLOW_UP, MeetingOutcome.FOLLOW_UP, MeetingOutcome.AGREEMENT),
    *(MeetingOutcome.NOTHING, MeetingOutcome.FOLLOW_UP, ""),
)


def load_meetings(by):
    first = timezone.now().astimezone(zone_info(ZONE)).date() - timedelta(days=1)
    event = Event.objects.filter(title=TITLE).first()
    if event is None:
        event = _make(first, by)
        people = _people(event, by)
        _sit(_ask(people))
        _ask_anna(people)
        _come_without_a_profile(event, by)
        _move_slots(event, -AHEAD)
        _say(event)
    elif shift := first - event.starts_there.date():
        hours = {name: getattr(event, name) + shift for name in ("starts_at", "ends_at")}
        update_event(event, by=by, **hours)
        _move_slots(event, shift)
    else:
        return
    # Forty letters a day would bury those that a visitor makes herself.
    forget_letters_in(folder_of(event.pk))


def _at(day, hour):
    return local_to_instant(datetime.combine(day, hour), ZONE)[0]


def _make(day, by):
    event = create_event(
        by=by, kind=EventKind.MATCHMAKING, title=TITLE,
        lead="Made-up meetings for trying schedules, rooms and outcomes.",
        format=EventFormat.HYBRID, time_zone=ZONE, venue_name="Market hall", city="Ghent",
        country=Country.objects.filter(code="BE").first(), starts_at=_at(day, time(8, 30)),
        ends_at=_at(day + timedelta(days=DAYS - 1), time(17)),
    )  # fmt: skip
    event = publish_event(event, by=by)
    places = {AttendanceMode.ON_SITE: 60, AttendanceMode.ONLINE: None}
    set_admission(event, places=places, by=by)
    matchmaking = Matchmaking.objects.create(
        event=event, intro=INTRO, link_pattern="https://rooms.example/{code}"
    )
    for number, name in HALLS.items():
        matchmaking.table_names.create(number=number, name=name)
    length = timedelta(minutes=MINUTES)
    for number, place_in_day in product(range(DAYS), range(SLOTS)):
        starts_at = _at(day + AHEAD + timedelta(days=number), BEGIN) + place_in_day * length
        MeetingSlot.objects.create(
            matchmaking=matchmaking, starts_at=starts_at, ends_at=starts_at + length, tables=TABLES
        )
    return event


def _people(event, by):
    anna = User.objects.filter(email=ANNA).first()
    listed = Organisation.objects.filter(name__endswith="(sample)").exclude(published_at=None)
    bodies = list(listed.order_by("slug")[:12])
    countries = {each.code: each for each in Country.objects.all()}
    technologies = list(Technology.objects.order_by("slug"))
    matchmaking, found = event.matchmaking, []
    for number, row in enumerate(rows("meetings.txt", 7)):
        name, firm, country, mode, role, offers, seeks = row
        body = bodies[number % len(bodies)] if bodies and number % 3 == 0 else None
        is_anna = number == 0 and anna is not None
        registration = register(
            event, name=str(anna) if is_anna else name, mode=mode, by=by, way=Way.DESK,
            email=anna.email if is_anna else f"meets.{number}@demo.clusterhub.example",
            attendee=anna if is_anna else None, organisation=body,
            organisation_name="" if body else f"{firm} (sample)",
            country=countries.get(country),
        )  # fmt: skip
        participant = save_profile(
            registration, matchmaking=matchmaking, offers=offers, seeks=seeks, languages=["en"],
            role=ParticipantRole(role), **_lists(number, is_anna, technologies),
        )  # fmt: skip
        participant.matchmaking, participant.registration = matchmaking, registration
        found.append(participant)
    return found


def _lists(number, is_anna, technologies):
    """Some know a technology; Anna says more than others, so that her suggestions have more reasons."""
    if is_anna:
        wanted = Country.objects.filter(code__in=WANTED_BY_ANNA)
        return {"sought_technologies": technologies[1:2], "wanted_countries": wanted}
    known = technologies[number % 5 :: 5][:1] if number % 3 == 0 else []
    return {"offered_technologies": known}


def _ask_anna(people):
    """What waits for her answer when she comes."""
    for number, note in TO_ANNA.items():
        ask(people[number], people[0], note=note)


def _come_without_a_profile(event, by):
    """Nora has a place and no profile yet; the organisers can invite her to take part."""
    register(
        event, name="Nora Nova", email="nora.nova@demo.clusterhub.example", by=by, way=Way.DESK,
        mode=AttendanceMode.ON_SITE, organisation_name="Nova Mills (sample)",
        country=Country.objects.filter(code="LV").first(),
    )  # fmt: skip


def _ask(people):
    """Requests in every state; of the accepted ones a meeting each."""
    now, meetings = timezone.now(), []
    pairs = [(n, (n + step) % len(people)) for step in NEXT_BUT for n in range(len(people))]
    for number, (asker, asked) in enumerate(pairs):
        state = STATES[number % len(STATES)]
        two = (people[asker], people[asked])
        request = MeetingRequest.objects.create(
            matchmaking=two[0].matchmaking, asker=two[0], asked=two[1], state=state, made_at=now,
            pair=":".join(str(pk) for pk in sorted(each.pk for each in two)),
            note=f"You look for: {two[1].seeks[:120]}. Shall we talk?"[:300],
            expires_at=now + timedelta(days=3),
            answered_at=None if state == RequestState.PENDING else now,
        )  # fmt: skip
        if state == RequestState.ACCEPTED:
            facts = {"matchmaking": request.matchmaking, "request": request}
            meetings.append(Meeting.objects.create(a=two[0], b=two[1], **facts))
    return meetings


def _sit(meetings):
    """The first slot in which both are free and a table is left, turning on so that days fill alike."""
    slots = list(meetings[0].matchmaking.slots.order_by("starts_at"))
    taken, tables = set(), {slot.pk: 0 for slot in slots}
    for number, meeting in enumerate(meetings):
        turned = [slots[(number * TURN + step) % len(slots)] for step in range(len(slots))]
        for slot in turned:
            seats = {(meeting.a_id, slot.pk), (meeting.b_id, slot.pk)}
            if not seats & taken and tables[slot.pk] < TABLES:
                place(meeting, slot, by=None)
                taken |= seats
                tables[slot.pk] += 1
                break


def _move_slots(event, shift):
    slots = MeetingSlot.objects.filter(matchmaking=event.pk)
    # One by one, for no two may begin at the same time, not even for a moment.
    for slot in slots.order_by("starts_at" if shift < timedelta(0) else "-starts_at"):
        hours = {name: F(name) + shift for name in ("starts_at", "ends_at")}
        slots.filter(pk=slot.pk).update(**hours)


def _say(event):
    """What people said of yesterday's meetings."""
    over = Meeting.objects.placed().filter(matchmaking=event.pk, slot__ends_at__lt=timezone.now())
    seats = [(each, who) for each in over.order_by("pk") for who in (each.a_id, each.b_id)]
    MeetingReport.objects.bulk_create(
        MeetingReport(
            meeting=meeting, participant_id=who, outcome=said, noted_at=meeting.agreed_at,
            shares_contact=number % 3 == 0,
        )
        for number, (meeting, who) in enumerate(seats)
        if (said := SAID[number % len(SAID)])
    )  # fmt: skip
