from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.models import Person
from clusterhub.directory.operations import create_person, withdraw
from clusterhub.directory.tests.makers import make_country
from clusterhub.events.models import EventStatus, Session, Speaker
from clusterhub.events.operations import (
    Appearance,
    EventChangedMeanwhile,
    EventEndsBeforeItStarts,
    EventIsOver,
    EventNotPublished,
    Part,
    PersonNamedTwice,
    add_speaker,
    cancel_event,
    create_event,
    make_series,
    postpone_event,
    publish_event,
    set_programme,
    update_event,
)
from clusterhub.events.tests.makers import at, make_event, make_past_event, make_speaker, make_topic

pytestmark = pytest.mark.django_db
HOURS = {"starts_at": at(2030, 6, 5), "ends_at": at(2030, 6, 5, 9, 45)}


def make_person(name="Ana Kovač"):
    return create_person(name=name, by=None)


def verbs(event):
    return list(Entry.objects.about(event).order_by("pk").values_list("verb", flat=True))


def test_a_new_event_is_a_draft_with_an_address_of_its_own_and_says_who_made_it():
    editor = make_user(roles=ROLES["event team"])

    first = create_event(by=editor, title="New", format="online", **HOURS)
    second = create_event(
        by=editor, title="New", format="online", links=[("Paper", "https://a.eu")], **HOURS
    )

    assert (first.status, first.sequence, first.published_at) == (EventStatus.DRAFT, 0, None)
    assert (first.slug, second.slug) == ("new-2", "new-3")  # /events/new/ is the form.
    assert [(link.label, link.url) for link in second.links.all()] == [("Paper", "https://a.eu")]
    assert Entry.objects.about(first).get().actor == editor


def test_words_are_stored_without_what_nobody_sees():
    event = create_event(
        by=None,
        title="Steel\r\n \u202eand\x00 wood\u200b",
        format="online",
        description="a\r\nb",
        **HOURS,
    )

    assert event.title == "Steel and wood"
    assert event.description == "a\nb"


def test_an_event_ends_after_it_starts():
    with pytest.raises(EventEndsBeforeItStarts):
        create_event(
            by=None, title="X", format="online", starts_at=at(2030, 1, 2), ends_at=at(2030, 1, 2)
        )


@pytest.mark.parametrize(
    ("changes", "rise"),
    [
        ({"title": "Other"}, 1),
        ({"starts_at": at(2030, 6, 5, 8, 0)}, 1),
        ({"venue_name": "Palais"}, 1),
        ({"format": "hybrid"}, 1),
        ({"time_zone": "Europe/Helsinki"}, 1),
        ({"online_url": "https://stream.example"}, 1),
        ({"title": "Other", "city": "Linz"}, 1),
        ({"lead": "Other words"}, 0),
        ({"recording_url": "https://video.example"}, 0),
        ({"links": [("A", "https://a.eu")]}, 0),
        ({"title": "Steel"}, 0),
    ],
)
def test_sequence_rises_when_calendars_would_show_the_difference(changes, rise):
    event = make_event(title="Steel", **HOURS)

    changed = update_event(event, by=None, **changes)

    assert changed.sequence == event.sequence + rise


def test_a_country_rises_too_and_topics_do_not():
    event = make_event()

    moved = update_event(event, by=None, country=make_country())
    about = update_event(moved, by=None, topics=[make_topic()])

    assert (moved.sequence, about.sequence) == (event.sequence + 1, event.sequence + 1)
    assert about.updated_at > moved.updated_at


def test_a_save_without_a_change_leaves_no_trace():
    event = make_event(title="Steel")
    before = verbs(event)

    same = update_event(event, by=None, title="Steel", links=[], topics=[])

    assert same.updated_at == event.updated_at
    assert verbs(event) == before


def test_a_save_over_somebody_elses_is_refused_and_shows_theirs():
    event = make_event()
    update_event(event, by=None, version=event.version, title="Theirs")

    with pytest.raises(EventChangedMeanwhile) as refusal:
        update_event(event, by=None, version=event.version, title="Mine")

    assert refusal.value.event.title == "Theirs"
    event.refresh_from_db()
    assert event.title == "Theirs"


def test_only_columns_of_an_event_can_be_set():
    with pytest.raises(TypeError):
        update_event(make_event(), by=None, status="published")


def test_publishing_happens_once_and_lists_who_speaks():
    event = make_event(status=EventStatus.DRAFT)
    person = make_person()
    add_speaker(event, person=person, by=None)

    published = publish_event(event, by=None)
    again = publish_event(event, by=None)

    assert again.published_at == published.published_at
    assert again.sequence == published.sequence == event.sequence + 1
    assert verbs(event).count("published") == 1
    assert Person.objects.get(pk=person.pk).published_at is not None


