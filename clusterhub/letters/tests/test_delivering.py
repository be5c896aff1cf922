"""A letter leaves once: after the commit, by whichever worker, and again where that can help."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connections, transaction
from django.utils import timezone

from clusterhub.letters.models import Letter, LetterState, Priority
from clusterhub.letters.operations import Post, deliver, post, post_many, take_up_lost
from clusterhub.letters.operations.posting import LOST_AFTER
from clusterhub.letters.tests.makers import GONE, mail_server, make_letter, write, write_nothing

pytestmark = pytest.mark.django_db
QUEUED, SENDING, SENT = LetterState.QUEUED, LetterState.SENDING, LetterState.SENT
FAILED, DROPPED = LetterState.FAILED, LetterState.DROPPED


@pytest.fixture
def server(settings):
    with mail_server(settings) as server:
        yield server


def to(number, **changes):
    return Post(to=f"anna{number}@example.org", kind="hello", about=("test", number), **changes)


def state_of(letter):
    return Letter.objects.get(pk=letter.pk).state


def test_a_letter_waits_for_the_commit_and_leaves_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(write, to(1))
        before = len(mail.outbox)
    deliver()

    assert (before, len(mail.outbox)) == (0, 1)
    assert Letter.objects.get().state == SENT


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_is_not_told():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post(write, to(1))
        1 / 0  # noqa: B018

    assert (deliver(), mail.outbox) == (0, [])


def test_what_was_told_once_is_not_written_again():
    first = post(write, to(1, once="moved-7-1"))
    second = post(write, to(1, once="moved-7-1"))
    third = post_many(write, [to(1, once="moved-7-1"), to(2, once="moved-7-2")])

    assert (first, second, third) == (1, 0, 1)
    assert Letter.objects.count() == 2


def test_many_letters_leave_over_one_connection(server):
    for _ in range(12):
        make_letter()

    assert deliver() == 12
    assert (server.connections, len(server.taken)) == (1, 12)
    assert set(Letter.objects.values_list("state", flat=True)) == {SENT}


def test_who_waits_before_her_screen_comes_first():
    bulk = make_letter(priority=Priority.BULK)
    waits = make_letter(priority=Priority.SOMEBODY_WAITS)

    deliver(limit=1)

    assert (state_of(waits), state_of(bulk)) == (SENT, QUEUED)


def test_what_is_no_longer_true_is_dropped():
    letter = make_letter(about_id=999)
    GONE.add(999)

    deliver()

    assert (state_of(letter), mail.outbox) == (DROPPED, [])


def test_a_refused_recipient_has_failed_with_the_words_of_the_server(server):
    refused, fine = make_letter(), make_letter()
    server.refused[refused.to_address] = "550 5.1.1 No such person here"

    deliver()

    assert (state_of(refused), state_of(fine)) == (FAILED, SENT)
    assert Letter.objects.get(pk=refused.pk).problem == "550 5.1.1 No such person here"


def test_a_full_mailbox_is_tried_five_times_more_and_then_given_up(server):
    letter, minutes = make_letter(), []
    server.refused[letter.to_address] = "452 4.2.2 Mailbox full"
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False) as clock:
        while state_of(letter) != FAILED:
            assert deliver() == 1
            row = Letter.objects.get(pk=letter.pk)
            if row.state == QUEUED:
                minutes.append((row.not_before - timezone.now()).total_seconds() / 60)
                clock.move_to(row.not_before - timedelta(seconds=1))
                assert deliver() == 0
                clock.move_to(row.not_before)

    assert minutes == [1, 5, 30, 120, 480]
    assert Letter.objects.get().problem == "452 4.2.2 Mailbox full"


def test_a_server_that_is_away_delays_and_loses_nothing(settings):
    letters = [make_letter() for _ in range(3)]
    with mail_server(settings):
        pass  # Its port is free again, and nobody answers.

    deliver()

    rows = Letter.objects.all()
    assert {row.state for row in rows} == {QUEUED}
    assert all("refused" in row.problem for row in rows)
    with (
        mail_server(settings) as server,
        time_machine.travel(timezone.now() + timedelta(minutes=2)),
    ):
        deliver()
        assert server.recipients() == sorted(letter.to_address for letter in letters)


def test_letters_that_cannot_be_written_hold_up_no_others():
    broken, fine = make_letter(renderer=write_nothing), make_letter()

    deliver()

    assert (state_of(broken), state_of(fine)) == (QUEUED, SENT)
    assert Letter.objects.get(pk=broken.pk).problem == "ValueError: a template is missing"


def test_what_a_killed_worker_was_sending_is_sent_and_looks_the_same(server):
    letter = make_letter()
    deliver()
    Letter.objects.update(state=SENDING)  # It died before it noted that it had sent it.

    with time_machine.travel(timezone.now() + LOST_AFTER / 2):
        early = take_up_lost()
    with time_machine.travel(timezone.now() + LOST_AFTER * 2):
        late = take_up_lost()
        deliver()

    assert (early, late, state_of(letter)) == (0, 1, SENT)
    numbers = {line for _to, m in server.taken for line in m.splitlines() if "Message-ID" in line}
    assert (len(server.taken), len(numbers)) == (2, 1)


def test_a_letter_that_kills_whoever_sends_it_is_given_up():
    letter = make_letter(state=SENDING, attempts=6, claimed_at=timezone.now() - LOST_AFTER * 2)

    take_up_lost()

    assert state_of(letter) == FAILED


def test_a_letter_to_many_says_how_to_get_no_more_or_does_not_leave(server):
    fine = make_letter(is_bulk=True, facts={"stop": True})
    broken = make_letter(is_bulk=True)

    deliver()

    [(_to, message)] = server.taken
    assert "List-Unsubscribe: <https://hub.example.org/stop/>" in message
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in message
    assert (state_of(fine), state_of(broken)) == (SENT, QUEUED)


def test_a_subject_with_line_breaks_adds_no_header(server):
    letter = make_letter(about_id="1", to_address="anna@example.org")
    Letter.objects.filter(pk=letter.pk).update(facts={"words": "x\r\n.\r\nRCPT TO:<b@example.org>"})

    deliver()

    assert server.recipients() == ["anna@example.org"]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_one_letter_twice(server):
    letters = [make_letter() for _ in range(60)]

    def work(_number):
        try:
            while deliver(limit=7):
                pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert server.recipients() == sorted(letter.to_address for letter in letters)
    assert set(Letter.objects.values_list("state", "attempts")) == {(SENT, 1)}
