from django.utils import timezone

from clusterhub.events.emails.kinds import TRUE_WHILE
from clusterhub.events.emails.registration import letter_about, write_letters
from clusterhub.events.models import RegistrationStep
from clusterhub.letters.operations import post
from clusterhub.web.prepared_writes import PreparedInsert


def step(registration, verb, *, by, **details):
    """Write what happened to a registration, beside it and as long as it; of what she has to know,
    and what is true of her now, her letter is written down in the same transaction. Who asks, and
    proves her address, is not registered yet."""
    row = _insert(
        RegistrationStep(
            registration=registration,
            event_id=registration.event_id,
            at=timezone.now(),
            verb=verb,
            by=by,
            details=details,
        )
    )
    if registration.status in TRUE_WHILE.get(verb, ()):
        tell(registration, verb, **details)
    return row


_insert = PreparedInsert(RegistrationStep)


def tell(registration, verb, **facts):
    """A letter to one who is registered, without a step."""
    letter = letter_about(
        verb,
        event_pk=registration.event_id,
        registration_pk=registration.pk,
        email=registration.email,
        facts=facts,
    )
    post(write_letters, letter)


def session_facts(session):
    """What a letter about a session says, as it is now."""
    return {
        "session": session.pk,
        "title": session.title,
        "starts_at": session.starts_at.isoformat() if session.starts_at else "",
        "ends_at": session.ends_at.isoformat() if session.ends_at else "",
        "room": session.room.name if session.room else "",
    }
