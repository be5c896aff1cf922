"""Addresses that others see carry a word that opens one thing; older ones keep working."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.links import (
    CALENDAR,
    MAIL,
    registration_for,
    registration_of,
    stop_address,
    token_for,
    token_of,
)
from clusterhub.events.operations.personal_feed import make_feed_address
from clusterhub.events.tests.makers import make_admission, make_registration

pytestmark = pytest.mark.django_db


def mail_door(token):
    return reverse("events:own-mail", args=[token])


def test_each_purpose_has_a_word_of_its_own():
    own = make_registration(make_admission().event)
    tokens = [token_of(own), token_for(own, MAIL), token_for(own, CALENDAR)]

    assert len(set(tokens)) == 3
    assert registration_for(tokens[1], MAIL) == own
    for token, purpose in ((tokens[1], CALENDAR), (tokens[2], MAIL), (tokens[0], MAIL)):
        assert registration_for(token, purpose) is None
    assert [registration_of(token) for token in tokens] == [own, None, None]


def test_the_link_that_stops_letters_opens_nothing_else(client):
    own = make_registration(make_admission().event)
    token = token_for(own, MAIL)
    page = client.get(mail_door(token)).content.decode()

    client.post(mail_door(token), {"List-Unsubscribe": "One-Click"})

    own.refresh_from_db()
    assert not own.wants_mail
    assert token_of(own) not in page
    assert mail_door(token) in stop_address(own)
    for name in ("own-registration", "own-ticket", "own-data-json", "own-feedback"):
        assert client.get(reverse(f"events:{name}", args=[token])).status_code == 404


def test_links_of_older_letters_keep_working(client):
    own = make_registration(make_admission().event)

    page = client.get(mail_door(token_of(own))).content.decode()
    client.post(mail_door(token_of(own)), {"answer": "no"})

    own.refresh_from_db()
    assert not own.wants_mail
    assert reverse("events:own-registration", args=[token_of(own)]) in page


def test_a_word_that_was_ended_ends_those_of_all_purposes():
    own = make_registration(make_admission().event)
    token = token_for(own, MAIL)
    own.link_version += 1
    own.save(update_fields=["link_version"])

    assert registration_for(token, MAIL) is None


def test_the_calendar_that_a_program_reads_opens_no_registration(client):
    person = make_user()
    own = make_registration(make_admission().event, attendee=person, email=person.email)
    client.force_login(person)
    make_feed_address(person)
    page = client.get(reverse("events:my-events")).content.decode()
    address = page.split("/my/agenda.ics?key=")[1].split('"')[0].split("<")[0]

    client.logout()
    calendar = client.get(f"/my/agenda.ics?key={address}").content.decode()

    assert str(own.uid) in calendar
    assert token_of(own).partition("-")[2] not in calendar.replace("\r\n ", "")
    assert own.event.get_absolute_url() in calendar.replace("\r\n ", "")
