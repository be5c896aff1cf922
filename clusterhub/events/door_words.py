"""What the page of a door says of each outcome: a word, a shape, and what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.words import hour_in_words
from clusterhub.clock.zones import zone_info
from clusterhub.events.models import ScanOutcome


@dataclass(frozen=True)
class Words:
    word: str
    state: str  # good, warning or danger: each has a shape of its own.
    more: str = ""


WORDS = {
    "in": Words(gettext_lazy("Come in"), "good"),
    "again": Words(gettext_lazy("Already in"), "warning"),
    "undone": Words(
        gettext_lazy("Taken back"), "neutral", gettext_lazy("She does not count as being here.")
    ),
    "unknown": Words(
        gettext_lazy("Not a ticket of ours"),
        "danger",
        gettext_lazy("Mistyped or made up. Ask for the name, and look for it below."),
    ),
    "elsewhere": Words(
        gettext_lazy("Ticket for another event"),
        "danger",
        gettext_lazy("It is genuine, but not for this event."),
    ),
    "cancelled": Words(
        gettext_lazy("Cancelled"),
        "danger",
        gettext_lazy(
            "This registration was given back or ended. Who wants to come registers again."
        ),
    ),
    "no_place": Words(
        gettext_lazy("No place"),
        "warning",
        gettext_lazy("Asked or waiting, but without a confirmed place here."),
    ),
    "online": Words(
        gettext_lazy("Registered online"),
        "warning",
        gettext_lazy("She can change to on site on her own page, while places are free."),
    ),
    "not_today": Words(
        gettext_lazy("Not today"),
        "warning",
        gettext_lazy("The ticket is good, the event is not on."),
    ),
}

# What only a phone without network says; the server always knows.
WITHOUT_NETWORK = {
    "not_listed": Words(
        gettext_lazy("Not on the list"),
        "danger",
        gettext_lazy(
            "Mistyped, made up, or made since the list was fetched: ask for the name. It is kept, and"
            " judged when the network is back."
        ),
    ),
    "unsure": Words(
        gettext_lazy("Kept, not checked"),
        "warning",
        gettext_lazy("There is no list on this device. It is judged when the network is back."),
    ),
}


def answer_of(scan, door):
    """What a device is told of one scan; of one with a number that was used elsewhere, no more than
    its outcome."""
    is_here = scan.event_id == door.event_id
    person = scan.registration if is_here else None
    there = scan.check_in if is_here and scan.outcome == ScanOutcome.AGAIN else None
    return {
        "id": str(scan.client_id),
        "outcome": scan.outcome,
        "ref": person.pk if person else None,
        "name": person.name if person else "",
        "since": int(there.first_at.timestamp() * 1000) if there else 0,
        "door": there.door.name if there and there.door else "",
        "word": str(WORDS[scan.outcome].word),
        "state": WORDS[scan.outcome].state,
    }


def sentence_of(scan):
    """ "Since 9:12, at the main entrance", or what to do."""
    if scan.outcome != ScanOutcome.AGAIN or scan.check_in is None:
        return str(WORDS[scan.outcome].more)
    there = scan.check_in
    at = there.first_at.astimezone(zone_info(scan.event.time_zone))
    hour = hour_in_words(at)
    if there.door is None:
        return _("Since %s.") % hour
    return _("Since %(hour)s, at door “%(door)s”.") % {"hour": hour, "door": there.door.name}


def phrases():
    """What the script of the door's page says; values stand in braces."""
    return {
        "online": _("Connected."),
        "offline": _("No network: scans are kept on this device."),
        "list_of": _("List of {hour}."),
        "waits": _("Scans to be sent: {number}."),
        "no_list": _("There is no list on this device yet: connect once."),
        "was_changed": _("The list on this device was changed and is thrown away: connect once."),
        "closed": _("This door is closed."),
        "no_code": _("A code has thirteen letters and figures."),
        "since": _("Since {hour}."),
        "since_at": _("Since {hour}, at door “{door}”."),
        "undo": _("Undo"),
        "check_in": _("Check in"),
        "nobody": _("Nobody of that name."),
        "counts": _("{here} of {expected} are here."),
    }
