"""Figures of meetings: what is counted, and that nobody can be found in them."""

from datetime import UTC, datetime, timedelta

import pytest

from clusterhub.matchmaking.figures import Meeting, Person, Report, Request, acceptance, figures

pytestmark = pytest.mark.pure
NOW = datetime(2031, 5, 5, 12, tzinfo=UTC)
OVER, TO_COME = NOW - timedelta(hours=1), NOW + timedelta(hours=1)


def person(pk, country="BE", **changes):
    facts = {"role": "delegate", "mode": "on_site", "country": country, "kind": "sme"}
    return Person(pk, **(facts | {"country_name": country} | changes))


def test_a_meeting_is_held_when_it_is_over_and_nobody_says_otherwise():
    people = [person(1), person(2, "LU"), person(3, mode="online"), person(4)]
    meetings = [
        Meeting(1, 1, 2, OVER, False),  # Held, across a border.
        Meeting(2, 1, 3, OVER, False),  # Held, half online.
        Meeting(3, 2, 3, OVER, False),  # Somebody did not come.
        Meeting(4, 1, 4, TO_COME, False),
        Meeting(5, 3, 4, OVER, True),
        Meeting(6, 2, 4, None, False),
    ]
    reports = [Report(3, "", True, "", False), Report(1, "agreement", False, "", False)]

    found = figures(people, [], meetings, reports, NOW)

    assert found["meetings"] == {
        "agreed": 6, "cancelled": 1, "placed": 4, "held": 2, "not_held": 1, "online": 1,
        "two_countries": 1,
    }  # fmt: skip
    assert found["per_person"] == [[0, 0], [1, 1], [2, 2], [3, 1]]


def test_requests_are_counted_by_what_became_of_them_and_arranged_ones_apart():
    states = ["accepted"] * 3 + ["declined"] * 2 + ["expired", "pending", "withdrawn"]
    requests = [Request(1, 2, state, False) for state in states]

    found = figures(
        [person(1), person(2)], [*requests, Request(1, 2, "accepted", True)], [], [], NOW
    )

    assert found["requests"] == {
        "sent": 8, "accepted": 3, "declined": 2, "withdrawn": 1, "expired": 1, "pending": 1,
        "arranged": 1,
    }  # fmt: skip
    assert acceptance(found["requests"]) == 50
    assert acceptance(figures([], [], [], [], NOW)["requests"]) is None


def test_countries_of_few_people_are_added_up_and_the_rest_cannot_be_subtracted():
    many, three, one = ["BE"] * 5, ["LU"] * 3, ["MT"]
    people = [person(pk, code) for pk, code in enumerate([*many, *three, *one])]
    requests = [Request(0, 8, "accepted", False), Request(8, 0, "declined", False)]
    meetings = [Meeting(1, 0, 8, OVER, False), Meeting(2, 7, 8, OVER, False)]

    found = figures(people, requests, meetings, [], NOW)

    assert found["countries"] == [["BE", "BE", 5, 1, 1, 1], ["other", "", 4, 1, 0, 2]]


def test_who_is_of_no_known_country_or_kind_is_counted_as_such():
    people = [person(pk, None, kind=None) for pk in range(3)]

    found = figures(people, [], [], [], NOW)

    assert found["countries"] == found["kinds"] == [["unknown", "", 3, 0, 0, 0]]


def test_outcomes_are_told_only_when_five_have_said_something():
    said = [Report(pk, "follow_up", False, "contract", True) for pk in range(5)]

    few = figures([], [], [], said[:4], NOW)
    enough = figures([], [], [], [*said, Report(9, "", False, "", True)], NOW)

    assert few["outcomes"] == {"asked": 4, "answers": 4, "counts": []}
    assert enough["outcomes"]["counts"] == [["follow_up", 5]]
    assert enough["later"] == {"asked": 6, "answers": 5, "counts": [["contract", 5]]}


def test_nobody_at_all_is_counted_without_a_fault():
    assert figures([], [], [], [], NOW)["per_person"] == []
