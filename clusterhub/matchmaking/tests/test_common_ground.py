"""The same call, and that two have met before: reasons that only those may see who agreed to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_country
from clusterhub.funding.models import Follow
from clusterhub.funding.operations.following import follow_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.actors import Actor
from clusterhub.labs.operations.board import aim_at
from clusterhub.labs.operations.grouping import make_group
from clusterhub.labs.operations.ideas import hide_idea
from clusterhub.labs.tests.makers import make_idea, make_lab
from clusterhub.matchmaking.models import Meeting, MeetingReport, MeetingSlot, Participant
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.operations.portraits import keep_portraits_of
from clusterhub.matchmaking.suggestions import reasons_for, suggestions_for
from clusterhub.matchmaking.tests.rows import (
    link_of,
    make_matchmaking,
    make_meeting,
    make_participant,
)

pytestmark = pytest.mark.django_db


def two(matchmaking=None, **facts):
    """Anna from Austria and Bo from Slovenia, with accounts."""
    matchmaking = matchmaking or make_matchmaking()
    found = []
    for name, code in (("Anna", "AT"), ("Bo", "SI")):
        each = make_participant(matchmaking, name=name, country=make_country(code, code), **facts)
        each.registration.attendee = make_user()
        each.registration.save()
        found.append(each)
    return found


def shown(one, other):
    keep_portraits_of(one.matchmaking)
    told = [words for words, _needs in reasons_for(one, other.pk, one.matchmaking)]
    (listed,) = [
        [words for words, _needs in each.reasons]
        for each in suggestions_for(one, one.matchmaking)
        if each.person.pk == other.pk
    ]
    assert [words for words in listed if words in told] == told
    return told


def follow(call, *people):
    for each in people:
        follow_call(call, person=each.registration.attendee)
    assert Follow.objects.filter(call=call, confirmed_at__isnull=False).count() == len(people)


@pytest.mark.parametrize(
    ("anna_shows", "bo_shows", "told"),
    [
        (True, True, ["The same call as yours, from another country: Twin vouchers"]),
        (True, False, []),
        (False, True, []),
        (False, False, []),
    ],
)
def test_a_call_that_both_follow_is_a_reason_where_both_show_it(anna_shows, bo_shows, told):
    anna, bo = two()
    follow(make_call(title="Twin vouchers"), anna, bo)
    Participant.objects.filter(pk=anna.pk).update(shows_calls=anna_shows)
    Participant.objects.filter(pk=bo.pk).update(shows_calls=bo_shows)

    assert (shown(anna, bo), shown(bo, anna)) == (told, told)


def test_a_call_that_was_taken_back_is_no_reason():
    anna, bo = two(shows_calls=True)
    call = make_call(title="Twin vouchers")
    follow(call, anna, bo)
    type(call).objects.filter(pk=call.pk).update(published_at=None)

    assert shown(anna, bo) == []


def test_groups_of_a_lab_that_aim_at_the_same_call_are_a_reason_while_their_ideas_are_shown():
    anna, bo = two()
    lab, call, ideas = make_lab(anna.matchmaking.event), make_call(title="Twin vouchers"), []
    for each in (anna, bo):
        actor = Actor(None, each.registration)
        ideas.append(make_idea(lab, actor))
        group = make_group(lab, ideas[-1:], title="Timber", by=None)
        aim_at(group, call=call, by=actor)

    before = shown(anna, bo)
    hide_idea(ideas[1], reason="It advertises.", by=None)

    assert before == ["The same call as yours, from another country: Twin vouchers"]
    assert shown(anna, bo) == []


def held_before(anna, bo, **changes):
    """They met at an event a month ago, with the same accounts."""
    earlier = make_matchmaking(tables=3)
    type(earlier.event).objects.filter(pk=earlier.event.pk).update(title="Iași Days")
    rows = [make_participant(earlier) for _ in range(2)]
    for row, person in zip(rows, (anna, bo), strict=True):
        row.registration.attendee = person.registration.attendee
        row.registration.save()
    meeting = place(make_meeting(*rows), earlier.slots.first())
    back = timedelta(days=60)
    for slot in MeetingSlot.objects.filter(matchmaking=earlier).order_by("starts_at"):
        slot.starts_at, slot.ends_at = slot.starts_at - back, slot.ends_at - back
        slot.save()
    Meeting.objects.filter(pk=meeting.pk).update(**changes)
    return meeting


def test_that_two_met_at_an_earlier_event_is_told_to_the_two_alone():
    anna, bo = two()
    cleo = make_participant(anna.matchmaking)
    held_before(anna, bo)

    assert shown(anna, bo) == shown(bo, anna) == ["You met at Iași Days"]
    assert shown(anna, cleo) == shown(cleo, bo) == []


def test_a_meeting_that_was_called_off_or_missed_is_none():
    anna, bo = two()
    held_before(anna, bo, cancelled_at=timezone.now())
    missed = held_before(anna, bo)
    MeetingReport.objects.create(
        meeting=missed, participant=missed.a, other_missing_at=timezone.now()
    )

    assert shown(anna, bo) == []


def test_who_follows_calls_is_asked_whether_to_show_them(client):
    anna, bo = two()
    follow(make_call(), anna)
    own, other = link_of(anna, "profile/"), link_of(bo, "profile/")

    pages = [client.get(each).content.decode() for each in (own, other)]
    client.post(own, {"shows_calls": "on", "languages": []})
    client.post(other, {"shows_calls": "on"})

    assert ["shows_calls" in page for page in pages] == [True, False]
    anna.refresh_from_db()
    bo.refresh_from_db()
    assert (anna.shows_calls, bo.shows_calls) == (True, False)
