"""A letter as people get it, with an invented person in it: to be looked at, or sent to oneself."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from clusterhub.events.emails.registration import events_for_letters, words_for
from clusterhub.events.models import (
    ApprovalCause,
    LetterKind,
    Registration,
    RegistrationStatus,
)

STATUS_OF = {
    LetterKind.HELD: RegistrationStatus.HELD,
    LetterKind.WAITING: RegistrationStatus.WAITING,
    LetterKind.OFFERED: RegistrationStatus.WAITING,
    LetterKind.ASKED: RegistrationStatus.REQUESTED,
    LetterKind.REFUSED: RegistrationStatus.REFUSED,
    LetterKind.CANCELLED: RegistrationStatus.CANCELLED,
}
NOBODY = UUID(int=0)


def preview_letter(event, kind, mode, *, language):
    """Its words; the link leads nowhere, since nobody is registered so. `event` is one of
    `events_for_letters()`."""
    with override(language):
        registration = Registration(
            pk=0,
            uid=NOBODY,
            event=event,
            name=_("Maria Example"),
            email="maria@example.org",
            address_key="maria@example.org",
            language=language,
            mode=mode,
            status=STATUS_OF.get(kind, RegistrationStatus.CONFIRMED),
            keep_until=timezone.now() + timedelta(hours=1),
            code_seed="0" if kind == LetterKind.HELD else "",
            approval_cause=ApprovalCause.EVENT if kind == LetterKind.ASKED else "",
            approval_reasons=_("Here stand the reasons that you give."),
        )
    if kind != LetterKind.HELD:
        registration.proven_at = timezone.now()
    return words_for(registration, str(kind), {}, {})


def write_test_letters(letters):
    """What an organiser sends to herself, as it would leave now."""
    events = events_for_letters().in_bulk({letter.facts["event"] for letter in letters})
    words = {}
    for letter in letters:
        if event := events.get(letter.facts["event"]):
            facts = {name: letter.facts[name] for name in ("kind", "mode", "language")}
            words[letter.pk] = preview_letter(event, **facts)
    return words
