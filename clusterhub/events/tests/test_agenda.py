"""One's own agenda: the page, the feed, the entry in a letter; clashes and addresses that end."""

from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.agenda import agenda_of
from clusterhub.events.models import EventFormat, Registration, Session
from clusterhub.events.operations import cancel_registration, switch_mode
from clusterhub.events.operations.event import update_event
from clusterhub.events.operations.personal_feed import make_feed_address
from clusterhub.events.operations.status import cancel_event
from clusterhub.events.personal_calendar import personal_entry, sequence_of
from clusterhub.events.tests.makers import at, make_admission, make_event, make_registration

pytestmark = pytest.mark.django_db


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def comes_to(person, *, starts_at=None, minutes=60, mode="online", **changes):
    starts_at = starts_at or timezone.now() + timedelta(days=9)
    ends_at = starts_at + timedelta(minutes=minutes)
    event = make_event(starts_at=starts_at, ends_at=ends_at, **changes)
    make_admission(event, places={"on_site": None, "online": None})
    return make_registration(event, attendee=person, email=person.email, mode=mode)


def feed_address(client, person):
    sign_in(client, person)
    client.post("/my/agenda/address/")
    return client.get("/my/events/").context["feed_url"].partition("/my/")[2]


def read(content):
    """The entries by their UID, as another program reads them."""
    calendar = icalendar.Calendar.from_ical(content)
    return {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}


def test_two_sessions_at_once_are_marked():
    anna, start = make_user(), at(2031, 5, 6, 8, 0)
    first = comes_to(anna, starts_at=start, minutes=300)
    comes_to(anna, starts_at=start + timedelta(hours=5))  # Back to back is no clash.
    third = comes_to(anna, starts_at=start + timedelta(hours=4), minutes=30)
    for number, begins in ((1, 0), (2, 0), (3, 1)):
        hours = {"starts_at": start + timedelta(hours=begins)}
        hours["ends_at"] = hours["starts_at"] + timedelta(hours=1)
        session = Session.objects.create(
            event=first.event, number=number, title=f"Part {number}", **hours
        )
        first.session_places.create(session=session, placed_at=timezone.now())

    coming, past = agenda_of(anna)

    clashes = {entry.title: sorted(other.title for other in entry.clashes) for entry in coming}
    assert clashes["Part 1"] == ["Part 2"]
    assert clashes["Part 3"] == []
    assert clashes[third.event.title] == [first.event.title]
    assert past == []


def test_hours_clash_by_instants_whatever_the_clocks_say():
    anna = make_user()
    comes_to(anna, starts_at=at(2031, 10, 26, 0, 30), time_zone="Europe/Brussels")  # 2:30, first
    comes_to(anna, starts_at=at(2031, 10, 26, 1, 30), time_zone="Europe/Brussels")  # 2:30 again

    coming, _past = agenda_of(anna)

    assert [entry.clashes for entry in coming] == [[], []]


def test_everybody_sees_her_own_events_only(client):
    anna, bo = make_user(), make_user()
    own, other = comes_to(anna), comes_to(bo)
    sign_in(client, anna)

    page = client.get("/my/events/").content.decode()

    assert (own.event.title in page, other.event.title in page) == (True, False)
    assert Client().get("/my/events/").status_code == 302


def test_the_page_needs_as_many_statements_for_ten_times_the_events(
    client, django_assert_max_num_queries
):
    costs = []
    for number in (1, 10):
        person = make_user()
        for hour in range(number):
            comes_to(person, starts_at=timezone.now() + timedelta(days=3, hours=2 * hour))
        sign_in(client, person)
        with django_assert_max_num_queries(9) as asked:
            client.get("/my/events/")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_an_agenda_feed_answers_304_until_something_changes(client, django_assert_num_queries):
    anna = make_user()
    registration = comes_to(anna)
    address = f"/my/{feed_address(client, anna)}"
    visitor = Client()
    first = visitor.get(address)
    known = {"If-None-Match": first["ETag"]}

    with django_assert_num_queries(6):
        same = visitor.get(address, headers=known)
    starts_at = registration.event.starts_at + timedelta(hours=1)
    ends_at = registration.event.ends_at + timedelta(hours=1)
    update_event(registration.event, by=None, starts_at=starts_at, ends_at=ends_at)
    moved = visitor.get(address, headers=known)
    cancel_registration(registration, by=None)
    gone = visitor.get(address, headers={"If-None-Match": moved["ETag"]})

    before, after = (read(each.content)[str(registration.uid)] for each in (first, moved))
    assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(hours=1)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (gone.status_code, read(gone.content)) == (200, {})


