"""Rows by the thousand, made quickly and the same at every run."""

from datetime import UTC, datetime, timedelta

from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import Event, EventSeries, Session, Speaker
from clusterhub.funding.models import Call, Deadline
from clusterhub.summaries.models import EventSummary, Mention
from clusterhub.vocabularies.models import Country, Topic

NOW = datetime.now(UTC).replace(microsecond=0)


def make_lists():
    Country.objects.bulk_create(
        Country(
            code=f"Q{letter}",
            code_3=f"QQ{letter}",
            eurostat_code=f"Q{letter}",
            name=f"Land {letter}",
        )
        for letter in "ABCDEFGHIJ"
    )
    Topic.objects.bulk_create(Topic(slug=f"topic-{n}", name=f"Topic {n}") for n in range(20))


def make_events(count, record):
    """`count` events, half past and half coming, each with 3 sessions, 5 speakers and 2 topics."""
    first = Event.objects.count()
    series, _ = EventSeries.objects.get_or_create(slug="bench", defaults={"name": "Bench talks"})
    people = _people(max(50, count // 4))
    organisations = _organisations(max(20, count // 10))
    events = Event.objects.bulk_create(
        Event(
            slug=f"talk-{first + n}",
            title=f"Talk {first + n}: clusters and the subject of the day",
            lead="What was planned, who comes, and what it means for members.",
            series=series,
            format="online",
            status="published",
            published_at=NOW,
            starts_at=NOW + timedelta(days=n - count // 2, hours=1),
            ends_at=NOW + timedelta(days=n - count // 2, hours=3),
            month=f"{NOW + timedelta(days=n - count // 2, hours=1):%Y-%m}",
            country_id=f"Q{'ABCDEFGHIJ'[n % 10]}",
        )
        for n in range(count)
    )
    _programmes(events, people, organisations)
    _topics(events)
    _summaries(events[: count // 2], people, organisations, record)


def make_calls(count):
    calls = Call.objects.bulk_create(
        Call(slug=f"call-{n}", title=f"Call {n} for cluster partnerships", published_at=NOW)
        for n in range(count)
    )
    Deadline.objects.bulk_create(
        Deadline(call=call, closes_at=NOW + timedelta(days=n - count // 2))
        for n, call in enumerate(calls)
    )


def _people(count):
    first = Person.objects.count()
    return Person.objects.bulk_create(
        Person(name=f"Person {first + n}", slug=f"person-{first + n}", published_at=NOW)
        for n in range(count)
    )


def _organisations(count):
    first = Organisation.objects.count()
    return Organisation.objects.bulk_create(
        Organisation(
            name=f"Cluster {first + n}",
            slug=f"cluster-{first + n}",
            kind="cluster_organisation",
            state="published",
            published_at=NOW,
        )
        for n in range(count)
    )


def _programmes(events, people, organisations):
    sessions = Session.objects.bulk_create(
        Session(event=event, number=number, title=f"Part {number}")
        for event in events
        for number in (1, 2, 3)
    )
    Speaker.objects.bulk_create(
        Speaker(
            event=session.event,
            session=session,
            person=people[(index * 5 + n) % len(people)],
            organisation=organisations[(index + n) % len(organisations)],
            role="Cluster manager",
            position=n,
        )
        for index, session in enumerate(sessions)
        for n in range(2)
    )


def _topics(events):
    topics = list(Topic.objects.all())
    Event.topics.through.objects.bulk_create(
        Event.topics.through(event=event, topic=topics[(index + n) % len(topics)])
        for index, event in enumerate(events)
        for n in range(2)
    )


def _summaries(events, people, organisations, record):
    summaries = EventSummary.objects.bulk_create(
        EventSummary(
            event=event,
            slug=event.slug,
            title=event.title,
            record=record,
            published_record=record,
            published_at=NOW,
        )
        for event in events
    )
    Mention.objects.bulk_create(
        Mention(
            summary=summary,
            place=f"agenda.{n}",
            words=f"words {n}",
            person=people[(index + n) % len(people)] if n % 2 else None,
            organisation=None if n % 2 else organisations[(index + n) % len(organisations)],
        )
        for index, summary in enumerate(summaries)
        for n in range(10)
    )
