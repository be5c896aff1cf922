"""Whoever follows calls is told once, in time, in her own zone; and nobody is told of nothing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core import mail
from django.http import QueryDict

from clusterhub.accounts.tests.makers import make_user
from clusterhub.funding.finding.board import Board
from clusterhub.funding.finding.wanted import CallsWanted
from clusterhub.funding.models import AlertRun, Follower, Told
from clusterhub.funding.news import Crossing
from clusterhub.funding.operations import alerts as alerts_module
from clusterhub.funding.operations import (
    move_deadline,
    set_moment,
    update_call,
    withdraw_call,
)
from clusterhub.funding.operations.alerts import forget_what_was_told, tell_followers
from clusterhub.funding.operations.following import (
    follow_call,
    save_search,
    set_cadence,
    stop_alerts,
    unfollow,
)
from clusterhub.funding.tests.makers import make_call
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver

pytestmark = pytest.mark.django_db
MORNING = datetime(2030, 3, 12, 7, tzinfo=UTC)  # A Tuesday, eight o'clock in Brussels.


@pytest.fixture(autouse=True)
def on_tuesday():
    """The clocks ran until the evening before."""
    with time_machine.travel(MORNING - timedelta(hours=12), tick=False) as clock:
        tell_followers()
        clock.shift(timedelta(hours=1))
        yield clock


def wanted(query):
    return CallsWanted.from_query(QueryDict(query))


def next_letters(clock, at=MORNING):
    """What leaves when the worker looks at that time."""
    clock.move_to(at)
    mail.outbox.clear()
    tell_followers()
    while deliver():
        pass
    clock.shift(timedelta(minutes=1))
    return list(mail.outbox)


def test_a_new_call_is_told_to_who_searches_for_it_and_once(on_tuesday):
    save_search(wanted("programme=SMP"), "SMP", person=make_user(email="anna@timber.example"))
    save_search(wanted("programme=LIFE"), "LIFE", person=make_user())
    save_search(wanted("q=holz+bau"), "wood", person=make_user(email="eva@wood.example"))
    make_call(title="Vouchers", programme="SMP", summary="Für den Holzbau")
    make_call(title="Hidden", programme="SMP", is_published=False)

    letters = next_letters(on_tuesday)
    again = list(next_letters(on_tuesday, MORNING + timedelta(hours=3)))
    tomorrow = list(next_letters(on_tuesday, MORNING + timedelta(days=1)))

    assert sorted(letter.to[0] for letter in letters) == ["anna@timber.example", "eva@wood.example"]
    assert letters[0].subject == "New: Vouchers"
    assert "Hidden" not in letters[0].body
    assert letters[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (again, tomorrow) == ([], [])


def test_nothing_is_sent_where_nothing_has_happened(on_tuesday, django_assert_max_num_queries):
    for _each in range(3):
        save_search(wanted(""), "all", person=make_user())

    on_tuesday.move_to(MORNING)
    with django_assert_max_num_queries(24):
        tell_followers()

    assert not Letter.objects.filter(kind="call alerts").exists()


def test_a_moved_deadline_of_a_followed_call_is_told_at_once_with_what_it_was(on_tuesday):
    call = make_call(title="Vouchers", closes_at=date(2030, 9, 28))
    follow_call(call, person=make_user())
    save_search(wanted(""), "all", person=make_user(email="eva@wood.example"))
    next_letters(on_tuesday)
    move_deadline(call.deadlines.get(), closes_at=date(2030, 11, 7), by=None, source="a letter")

    [letter] = next_letters(on_tuesday, MORNING + timedelta(hours=2))
    tomorrow = next_letters(on_tuesday, MORNING + timedelta(days=1))

    assert "28 September 2030" in letter.body and "7 November 2030" in letter.body
    assert [each.to for each in tomorrow] == [["eva@wood.example"]]


def test_a_call_that_is_called_off_is_told_and_a_comma_is_not(on_tuesday):
    call = make_call(title="Vouchers")
    follow_call(call, person=make_user())
    next_letters(on_tuesday)
    update_call(call, by=None, summary="A comma, more")
    silent = list(next_letters(on_tuesday, MORNING + timedelta(hours=1)))
    set_moment(call, moment="cancelled_at", at=MORNING + timedelta(minutes=50), by=None)
    update_call(call, by=None, max_eur=Decimal(5000))

    [letter] = next_letters(on_tuesday, MORNING + timedelta(hours=2))

    assert silent == []
    assert "It is cancelled since 12 March 2030" in letter.body
    assert "The most for one project was not stated and is now €5,000." in letter.body


def test_each_reminder_comes_once_before_the_deadline_and_none_after_it(on_tuesday):
    call = make_call(closes_at=datetime(2030, 4, 13, 15, tzinfo=UTC))
    follow_call(call, person=make_user())

    sent = {}
    for day in range(36):
        for hours in (0, 5):
            at = MORNING + timedelta(days=day, hours=hours)
            if letters := next_letters(on_tuesday, at):
                sent[(datetime(2030, 4, 13, tzinfo=UTC).date() - at.date()).days] = len(letters)

    assert sent == {30: 1, 14: 1, 7: 1, 2: 1}


def test_who_was_not_told_for_a_week_is_reminded_once_of_the_nearest(on_tuesday):
    call = make_call(closes_at=MORNING + timedelta(days=32))
    follow_call(call, person=make_user())

    [letter] = next_letters(on_tuesday, MORNING + timedelta(days=19))

    assert letter.body.count(call.get_absolute_url()) == 1
    assert Told.objects.filter(what__startswith="left:14:").count() == 1
    assert Told.objects.filter(what__startswith="left:").count() == 1


@pytest.mark.parametrize(
    ("zone", "happens_at"),
    [
        ("Europe/Brussels", datetime(2030, 3, 28, 23, tzinfo=UTC)),
        ("Atlantic/Azores", datetime(2030, 3, 29, 1, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2030, 3, 29, 11, tzinfo=UTC)),
        ("America/New_York", datetime(2030, 3, 29, 4, tzinfo=UTC)),
    ],
)
def test_days_are_counted_by_the_readers_own_calendar_over_the_change_of_clocks(zone, happens_at):
    """The last day is 31 March in Brussels, when its clocks change, and 1 April in Auckland."""
    closes_at = datetime(2030, 3, 31, 15, tzinfo=UTC)

    assert Crossing(1, 1, closes_at, 2).happens_at(zone) == happens_at


def test_a_deadline_that_moved_meanwhile_is_not_told_as_it_was(on_tuesday):
    call = make_call(closes_at=MORNING + timedelta(days=7))
    follow_call(call, person=make_user())
    on_tuesday.move_to(MORNING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clusterhub.letters.operations.posting._is_immediate", lambda: False)
        tell_followers()
    move_deadline(call.deadlines.get(), closes_at=MORNING + timedelta(days=60), by=None)
    mail.outbox.clear()

    while deliver():
        pass

    assert mail.outbox == []
    assert [each.state for each in Letter.objects.filter(kind="call alerts")] == ["dropped"]


def test_a_worker_that_dies_in_the_middle_leaves_nothing_out_and_tells_nothing_twice(
    on_tuesday, monkeypatch
):
    monkeypatch.setattr(alerts_module, "AT_ONCE", 2)
    for number in range(7):
        save_search(wanted(""), "all", person=make_user(email=f"reader{number}@wood.example"))
    make_call(title="Vouchers")
    on_tuesday.move_to(MORNING)
    write, left = alerts_module._write_some, iter([True, True, False])

    def dies(*facts):
        write(*facts)
        if not next(left):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(alerts_module, "_write_some", dies)
        with pytest.raises(KeyboardInterrupt):
            tell_followers()
    tell_followers()

    to = list(Letter.objects.filter(kind="call alerts").values_list("to_address", flat=True))
    assert sorted(to) == [f"reader{number}@wood.example" for number in range(7)]


def test_a_weekly_reader_gets_all_of_the_week_on_monday(on_tuesday):
    person = make_user()
    set_cadence(save_search(wanted(""), "all", person=person).follower, "weekly")
    sent = {}
    for day in range(8):
        if day in (1, 3):
            make_call()
        at = MORNING + timedelta(days=day)
        sent[at.strftime("%A")] = [each.subject for each in next_letters(on_tuesday, at)]

    assert [day for day, subjects in sent.items() if subjects] == ["Monday"]
    assert sent["Monday"] == ["2 calls have news"]


def test_who_stopped_who_let_go_and_what_was_withdrawn_is_not_written_of(on_tuesday):
    stopped = save_search(wanted(""), "all", person=make_user())
    stop_alerts(stopped.follower)
    unfollow(save_search(wanted(""), "all", person=make_user()))
    save_search(wanted("programme=SMP"), "SMP", person=make_user())
    withdraw_call(make_call(programme="SMP"), by=None)

    assert list(next_letters(on_tuesday)) == []


def test_only_searches_that_a_call_may_fit_are_looked_at(on_tuesday, monkeypatch):
    for number in range(30):
        save_search(wanted(f"programme=P{number}"), "x", person=make_user())
    make_call(programme="P7")
    looked, find = [], Board.find
    monkeypatch.setattr(
        Board,
        "find",
        lambda self, *some, **named: looked.append(some) or find(self, *some, **named),
    )

    letters = next_letters(on_tuesday)

    assert (len(letters), len(looked)) == (1, 1)


def test_an_address_that_nobody_confirmed_gets_nothing_and_is_forgotten(on_tuesday):
    call = make_call()
    follow_call(call, email="Someone@Else.example ")
    deliver()
    [ask] = mail.outbox
    save_search(wanted(""), "all", email="someone@else.example")
    make_call()

    letters = [letter.subject for letter in next_letters(on_tuesday)]
    forget_what_was_told(MORNING + timedelta(days=9))

    assert ask.to == ["someone@else.example"]
    assert letters == ["Confirm: news of calls"]  # Of the search, and nothing of calls.
    assert not Follower.objects.exists()
    assert not Letter.objects.exists()
    assert AlertRun.objects.count() == 3