def test_a_new_address_ends_the_old_feed(client):
    anna = make_user()
    comes_to(anna)
    old = feed_address(client, anna)
    new = feed_address(client, anna)
    codes = [Client().get(f"/my/{each}").status_code for each in (old, new)]
    client.post("/my/agenda/address/", {"end": ""})
    ended = Client().get(f"/my/{new}").status_code
    made_again = feed_address(client, anna)

    assert codes == [404, 200]
    assert ended == 404
    assert made_again not in (old, new)


@pytest.mark.parametrize("key", ["", "-", "1-", "é-é", "1-abc", "zzzzzzzzzzzzzzzz-a", "\x00"])
def test_a_made_up_key_opens_nothing(client, key):
    make_feed_address(make_user())

    assert client.get("/my/agenda.ics", {"key": key}).status_code == 404


def test_the_feed_of_a_closed_account_is_gone(client):
    anna = make_user()
    address = feed_address(client, anna)
    anna.is_active = False
    anna.save()

    assert Client().get(f"/my/{address}").status_code == 404


def test_an_own_entry_keeps_its_uid_and_its_number_rises():
    anna = make_user()
    registration = comes_to(anna, mode="on_site", format=EventFormat.HYBRID, venue_name="Hall 3")
    seen = [personal_entry(registration)]
    numbers = [sequence_of(registration)]

    for change in (
        lambda own: switch_mode(own, mode="online"),
        lambda own: update_event(own.event, by=None, title="Steel, later"),
        lambda own: cancel_registration(own, by=None),
    ):
        change(registration)
        registration = Registration.objects.select_related("event").get(pk=registration.pk)
        seen.append(personal_entry(registration))
        numbers.append(sequence_of(registration))

    entries = [next(iter(read(content).items())) for _method, content in seen]
    assert [method for method, _content in seen] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert {uid for uid, _entry in entries} == {str(registration.uid)}
    assert numbers == sorted(set(numbers))
    assert [int(entry["SEQUENCE"]) for _uid, entry in entries] == numbers
    assert entries[0][1]["LOCATION"] == "Hall 3"
    assert entries[1][1]["LOCATION"].startswith("http")
    assert "/r/" in entries[1][1]["LOCATION"]
    assert entries[3][1]["STATUS"] == "CANCELLED"


def test_an_own_entry_says_who_comes_and_never_the_address_of_the_room():
    event = make_event(online_url="https://room.example/secret")
    make_admission(event, places=None, mode="online")
    registration = make_registration(event, mode="online", name='Anna "A"\r\nATTENDEE:x, Lind')

    _method, content = personal_entry(registration)

    (entry,) = read(content).values()
    assert entry["ATTENDEE"] == f"mailto:{registration.email}"
    assert entry["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert entry["ATTENDEE"].params["RSVP"] == "FALSE"
    assert content.count("\nATTENDEE") == 1
    assert "room.example" not in content


def test_a_called_off_event_leaves_the_calendar():
    registration = comes_to(make_user())
    cancel_event(registration.event, by=None)
    registration = Registration.objects.select_related("event").get(pk=registration.pk)

    method, content = personal_entry(registration)

    assert method == "CANCEL"
    assert "STATUS:CANCELLED" in content


def test_what_is_long_over_leaves_the_feed(client):
    anna = make_user()
    registration = comes_to(anna)
    address = feed_address(client, anna)

    with time_machine.travel(registration.event.ends_at + timedelta(days=91)):
        later = read(Client().get(f"/my/{address}").content)

    assert later == {}


def test_who_waits_is_only_pencilled_in(client):
    anna = make_user()
    event = make_admission(places=0).event
    waiting = make_registration(event, attendee=anna, email=anna.email)

    entry = read(Client().get(f"/my/{feed_address(client, anna)}").content)[str(waiting.uid)]

    assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
