"""The kinds of letters about an event: what each is called, while it is true, and how it leaves."""

from django.utils.translation import gettext_lazy as _

from clusterhub.events.models import RegistrationStatus
from clusterhub.letters.models import Priority
from clusterhub.letters.operations import Post

# A step is told only while it is still true: who gave her place back meanwhile needs no ticket.
TRUE_WHILE = {
    "held": {RegistrationStatus.HELD},
    "requested": {RegistrationStatus.REQUESTED},
    "asked": {RegistrationStatus.REQUESTED},
    "approved": {RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING},
    "refused": {RegistrationStatus.REFUSED},
    "confirmed": {RegistrationStatus.CONFIRMED},
    "proved the address": {RegistrationStatus.CONFIRMED},
    "placed": {RegistrationStatus.CONFIRMED, RegistrationStatus.HELD},
    "waiting": {RegistrationStatus.WAITING},
    "invited": {RegistrationStatus.HELD},
    "queued": {RegistrationStatus.WAITING},
    "lead": {RegistrationStatus.CONFIRMED},
    "offered": {RegistrationStatus.WAITING, RegistrationStatus.CONFIRMED},
    "cancelled": {RegistrationStatus.CANCELLED},
    "lapsed": {RegistrationStatus.LAPSED},
    "got a place in a session": {RegistrationStatus.CONFIRMED},
    "a session moved": {RegistrationStatus.CONFIRMED},
    "a session is cancelled": {RegistrationStatus.CONFIRMED},
    "reminded": {RegistrationStatus.CONFIRMED},
    "thanked": {RegistrationStatus.CONFIRMED},
}
MAILED = frozenset(TRUE_WHILE)
WITH_CALENDAR = {"confirmed", "proved the address", "placed", "approved"}
ABOUT_SESSIONS = {"got a place in a session", "a session moved", "a session is cancelled"}
NEWS = {"event changed", "event postponed", "event cancelled", "event published"}
TEMPLATES = {
    "proved the address": "confirmed",
    "placed": "confirmed",
    **dict.fromkeys(ABOUT_SESSIONS, "session"),
    **dict.fromkeys(NEWS, "news"),
}
# She waits for these before her screen.
AT_ONCE = {"held", "requested", "asked", "already", "test"}
# Letters that she may stop; those that tell what holds for her she may not.
BULK = {"reminded", "thanked"}

SUBJECTS = {
    "held": _("Confirm your place: %s"),
    "requested": _("Confirm your address: %s"),
    "asked": _("Your request: %s"),
    "approved": _("Your request was accepted: %s"),
    "refused": _("Your request was not accepted: %s"),
    "confirmed": _("You are registered: %s"),
    "proved the address": _("You are registered: %s"),
    "placed": _("You have a place: %s"),
    "waiting": _("You are on the waiting list: %s"),
    "invited": _("Are you coming? %s"),
    "queued": _("You are on the waiting list: %s"),
    "lead": _("May an exhibitor have your contact? %s"),
    "offered": _("A place is free for you: %s"),
    "cancelled": _("Your registration is cancelled: %s"),
    "lapsed": _("Your place has gone on: %s"),
    "reminded": _("Soon: %s"),
    "thanked": _("Thank you: %s"),
    "event changed": _("Changed: %s"),
    "event postponed": _("Postponed: %s"),
    "event cancelled": _("Cancelled: %s"),
    "event published": _("It takes place: %s"),
    "already": _("You are registered already: %s"),
    "got a place in a session": _("You have a place in a session: %s"),
    "a session moved": _("A session that you chose has moved: %s"),
    "a session is cancelled": _("A session that you chose is cancelled: %s"),
    # To people who are not registered.
    "guest": _("Invitation: %s"),
    "group offered": _("Places are free for your group: %s"),
    "proposal accepted": _("Accepted: %s"),
    "proposal refused": _("Not accepted: %s"),
    "organiser invited": _("Help with an event: %s"),
    "submission accepted": _("Your event is shown: %s"),
    "submission returned": _("Please change your event: %s"),
    "submission refused": _("Your event is not shown: %s"),
    "submission waits": _("Submitted: %s"),
    "requests are late": _("Requests wait for your answer: %s"),
}


def subject_of(verb, title):
    return " ".join((str(SUBJECTS[verb]) % title).split())[:200]


def label_of_kind(verb):
    """What the log calls a letter: its subject without the title."""
    return str(SUBJECTS.get(verb, verb)).replace("%s", "").strip(" :")


def folder_of(event_pk):
    """Where the log of an event's letters stands."""
    return f"events.event:{event_pk}"


def about_row(row, verb, *, to, facts=None):
    """A letter about a row of an event that is no registration; it goes when the row goes."""
    return Post(
        to=to,
        kind=verb,
        about=(row._meta.label_lower, row.pk),
        folder=folder_of(row.event_id),
        facts=facts or {},
        priority=Priority.SOMEBODY_WAITS if verb in AT_ONCE else None,
    )
