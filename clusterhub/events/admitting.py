"""What an event's page says of registration: open or not and why, and what is free in each mode."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.events.approval_clock import usual_days
from clusterhub.events.models import (
    AskedWhen,
    EventStatus,
    Pool,
    PoolKind,
    Registration,
    WhoMayCome,
)
from clusterhub.events.operations.coming import country_of, is_invited, is_member, takes_part
from clusterhub.events.rounding import EXACT_TO, is_scarce, rounded
from clusterhub.vocabularies.models import Country, Programme
from clusterhub.web.prepared import Prepared


@dataclass
class Choice:
    """One mode in which one can come."""

    mode: str
    label: str
    words: str
    is_full: bool


@dataclass
class Admitting:
    state: str  # "open", "not_yet", "closed", "registered", "members", "countries" or "invited"
    opens_at: object = None
    choices: list = field(default_factory=list)
    registration: Registration | None = None
    questions: list = field(default_factory=list)
    # For whom it is, where it is not for everybody; and whether her country has to be asked.
    for_whom: str = ""
    needs_country: bool = False
    needs_approval: bool = False
    # From how many days on somebody decided usually; None while too few decisions say nothing.
    usual_days: int | None = None


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
    state = _open_to(event, admission, user)
    if state != "open":
        return Admitting(state, for_whom=for_whom(admission))
    return Admitting(
        "open",
        choices=choices_of(event),
        questions=questions_of(event) if admission.asks_at_once else [],
        for_whom=for_whom(admission),
        needs_country=needs_country(admission, user),
        needs_approval=admission.needs_approval,
        usual_days=usual_days(event) if admission.needs_approval else None,
    )


def _open_to(event, admission, user):
    """Whether this reader sees the form; a visitor whose country is not known yet does."""
    if admission.who == WhoMayCome.MEMBERS and not is_member(user):
        return "members"
    if admission.who == WhoMayCome.INVITED and not is_invited(event, user):
        return "invited"
    if admission.who == WhoMayCome.COUNTRIES and user.is_authenticated:
        country = country_of(None, None, user)
        if country is not None and takes_part(country, admission, event) is False:
            return "countries"
    return "open"


def questions_of(event):
    return list(event.questions.filter(when=AskedWhen.REGISTERING))


def needs_country(admission, user):
    if admission.who != WhoMayCome.COUNTRIES:
        return False
    return not user.is_authenticated or country_of(None, None, user) is None


def for_whom(admission):
    """In words: from which countries people come."""
    if admission.who != WhoMayCome.COUNTRIES:
        return ""
    names = [str(Programme(code).label) for code in admission.programmes]
    if admission.countries:
        names += map(str, Country.objects.filter(pk__in=admission.countries))
    return ", ".join(names)


def choices_of(event):
    """How one can take part, on site first."""
    return [_choice(pool) for pool in _pools(event.pk)]


_pools = Prepared(lambda pk: Pool.objects.filter(event_id=pk, kind=PoolKind.MODE).order_by("mode"))


def own_registration(event, user):
    if not user.is_authenticated:
        return None
    return _own(event.pk, user.pk)


_own = Prepared(
    lambda event, attendee: (
        Registration.objects.living().filter(event=event, attendee=attendee).order_by("pk")
    )
).one


def _choice(pool):
    is_full = pool.free == 0 or pool.waiting_count > 0
    return Choice(pool.mode, pool.get_mode_display(), _words(pool, is_full), is_full)


def _words(pool, is_full):
    if is_full:
        return waiting_words(pool.waiting_count)
    if not is_scarce(pool):
        return _("places are free")
    if pool.free > EXACT_TO:
        return _("more than %d places left") % rounded(pool.free)
    return ngettext("%d place left", "%d places left", pool.free) % pool.free


def waiting_words(before):
    if not before:
        return _("full; you would be the first on the waiting list")
    if before > EXACT_TO:
        words = _("full; more than %d people are before you on the waiting list")
        return words % rounded(before)
    return (
        ngettext(
            "full; %d person is before you on the waiting list",
            "full; %d people are before you on the waiting list",
            before,
        )
        % before
    )
