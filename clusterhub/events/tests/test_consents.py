"""Who agreed to what: to which words, since when, until when."""

from datetime import timedelta

import pytest

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.consents import has_consented
from clusterhub.events.links import token_of
from clusterhub.events.models import EventConsent, Registration, Wording
from clusterhub.events.operations import choose_consents, erase_what_is_due, set_wordings
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.visiting import door, open_event

pytestmark = pytest.mark.django_db


def offer(event, words="Print my name.", key="badge", keep_days=90):
    set_wordings(event, wordings={key: (words, keep_days)}, by=None)
    return event.wordings.current().get(key=key)


def agreed(event, key="badge"):
    return has_consented(event.registrations.values_list("pk", flat=True), key)


def test_one_agrees_and_withdraws_on_the_own_page(client):
    event = open_event()
    wording, own = offer(event), make_registration(event)
    address = f"/r/{token_of(own)}/"
    before = (agreed(event), "Print my name." in client.get(address).content.decode())

    client.post(f"{address}consents/", {"consent": wording.pk})
    given = (agreed(event), "checked" in client.get(address).content.decode())
    client.post(f"{address}consents/")

    assert before == (set(), True)
    assert given == ({own.pk}, True)
    assert agreed(event) == set()
    assert EventConsent.objects.get().withdrawn_at is not None
    verbs = list(own.steps.values_list("verb", flat=True))
    assert verbs[-2:] == ["agreed", "withdrew consent"]


def test_without_wordings_nothing_is_asked(client):
    own = make_registration(open_event())

    assert "What you agree to" not in client.get(f"/r/{token_of(own)}/").content.decode()


def test_other_words_are_a_new_version_to_which_nobody_has_agreed():
    event = open_event()
    own = make_registration(event)
    choose_consents(own, wordings=[offer(event)])
    offer(event, keep_days=30)  # The same words.
    still = agreed(event)

    offer(event, words="Print my name and sell it.")

    assert still == {own.pk}
    assert agreed(event) == set()
    assert list(Wording.objects.values_list("version", "keep_days")) == [(1, 30), (2, 90)]
    assert EventConsent.objects.get().withdrawn_at is None


def test_what_is_no_longer_asked_counts_no_more():
    event = open_event()
    choose_consents(make_registration(event), wordings=[offer(event)])

    set_wordings(event, wordings={}, by=None)

    assert agreed(event) == set()


def test_each_purpose_stands_for_itself(django_assert_num_queries):
    event = open_event(places=9)
    both = {"badge": ("Print.", 9), "leads": ("Pass on.", 9)}
    set_wordings(event, wordings=both, by=None)
    wordings = {one.key: one for one in event.wordings.current()}
    people = [make_registration(event) for _ in range(3)]
    choose_consents(people[0], wordings=[wordings["badge"]])
    choose_consents(people[1], wordings=wordings.values())

    with django_assert_num_queries(1):
        leads = has_consented([one.pk for one in people], "leads")

    assert leads == {people[1].pk}
    assert agreed(event) == {people[0].pk, people[1].pk}
    assert has_consented([people[2].pk], "badge") == set()


def test_a_wording_of_another_event_is_not_agreed_to_here(client):
    event, other = open_event(), open_event()
    own = make_registration(event)
    strange = offer(other)

    for value in (strange.pk, "abc", "", "\x00"):
        client.post(f"/r/{token_of(own)}/consents/", {"consent": value})

    assert not EventConsent.objects.exists()


def test_a_consent_ends_on_its_day_and_goes_with_the_registration():
    event = open_event(places=3)
    wording = offer(event, keep_days=5)
    first, second = make_registration(event), make_registration(event)
    for own in (first, second):
        choose_consents(own, wordings=[wording])

    second.delete()
    kept = EventConsent.objects.count()
    erase_what_is_due(event.ends_at + timedelta(days=4))
    before = agreed(event)
    erase_what_is_due(event.ends_at + timedelta(days=5))

    assert (kept, before, agreed(event)) == (1, {first.pk}, set())
    assert Registration.objects.filter(pk=first.pk).exists()


def test_an_organiser_chooses_what_is_asked_in_her_words(client):
    event = open_event()
    sign_in(client, "event team")
    address = door(event, "consents")
    typed = {"badge-is_asked": "on", "badge-words": "On my badge.", "badge-keep_days": "9"}

    client.post(address, typed)
    faulty = client.post(address, {"photos-is_asked": "on", "photos-words": " "})

    assert faulty.status_code == 422
    assert "Say what people agree to" in faulty.content.decode()
    rows = list(event.wordings.current().values_list("key", "words", "keep_days"))
    assert rows == [("badge", "On my badge.", 9)]
    page = client.get(address).content.decode()
    assert "On my badge." in page
    assert "Photographs of the event" in page  # Proposed.
