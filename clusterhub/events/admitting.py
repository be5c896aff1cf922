"""What an event's page says of registration: open or not and why, and what is free in each mode."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.events.models import EventStatus, PoolKind, Registration
from clusterhub.events.operations.places import EXACT_BELOW


@dataclass
class Choice:
    """One mode in which one can come."""

    mode: str
    label: str
    words: str
    is_full: bool


@dataclass
class Admitting:
    state: str  # "open", "not_yet", "closed" or "registered"
    opens_at: object = None
    choices: list = field(default_factory=list)
    registration: Registration | None = None


def admitting(event, user):
    """None where the event takes no registrations at all, or is over or called off."""
    admission = getattr(event, "admission", None)
    is_off = event.status in (EventStatus.CANCELLED, EventStatus.DRAFT)
    if admission is None or is_off or event.is_over:
        return None
    own = own_registration(event, user)
    if own:
        return Admitting("registered", registration=own)
    now = timezone.now()
    if admission.opens_at and now < admission.opens_at:
        return Admitting("not_yet", opens_at=admission.opens_at)
    if now >= (admission.closes_at or event.ends_at):
        return Admitting("closed")
    return Admitting("open", choices=choices_of(event))


def choices_of(event):
    """How one can take part, on site first."""
    pools = event.pools.filter(kind=PoolKind.MODE).order_by("mode")
    return [_choice(pool) for pool in pools]


def own_registration(event, user):
    if not user.is_authenticated:
        return None
    return Registration.objects.living().filter(event=event, attendee=user).first()


def _choice(pool):
    is_full = pool.free == 0 or pool.waiting_count > 0
    return Choice(pool.mode, pool.get_mode_display(), _words(pool, is_full), is_full)


def _words(pool, is_full):
    if is_full:
        return waiting_words(pool.waiting_count)
    if pool.free is None or pool.free > max(EXACT_BELOW, pool.places // 10):
        return _("places are free")
    return ngettext("%d place left", "%d places left", pool.free) % pool.free


def waiting_words(before):
    if not before:
        return _("full; you would be the first on the waiting list")
    return (
        ngettext(
            "full; %d person is before you on the waiting list",
            "full; %d people are before you on the waiting list",
            before,
        )
        % before
    )