def test_somebody_who_was_withdrawn_stays_so_when_an_event_is_held_after_all():
    event = make_event()
    person = make_speaker(event).person
    withdraw(person, by=None)
    cancel_event(event, by=None)

    publish_event(event, by=None)

    assert Person.objects.get(pk=person.pk).published_at is None


@pytest.mark.parametrize(
    ("operation", "status"),
    [(postpone_event, EventStatus.POSTPONED), (cancel_event, EventStatus.CANCELLED)],
)
def test_calling_off_says_why_rises_once_and_can_be_taken_back(operation, status):
    event = make_event()

    called_off = operation(event, by=None, note="A flood.")
    again = operation(event, by=None, note="Another click.")
    held = publish_event(event, by=None)

    assert (called_off.status, called_off.status_note) == (status, "A flood.")
    assert (again.sequence, again.status_note) == (event.sequence + 1, "A flood.")
    assert (held.status, held.status_note, held.sequence) == ("published", "", event.sequence + 2)


@pytest.mark.parametrize("operation", [postpone_event, cancel_event])
def test_neither_a_draft_nor_what_is_over_is_called_off(operation):
    with pytest.raises(EventNotPublished):
        operation(make_event(status=EventStatus.DRAFT), by=None)
    with pytest.raises(EventIsOver):
        operation(make_past_event(), by=None)


def test_a_programme_becomes_exactly_what_is_given_and_parts_keep_their_rows():
    event, ana, ben = make_event(), make_person("Ana"), make_person("Ben")
    news, panel = Part("News", people=[Appearance(ana)]), Part("Panel", people=[Appearance(ben)])
    set_programme(
        event, by=None, sessions=[news, panel], people=[Appearance(ana, "moderator", "Head")]
    )
    first, second = event.sessions.all()
    speaker = second.speakers.get()

    # The two parts change places, Ben gets a role, the moderator goes.
    panel = Part("The panel", session=second, people=[Appearance(ben, role="Director")])
    set_programme(event, by=None, sessions=[panel, Part("News", session=first)])

    assert [(row.pk, row.number, row.title) for row in event.sessions.all()] == [
        (second.pk, 1, "The panel"),
        (first.pk, 2, "News"),
    ]
    assert [(row.pk, row.role) for row in event.speakers.all()] == [(speaker.pk, "Director")]


def test_nobody_has_the_same_part_twice_and_then_nothing_changes():
    event, ana = make_event(), make_person()
    set_programme(event, by=None, sessions=[Part("Before")])

    with pytest.raises(PersonNamedTwice), transaction.atomic():
        set_programme(
            event, by=None, sessions=[Part("After", people=[Appearance(ana), Appearance(ana)])]
        )

    assert [row.title for row in event.sessions.all()] == ["Before"]


@pytest.mark.parametrize("is_in_session", [True, False])
def test_the_database_too_holds_one_part_per_person(is_in_session):
    event, ana = make_event(), make_person()
    session = Session.objects.create(event=event, number=1, title="A") if is_in_session else None
    Speaker.objects.create(event=event, session=session, person=ana)

    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker.objects.create(event=event, session=session, person=ana)


def test_adding_a_speaker_again_only_changes_the_words():
    event, ana = make_event(), make_person()

    first = add_speaker(event, person=ana, by=None, role="Head")
    second = add_speaker(event, person=ana, by=None, role="Director")

    assert (second.pk, second.role) == (first.pk, "Director")
    assert event.speakers.count() == 1


def test_series_get_addresses_of_their_own():
    slugs = [make_series(by=None, name="Talks").slug for _ in range(2)]

    assert slugs == ["talks", "talks-2"]


def test_who_speaks_at_a_draft_is_only_seen_by_the_event_team():
    event = make_event(status=EventStatus.DRAFT)
    speaker = make_speaker(event)
    seen_later = make_speaker(make_event(starts_at=at(2040, 1, 1)), None).person

    mine = Speaker.objects.visible_to(make_user(roles=ROLES["event team"])).with_events()
    theirs = Speaker.objects.visible_to(make_user()).with_events()

    assert [row.person for row in theirs] == [seen_later]
    assert [row.person for row in mine] == [seen_later, speaker.person]


def test_soon_is_within_a_week_and_now_while_it_lasts():
    now = timezone.now()
    events = [make_event(starts_at=now + delta) for delta in (timedelta(days=6), timedelta(days=8))]
    on = make_event(starts_at=now - timedelta(minutes=5))

    assert [event.is_soon for event in events] == [True, False]
    assert (on.is_on_now, on.is_soon, on.is_over) == (True, False, False)
