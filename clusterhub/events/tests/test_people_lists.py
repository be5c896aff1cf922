"""Lists of people: every row judged, taken over in pieces, again without harm."""

import pytest

from clusterhub.documents.refusals import CannotRead
from clusterhub.events.models import (
    EventStatus,
    Fit,
    ListPurpose,
    ListState,
    OnFull,
    OnTypo,
    PeopleList,
    Registration,
)
from clusterhub.events.operations import cancel_event, people_lists
from clusterhub.events.operations.group_refusals import (
    GroupTooLarge,
    ListAtWork,
)
from clusterhub.events.operations.parties import say_no
from clusterhub.events.operations.people_lists import (
    apply_list,
    drop_list,
    set_choices,
    start_list,
)
from clusterhub.events.operations.refusals import (
    EventCalledOff,
)
from clusterhub.events.tests.grouping import brought, group, make_cluster, open_for_groups
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.listing_people import (
    ANNA,
    BO,
    HEADER,
    people,
    take,
    verdicts,
)
from clusterhub.events.tests.makers import make_admission, make_event, make_registration

pytestmark = pytest.mark.django_db


def test_every_row_has_a_verdict_and_a_reason():
    event = open_for_groups(places=9)
    make_registration(event, email="ANNA@timber.example")
    said_no = group(event, "dora")
    say_no(said_no.registrations.get())

    people_list = brought(
        event,
        HEADER,
        ANNA,
        BO,
        ("Bo Ek again", "bo@Timber.example"),
        ("", "cleo@timber.example"),
        ("Dora Lind", "dora@timber.example"),
        ("Emil", "emil(at)timber"),
        ("Fay", ""),
        ("visit http://x.example", "g@timber.example"),
        ("Gus", "gus@gmial.com"),
    )

    found = list(people_list.rows.values_list("verdict", "problem"))
    assert found == [
        ("same", ""), ("new", ""), ("twice", ""), ("faulty", "no-name"), ("declined", ""),
        ("faulty", "no-such-address"), ("faulty", "no-address"), ("faulty", "name-is-address"),
        ("typo", ""),
    ]  # fmt: skip
    assert people_list.rows.get(verdict="twice").facts["like"] == 3


def test_no_name_of_a_list_leads_elsewhere_since_letters_greet_by_name():
    people_list = brought(
        open_for_groups(places=9),
        HEADER,
        ("You have won: www.x.example", "a@timber.example"),
        ("You have won: x.example/prize", "b@timber.example"),
        ("Anna St. Lind", "c@timber.example"),
    )

    found = list(people_list.rows.values_list("problem", flat=True))
    assert found == ["name-is-address", "name-is-address", ""]


def test_of_lists_that_nobody_takes_over_the_oldest_go(monkeypatch):
    monkeypatch.setattr(people_lists, "MOST_LISTS", 2)
    event, other = open_for_groups(places=9), open_for_groups(places=9)
    elsewhere = brought(other, HEADER, ANNA)
    taken = take(brought(event, HEADER, BO))

    lists = [brought(event, HEADER, ANNA) for _ in range(3)]

    kept = set(PeopleList.objects.values_list("pk", flat=True))
    assert kept == {elsewhere.pk, taken.pk, lists[1].pk, lists[2].pk}


def test_ten_thousand_rows_with_faults_are_all_judged(django_assert_max_num_queries):
    event = make_admission(places=10).event
    lines = [
        (f"Guest {n}", "nobody" if n % 100 == 0 else f"guest{n % 9000}@example.org")
        for n in range(10_000)
    ]

    # Fewer than one for fifty rows: SQLite takes so many values in one statement, and no more.
    with django_assert_max_num_queries(200):
        people_list = brought(event, HEADER, *lines)

    assert people_list.counts["verdicts"] == {"new": 8910, "faulty": 100, "twice": 990}
    assert people_list.row_count == 10_000


def test_columns_are_set_by_hand_and_the_rows_are_judged_again():
    event = make_admission(places=5).event
    people_list = brought(event, ("Who", "E-mail"), ("Anna Lind", "anna@timber.example"))
    before = verdicts(people_list)

    set_choices(people_list, columns=["name", "email"])

    people_list.refresh_from_db()
    assert (before, verdicts(people_list)) == (["faulty"], ["new"])
    assert people_list.counts["verdicts"] == {"new": 1}


@pytest.mark.parametrize(
    ("on_typo", "email"),
    [
        (OnTypo.LEAVE, None),
        (OnTypo.TAKE, "gus@gmial.com"),
        (OnTypo.CORRECT, "gus@gmail.com"),
    ],
)
def test_an_address_that_looks_mistyped_is_as_you_say(on_typo, email):
    event = make_admission(places=5).event

    take(brought(event, HEADER, ("Gus", "gus@gmial.com"), on_typo=on_typo))

    assert Registration.objects.values_list("email", flat=True).first() == email


