"""What participants thought: one answer each, and nothing that leads from the answer to her."""

from bisect import insort

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clusterhub.events.figures import HIGHEST, LEAST_ANSWERS, SCALES
from clusterhub.events.models import (
    FeedbackAnswer,
    FeedbackReceipts,
    Registration,
    RegistrationStatus,
)
from clusterhub.events.operations.refusals import FeedbackGiven, FeedbackNotOpen
from clusterhub.events.operations.text import several_lines

SALT = "clusterhub.events.feedback"
LETTERS = 24


@transaction.atomic
def give_feedback(registration, *, scores, best="", better=""):
    """Keep an answer by itself, and the digest of who gave it by itself."""
    if not may_give_feedback(registration):
        raise FeedbackNotOpen
    FeedbackReceipts.objects.get_or_create(event_id=registration.event_id)
    kept = FeedbackReceipts.objects.select_for_update(no_key=True).get(pk=registration.event_id)
    digest = _digest(registration)
    if digest in kept.digests:
        raise FeedbackGiven
    insort(kept.digests, digest)
    kept.save(update_fields=["digests"])
    event = registration.event
    FeedbackAnswer.objects.create(
        event=event,
        on=timezone.localdate(timezone=event.starts_there.tzinfo),
        mode=_mode(registration),
        scores={scale: scores[scale] for scale in SCALES if scores.get(scale) in _SCORES},
        best=several_lines(best),
        better=several_lines(better),
    )


_SCORES = range(1, HIGHEST + 1)


def may_give_feedback(registration):
    return registration.event.is_over and registration.status == RegistrationStatus.CONFIRMED


def has_given_feedback(registration):
    kept = FeedbackReceipts.objects.filter(event=registration.event_id).first()
    return kept is not None and _digest(registration) in kept.digests


def _digest(registration):
    made = salted_hmac(SALT, registration.uid.hex, algorithm="sha256")
    return made.hexdigest()[:LETTERS]


def _mode(registration):
    """How she took part, unless so few did that it would point at them."""
    alike = Registration.objects.filter(
        event=registration.event_id, mode=registration.mode, status=RegistrationStatus.CONFIRMED
    )
    return registration.mode if alike.count() >= LEAST_ANSWERS else ""
