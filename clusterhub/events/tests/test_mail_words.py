"""Letters in the organiser's words: filled in, looked at, sent to herself first."""

import pytest
from django.core import mail

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.models import EventFormat, MailWords
from clusterhub.events.operations import UnknownPlaceholder, set_mail_words
from clusterhub.events.placeholders import filled, unknown_in
from clusterhub.events.tests.makers import make_event, make_registration
from clusterhub.events.tests.visiting import ANNA, door, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db


def write(event, text, kind="confirmed", mode="any", subject=""):
    set_mail_words(event, kind=kind, mode=mode, subject=subject, text=text, by=None)
    event.refresh_from_db()


def hybrid_event():
    event = make_event(format=EventFormat.HYBRID, venue_name="Old Saw Mill", city="Graz")
    return open_event(event=event, places={"on_site": 5, "online": None})


def address(event, kind="confirmed", mode="any"):
    return f"{door(event, 'mails')}{kind}/{mode}/"


def test_her_words_stand_after_the_greeting_and_the_facts_stay(
    django_capture_on_commit_callbacks,
):
    event = hybrid_event()
    write(event, "Dear {name}, see you at {place}!", subject="Welcome to {event}")

    with django_capture_on_commit_callbacks(execute=True):
        make_registration(event, name="Anna Lind", mode="on_site")

    letter = mail.outbox[0]
    assert letter.subject == f"Welcome to {event.title}"
    assert "Dear Anna Lind, see you at Old Saw Mill, Graz!" in letter.body
    greeting, words, facts = (letter.body.index(each) for each in ("Hello", "Dear", "/r/"))
    assert greeting < words < facts


def test_each_mode_has_words_of_its_own_and_the_rest_those_for_everybody(
    django_capture_on_commit_callbacks,
):
    event = hybrid_event()
    write(event, "For all.")
    write(event, "Bring boots.", mode="on_site")

    with django_capture_on_commit_callbacks(execute=True):
        for mode in ("on_site", "online"):
            make_registration(event, mode=mode)

    bodies = [letter.body for letter in mail.outbox]
    assert ["Bring boots." in body for body in bodies] == [True, False]
    assert ["For all." in body for body in bodies] == [False, True]


def test_without_words_a_letter_asks_the_database_for_none(
    client, send, django_assert_max_num_queries
):
    event = open_event(places=3)
    with django_assert_max_num_queries(60) as plain:
        send(client, door(event), ANNA)

    assert not [one for one in plain.captured_queries if "events_mailwords" in one["sql"]]


@pytest.mark.parametrize("text", ["Dear {nmae}", "{ticket}", "{}", "{name} {PLACE}"])
def test_an_unknown_placeholder_is_refused(client, text):
    event = open_event()
    sign_in(client, "event team")

    answer = client.post(address(event), {"text": text})

    assert answer.status_code == 422
    assert "mean nothing here" in answer.content.decode()
    assert not MailWords.objects.exists()
    with pytest.raises(UnknownPlaceholder):
        write(event, text)


def test_a_preview_shows_both_modes(client):
    event = hybrid_event()
    write(event, "See you at {place}.")
    sign_in(client, "event team")

    page = client.get(address(event)).content.decode()
    only = client.get(address(event, mode="online")).content.decode()

    assert "See you at Old Saw Mill, Graz." in page
    assert "See you at Online." in page
    assert "Maria Example" in page
    assert "As it leaves: On site" not in only


@pytest.mark.parametrize(
    "kind", ["held", "confirmed", "waiting", "offered", "asked", "approved", "refused", "cancelled"]
)
def test_every_kind_of_letter_can_be_looked_at(client, kind):
    event = hybrid_event()
    write(event, "Words of hers.", kind=kind)
    sign_in(client, "event team")

    page = client.get(address(event, kind))

    assert page.status_code == 200
    assert page.content.decode().count("Words of hers.") == 3  # The form and both modes.


def test_a_test_letter_goes_only_to_the_organiser(client, send):
    event = hybrid_event()
    for _ in range(3):
        make_registration(event)
    user = sign_in(client, "event team")

    send(client, address(event), {"text": "See you at {place}.", "test": ""})

    assert [letter.to for letter in mail.outbox] == [[user.email], [user.email]]
    assert [letter.cc + letter.bcc for letter in mail.outbox] == [[], []]
    assert "See you at Old Saw Mill, Graz." in mail.outbox[0].body
    assert not event.registrations.filter(name="Maria Example").exists()


def test_emptied_words_are_gone_and_the_letter_is_the_usual_one(client):
    event = open_event()
    write(event, "Words.")
    sign_in(client, "event team")

    client.post(address(event), {"text": "", "subject": " "})

    event.admission.refresh_from_db()
    assert not MailWords.objects.exists()
    assert event.admission.has_mail_words is False


def test_a_subject_of_several_lines_adds_no_header(django_capture_on_commit_callbacks):
    event = open_event()
    write(event, "", subject="Hello\r\nBcc: all@evil.example {name}")

    with django_capture_on_commit_callbacks(execute=True):
        make_registration(event, name="Anna")

    assert mail.outbox[0].subject == "Hello Bcc: all@evil.example Anna"
    assert mail.outbox[0].recipients() == mail.outbox[0].to


@pytest.mark.parametrize(("kind", "mode"), [("spam", "any"), ("confirmed", "by_boat")])
def test_there_are_no_other_letters(client, kind, mode):
    event = open_event()
    sign_in(client, "event team")

    assert client.get(address(event, kind, mode)).status_code == 404


@pytest.mark.pure
def test_what_a_fact_brings_along_in_braces_stays_as_it_is():
    facts = {"name": "{link}", "link": "https://x.example"}

    assert filled("{name}, { link } {other}", facts) == "{link}, https://x.example {other}"
    assert unknown_in("{name} {a} {b} {a} {}") == ["{a}", "{b}", "{}"]