@pytest.mark.parametrize(
    ("on_full", "after"),
    [
        (OnFull.WAIT, {"Anna Lind": "confirmed", "Bo Ek": "waiting"}),
        (OnFull.REFUSE, {"Anna Lind": "confirmed"}),
    ],
)
def test_too_many_wait_or_are_left_out(on_full, after):
    event = make_admission(places=1).event

    done = take(brought(event, HEADER, ANNA, BO, on_full=on_full))

    assert people(event) == after
    assert done.state == ListState.DONE
    assert_places_add_up(event)


@pytest.mark.parametrize(("sends_mail", "letters"), [(False, 0), (True, 2)])
def test_mail_goes_out_only_if_chosen(
    sends_mail, letters, mailoutbox, django_capture_on_commit_callbacks
):
    event = make_admission(places=1).event

    with django_capture_on_commit_callbacks(execute=True):
        take(brought(event, HEADER, ANNA, BO, sends_mail=sends_mail))

    assert len(mailoutbox) == letters


def test_a_draft_is_filled_before_it_is_published_and_nobody_is_told(
    mailoutbox, django_capture_on_commit_callbacks
):
    event = make_admission(make_event(status=EventStatus.DRAFT), places=2).event

    with django_capture_on_commit_callbacks(execute=True):
        take(brought(event, HEADER, ANNA, sends_mail=True))

    assert people(event) == {"Anna Lind": "confirmed"}
    assert mailoutbox == []


def test_what_was_broken_off_goes_on_and_takes_nobody_twice(monkeypatch):
    event = make_admission(places=500).event
    lines = [(f"Guest {n}", f"guest{n}@example.org") for n in range(250)]
    people_list = brought(event, HEADER, *lines)
    start_list(people_list, by=None)
    whole, pieces = people_lists._apply_attendees, []

    def broken(each):
        pieces.append(each)
        if len(pieces) == 3:
            raise KeyboardInterrupt
        return whole(each)

    monkeypatch.setattr(people_lists, "_apply_attendees", broken)
    with pytest.raises(KeyboardInterrupt):
        apply_list(people_list)
    half = event.registrations.count()
    monkeypatch.undo()
    done = apply_list(people_list)

    assert (half, event.registrations.count()) == (200, 250)
    assert done.counts["outcomes"] == {"confirmed": 250}
    assert_places_add_up(event)


def test_what_a_list_says_of_people_is_forgotten_when_it_is_taken_over():
    event = make_admission(places=5).event

    done = take(brought(event, HEADER, ANNA, ("Nobody", "nobody")))

    said = done.rows.values_list("name", "email", "cells", "meant")
    assert set(map(str, said)) == {"('', '', [], '')"}
    assert done.counts["verdicts"] == {"new": 1, "faulty": 1}


def test_a_list_of_a_group_registers_it_together():
    event, (cluster, keeper) = open_for_groups(places=2), make_cluster()
    make_registration(event)

    done = take(
        brought(
            event, ANNA, BO, purpose=ListPurpose.PARTY, organisation=cluster, fit=Fit.ALL,
            columns=["name", "email"],
        )
    )  # fmt: skip

    assert done.party.organisation == cluster
    assert done.counts["outcomes"] == {"waiting": 2}
    assert keeper is not None
    assert_places_add_up(event)


def test_a_list_that_cannot_be_taken_over_says_why():
    event, (cluster, _keeper) = open_for_groups(), make_cluster()
    facts = {"purpose": ListPurpose.PARTY, "organisation": cluster, "columns": ["name", "email"]}
    closed = brought(event, ANNA, **facts)
    lines = [(f"Guest {n}", f"guest{n}@example.org") for n in range(501)]
    large = brought(event, *lines, fit=Fit.ALL, **facts)
    start_list(closed, by=None)
    type(event.admission).objects.update(allows_parties=False)

    after = apply_list(closed)

    assert (after.state, after.refusal) == (ListState.PREVIEWED, "GroupsNotTaken")
    with pytest.raises(GroupTooLarge):
        start_list(large, by=None)
    assert not Registration.objects.exists()


def test_a_list_at_work_is_neither_changed_nor_dropped():
    event = make_admission(places=5).event
    people_list = brought(event, HEADER, ANNA)
    is_first, is_second = (start_list(people_list, by=None) for _ in range(2))

    for change in (set_choices, drop_list):
        with pytest.raises(ListAtWork):
            change(people_list)
    assert (is_first, is_second) == (True, False)


def test_a_cancelled_event_takes_nobody():
    event = make_admission(places=5).event
    people_list = brought(event, HEADER, ANNA)
    cancel_event(event, by=None)

    with pytest.raises(EventCalledOff):
        start_list(people_list, by=None)


@pytest.mark.parametrize(
    ("lines", "code"),
    [([], "empty"), ([HEADER], "no-rows"), ([("Name", "Town"), ("Anna", "Graz")], "no-addresses")],
)
def test_a_table_that_says_nothing_is_refused(lines, code):
    with pytest.raises(CannotRead) as refusal:
        brought(make_admission(places=1).event, *lines)

    assert refusal.value.code == code
    assert not PeopleList.objects.exists()
