"""The list of participants and the booklet: who agreed, what they agreed to, at this moment."""

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.documents.extraction import extract_text
from clusterhub.events.links import token_of
from clusterhub.events.models import EventConsent, Wording
from clusterhub.events.operations import cancel_registration
from clusterhub.events.participants import participants_of
from clusterhub.events.tests.consenting import agree, asked
from clusterhub.events.tests.makers import STAFF, make_admission, make_registration
from clusterhub.events.tests.visiting import door

pytestmark = pytest.mark.django_db


def names(event, key="participants_list"):
    return [person.name for person in participants_of(event, key)]


def test_a_booklet_holds_only_who_agreed_and_only_today():
    event = make_admission(places=None).event
    both = [asked(event), asked(event, "booklet")]
    anna, bo, cleo = (make_registration(event, name=name) for name in ("Anna", "Bo", "Cleo"))
    agree(anna, *both)
    agree(bo, both[0])
    before = (names(event), names(event, "booklet"))

    EventConsent.objects.filter(registration=anna).update(withdrawn_at=timezone.now())
    agree(cleo, both[1])
    after = (names(event), names(event, "booklet"))
    cancel_registration(cleo, by=None)

    assert before == (["Anna", "Bo"], ["Anna"])
    assert after == (["Bo"], ["Cleo"])
    assert names(event, "booklet") == []


def test_new_words_are_agreed_to_anew():
    event = make_admission(places=None).event
    old = asked(event)
    agree(make_registration(event, name="Anna"), old)

    Wording.objects.filter(pk=old.pk).update(ended_at=timezone.now())
    asked(event, version=2)

    assert names(event) == []


def test_only_who_comes_reads_the_list_and_only_agreed_fields(client):
    event = make_admission(places=2).event
    wording = asked(event)
    anna = make_registration(event, name="Anna Lind", organisation_name="Timber Alps")
    agree(anna, wording)
    make_registration(event, name="Bo Silent")
    waits = make_registration(event)

    page = client.get(f"/r/{token_of(anna)}/participants/").content.decode()
    refused = client.get(f"/r/{token_of(waits)}/participants/").status_code

    assert ("Anna Lind" in page, "Timber Alps" in page, "Bo Silent" in page) == (True, True, False)
    assert anna.email not in page
    assert refused == 404


def test_the_list_needs_as_many_statements_for_ten_times_the_people(
    client, django_assert_max_num_queries
):
    costs = []
    for number in (2, 20):
        event = make_admission(places=None).event
        wording = asked(event)
        people = [make_registration(event) for _ in range(number)]
        for person in people:
            agree(person, wording)
        with django_assert_max_num_queries(8) as counted:
            client.get(f"/r/{token_of(people[0])}/participants/")
        costs.append(len(counted))

    assert costs[0] == costs[1]


@pytest.mark.pdf
@pytest.mark.parametrize("who", ROLES)
def test_the_booklet_is_made_by_who_sees_the_people(client, who):
    event = make_admission(places=None).event
    wording = asked(event, "booklet")
    agree(make_registration(event, name="Anna **Lind** [x](javascript:1)"), wording)
    make_registration(event, name="Bo Silent")
    sign_in(client, who)

    answer = client.get(door(event, "booklet"))

    assert answer.status_code == (200 if who in STAFF else 302 if who == "visitor" else 403)
    if who in STAFF:
        text = str(extract_text(answer.content))
        assert ("Anna" in text, "Bo Silent" in text) == (True, False)
