"""A conference of two days as EU Industry Days is one: its programme published, with all that pages say."""

from datetime import timedelta

from django.utils import timezone

SLUG = "conference"
SESSIONS, ROOMS, A_DAY = 36, 6, 18
TRACKS = (("Skills", "blue"), ("Green transition", "green"), ("Funding", "ochre"))


def make_conference():
    """36 sessions in six rooms with 72 appearances, eight speakers of the whole, three topics."""
    from clusterhub.events.models import Event
    from clusterhub.events.operations import publish_programme, set_admission
    from clusterhub.vocabularies.models import Topic

    opens_at = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0)
    opens_at += timedelta(days=90)
    event = Event.objects.create(
        slug=SLUG, title="Industry days in full", format="hybrid", status="published",
        lead="Two days on what clusters do next.", published_at=timezone.now(), month="2030-01",
        description="Plenaries, parallel sessions and exhibitors.\n\nSome are led by clusters.",
        venue_name="Congress centre", city="Linz", country_id="QA",
        starts_at=opens_at, ends_at=opens_at + timedelta(days=1, hours=9),
    )  # fmt: skip
    event.topics.set(Topic.objects.order_by("pk")[:3])
    _sessions(event, opens_at)
    _people(event)
    publish_programme(event, by=None)
    set_admission(event, places={"on_site": 1200, "online": None}, by=None, hold_minutes=60)


def _sessions(event, opens_at):
    from clusterhub.events.models import Room, Session, Track

    rooms = Room.objects.bulk_create(
        Room(event=event, name=f"Room {number}", capacity=200, position=number)
        for number in range(ROOMS)
    )
    tracks = Track.objects.bulk_create(
        Track(event=event, name=name, colour=colour, position=position)
        for position, (name, colour) in enumerate(TRACKS)
    )
    starts = [
        opens_at + timedelta(days=number // A_DAY, hours=2 * (number % A_DAY // ROOMS))
        for number in range(SESSIONS)
    ]
    Session.objects.bulk_create(
        Session(
            event=event, number=number + 1, title=f"Session {number}: what clusters do next",
            description="What three of them have tried, what came of it, and what it cost.",
            starts_at=begin, ends_at=begin + timedelta(minutes=90), format="panel",
            room=rooms[number % ROOMS], track=tracks[number % len(tracks)], language="en",
        )
        for number, begin in enumerate(starts)
    )  # fmt: skip


def _people(event):
    from clusterhub.directory.models import Organisation, Person
    from clusterhub.events.models import Speaker

    people = list(Person.objects.order_by("pk")[:40])
    bodies = list(Organisation.objects.order_by("pk")[:20])

    def one(number, session=None):
        return Speaker(
            event=event, session=session, person=people[number % len(people)], position=number,
            organisation=bodies[number % len(bodies)], role="Cluster manager",
        )  # fmt: skip

    Speaker.objects.bulk_create(one(number) for number in range(8))
    Speaker.objects.bulk_create(
        one(2 * place + n, session)
        for place, session in enumerate(event.sessions.all())
        for n in range(2)
    )
