"""What came back, told by a provider or asked for by an organiser."""

from datetime import timedelta

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from django.core import mail
from django.utils import timezone

from clusterhub.letters.models import Letter, LetterState
from clusterhub.letters.operations import (
    deliver,
    forget_letters_about,
    forget_old_letters,
    send_again,
    send_failed_again,
)
from clusterhub.letters.operations.posting import KEPT_FOR
from clusterhub.letters.tests.makers import make_letter

pytestmark = pytest.mark.django_db


def provider_says(what, number, words="Unknown user"):
    event = AnymailTrackingEvent(event_type=what, message_id=number, description=words)
    tracking.send(sender=object, event=event, esp_name="Postmark")


@pytest.mark.parametrize(
    ("what", "state"),
    [("bounced", "bounced"), ("rejected", "bounced"), ("complained", "complained"),
     ("delivered", "sent"), ("opened", "sent")],
)  # fmt: skip
def test_a_provider_tells_what_came_back(what, state):
    letter = make_letter(state=LetterState.SENT, provider_id="abc")
    other = make_letter(state=LetterState.SENT, provider_id="")

    provider_says(what, "abc")
    provider_says(what, "")

    letter.refresh_from_db()
    other.refresh_from_db()
    assert (letter.state, other.state) == (state, "sent")
    assert letter.problem == ("Postmark: Unknown user" if state != "sent" else "")


def test_what_came_back_while_it_was_noted_stays_so(settings):
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    letter = make_letter()

    deliver()
    number = Letter.objects.get().provider_id
    provider_says("bounced", number)

    letter.refresh_from_db()
    assert (bool(number), letter.state, len(mail.outbox)) == (True, "bounced", 1)


def test_what_failed_is_tried_again_and_what_left_is_sent_as_a_copy_once():
    failed = make_letter(state=LetterState.FAILED, attempts=6)
    sent = make_letter(state=LetterState.SENT)
    waiting = make_letter()

    counts = [send_again(each) for each in (failed, sent, sent, waiting)]
    deliver()

    assert counts == [1, 1, 0, 0]
    assert sorted(m.to[0] for m in mail.outbox) == sorted(
        each.to_address for each in (failed, sent, waiting)
    )


def test_all_that_failed_in_one_log_is_tried_again():
    ours = [make_letter(state=LetterState.FAILED, folder="events.event:1") for _ in range(2)]
    make_letter(state=LetterState.FAILED, folder="events.event:11")

    count = send_failed_again("events.event:1")

    assert count == 2
    assert set(Letter.objects.filter(state="queued")) == set(ours)


def test_letters_go_with_what_they_are_about_and_when_nobody_asks_any_more():
    about = make_letter(about_id=7)
    long_ago = timezone.now() - KEPT_FOR - timedelta(days=1)
    make_letter(state=LetterState.SENT, made_at=long_ago)
    waiting = make_letter(made_at=long_ago)
    kept = make_letter(about_id=77)

    forget_letters_about("test", 7)
    forget_old_letters()

    assert about not in Letter.objects.all()
    assert set(Letter.objects.all()) == {waiting, kept}
