"""Suggestions out of rows: what is read anew, who is left out, what the worker adds."""

import pytest

from clusterhub.events.tests.makers import make_registration
from clusterhub.matchmaking.crowds import crowd_of
from clusterhub.matchmaking.jobs import read_profiles
from clusterhub.matchmaking.models import Portrait, RequestState
from clusterhub.matchmaking.operations.asking import turn_away
from clusterhub.matchmaking.operations.joining import leave, save_profile
from clusterhub.matchmaking.suggestions import suggestions_for
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_participant,
    make_request,
)

pytestmark = pytest.mark.django_db


def join(matchmaking, **facts):
    registration = make_registration(matchmaking.event)
    return save_profile(registration, matchmaking=matchmaking, **facts)


def shown_to(participant):
    return [each.person.pk for each in suggestions_for(participant, participant.matchmaking)]


def test_a_profile_is_read_when_it_is_saved_and_again_when_it_changes():
    matchmaking = make_matchmaking()
    anna = join(matchmaking, seeks="Laser sensors")
    bo, cy = join(matchmaking, offers="Timber"), join(matchmaking, offers="Laser sensors")
    assert shown_to(anna)[0] == cy.pk

    save_profile(bo.registration, matchmaking=matchmaking, offers="Laser sensors, and more lasers")
    save_profile(cy.registration, matchmaking=matchmaking, offers="Timber")

    assert shown_to(anna)[0] == bo.pk


def test_the_worker_adds_what_words_mean_and_finds_what_shares_no_word():
    matchmaking = make_matchmaking()
    anna = join(matchmaking, seeks="A physician for our hospital")
    join(matchmaking, offers="Concrete pumps")
    doctor = join(matchmaking, offers="Doctors, nurses, medical care")
    assert not Portrait.objects.filter(meanings__isnull=False).exists()

    read_profiles()
    read_profiles()

    assert shown_to(anna)[0] == doctor.pk
    digests = set(Portrait.objects.values_list("digest", flat=True))
    save_profile(anna.registration, matchmaking=matchmaking, languages=["en"])
    kept = Portrait.objects.get(pk=anna.pk)
    assert kept.meanings and kept.digest not in digests


def test_the_worker_reads_who_has_no_portrait_and_what_changed_elsewhere():
    matchmaking = make_matchmaking()
    anna = make_participant(matchmaking, offers="Timber", country=None)
    type(anna.registration).objects.update(organisation_name="Beams AG")

    read_profiles()

    assert Portrait.objects.get().facts["body"] == "beams ag"


def test_not_shown_are_those_who_know_her_those_she_may_not_ask_and_those_who_left():
    matchmaking = make_matchmaking()
    matchmaking.rules.create(asker="delegate", asked="hosted_buyer")
    anna = make_participant(matchmaking, organisation_name="Beams AG")
    asked, declined, turned, turner, buyer, colleague, left, expired, new = (
        make_participant(matchmaking, **facts)
        for facts in (
            *({}, {}, {}, {}, {"role": "hosted_buyer"}),
            *({"organisation_name": "beams ag"}, {}, {}, {}),
        )
    )
    make_request(anna, asked)
    make_request(declined, anna, state=RequestState.DECLINED)
    make_request(anna, expired, state=RequestState.EXPIRED)
    turn_away(anna, turned)
    turn_away(turner, anna)
    leave(left)

    assert sorted(shown_to(anna)) == [expired.pk, new.pk]
    assert buyer.pk not in shown_to(anna) and colleague.pk not in shown_to(anna)
    assert anna.pk in shown_to(buyer)


@pytest.mark.parametrize("count", [3, 40])
def test_the_page_needs_ten_statements_once_all_is_read(client, count, django_assert_num_queries):
    matchmaking = make_matchmaking()
    people = [join(matchmaking, offers=f"Lasers {n}", seeks="Lasers") for n in range(count)]
    page = link_of(people[0], "people/")
    client.get(page)

    # Own link, participant; who there is; requests, turned away, rules; people with two lists.
    with django_assert_num_queries(10):
        answer = client.get(page)

    assert answer.text.count('class="meet-card"') == min(10, count - 1)


def test_nothing_of_a_crowd_outlives_a_change():
    matchmaking = make_matchmaking()
    anna = join(matchmaking, offers="One")
    first = crowd_of(matchmaking.pk)

    assert crowd_of(matchmaking.pk) is first
    save_profile(anna.registration, matchmaking=matchmaking, offers="Two")
    assert crowd_of(matchmaking.pk).portraits[0]["offers"] == "Two"
    leave(anna)
    assert len(crowd_of(matchmaking.pk)) == 0
