"""A session is cancelled, held after all, or taken out of the programme."""

from django.db import transaction
from django.utils import timezone

from clusterhub.events.operations import changing
from clusterhub.events.operations.choosing import empty_session, remove_sessions
from clusterhub.events.operations.sessions import again
from clusterhub.events.operations.versions import note_cancellation


@transaction.atomic
def cancel_session(session, *, by):
    """It stays in the programme as cancelled; who chose it is told, and the places are gone."""
    event = changing.lock(session.event)
    session = again(session)
    if session.cancelled_at:
        return session
    session.cancelled_at = timezone.now()
    empty_session(session, "a session is cancelled", by=by)
    _store(event, session)
    changing.save(event, (), "cancelled a session of", by=by, session=session.title)
    return session


@transaction.atomic
def hold_session(session, *, by):
    """It is held after all; whoever wants to come chooses it again."""
    event = changing.lock(session.event)
    session = again(session)
    if session.cancelled_at:
        session.cancelled_at = None
        _store(event, session)
        changing.save(event, (), "holds after all a session of", by=by, session=session.title)
    return session


@transaction.atomic
def remove_session(session, *, by):
    """Take it out of the programme; SessionHasPeople where somebody has chosen it."""
    event = changing.lock(session.event)
    remove_sessions(event, [session])
    changing.save(event, (), "took a session out of", by=by, session=session.title)
    return event


def _store(event, session):
    session.sequence += 1  # Calendars obey the higher number.
    session.save(update_fields=["cancelled_at", "sequence", "updated_at"])
    note_cancellation(event, session)
