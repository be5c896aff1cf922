"""Exhibitors and their stands, contacts that visitors give them or not, experts and who books them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.addresses import address_key
from clusterhub.events.models import (
    Exhibitor,
    ExhibitorStaff,
    Expert,
    ExpertBooking,
    ExpertSlot,
    Fair,
    Lead,
    Registration,
    RegistrationStatus,
)
from clusterhub.events.operations.fair_refusals import (
    NotComing,
    PersonBusy,
    SlotGone,
    SlotTaken,
    StandTaken,
    TooManyBookings,
    UnknownTicket,
)
from clusterhub.events.operations.steps import step
from clusterhub.events.operations.text import one_line, several_lines, web_address

MOST_SLOTS, MOST_BOOKINGS = 200, 3


@transaction.atomic
def set_exhibitor(event, *, organisation, stand="", words="", url="", by):
    """Give an organisation a stand, or change what is said of it."""
    fair = _fair(event)
    stand = one_line(stand)[:30]
    others = event.exhibitors.exclude(organisation=organisation)
    if stand and others.filter(stand__iexact=stand).exists():
        raise StandTaken
    facts = {"stand": stand, "words": several_lines(words), "url": web_address(url)}
    exhibitor, is_new = Exhibitor.objects.update_or_create(
        event=event,
        organisation=organisation,
        defaults=facts,
        create_defaults=facts | {"slug": organisation.slug[:100], "position": fair.exhibitor_count},
    )
    _count(fair)
    verb = "added an exhibitor to" if is_new else "changed an exhibitor of"
    record_activity(verb, event, by=by, organisation=str(organisation))
    return exhibitor


@transaction.atomic
def describe_exhibitor(exhibitor, *, words, url, by):
    """What the exhibitor's own people say of themselves."""
    exhibitor.words, exhibitor.url = several_lines(words), web_address(url)
    exhibitor.save(update_fields=["words", "url"])
    organisation = str(exhibitor.organisation)
    record_activity("changed an exhibitor of", exhibitor.event, by=by, organisation=organisation)
    return exhibitor


@transaction.atomic
def remove_exhibitor(exhibitor, *, by):
    """It does not come; the contacts that were given to it go with it."""
    fair, event = _fair(exhibitor.event), exhibitor.event
    organisation = str(exhibitor.organisation)
    exhibitor.delete()
    _count(fair)
    record_activity("removed an exhibitor from", event, by=by, organisation=organisation)


@transaction.atomic
def add_staff(exhibitor, *, email, by):
    """Somebody who comes to the event stands at the stand; NotComing where nobody has this address."""
    coming = Registration.objects.living().filter(event=exhibitor.event_id)
    registration = coming.filter(address_key=address_key(email)).first()
    if registration is None:
        raise NotComing
    return ExhibitorStaff.objects.get_or_create(exhibitor=exhibitor, registration=registration)[0]


@transaction.atomic
def remove_staff(staff, *, by):
    staff.delete()


@transaction.atomic
def take_lead(exhibitor, *, code, note="", by=None):
    """Read a visitor's ticket and ask for her contact; she answers on her own page. Again is once."""
    confirmed = Registration.objects.filter(
        event=exhibitor.event_id, status=RegistrationStatus.CONFIRMED
    )
    registration = confirmed.filter(ticket_code=ticket_of(code)).first()
    if registration is None:
        raise UnknownTicket
    lead, is_new = Lead.objects.get_or_create(
        exhibitor=exhibitor,
        registration=registration,
        defaults={"note": one_line(note)[:300], "taken_by": by},
    )
    if is_new:
        step(registration, "lead", by=None, exhibitor=str(exhibitor.organisation))
    return lead


def ticket_of(code):
    """The code as it stands on the ticket: people type it in groups and small letters."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:13]


@transaction.atomic
def answer_lead(lead, *, agrees):
    """She gives her contact or not, and may think again at any time."""
    now = timezone.now()
    lead.agreed_at, lead.declined_at = (now, None) if agrees else (None, now)
    lead.save(update_fields=["agreed_at", "declined_at"])
    return lead


@transaction.atomic
def set_expert(event, *, person, words="", place="", by):
    """Let somebody give advice at the event, or change what is said of it."""
    fair = _fair(event)
    facts = {"words": several_lines(words), "place": one_line(place)[:100]}
    expert, is_new = Expert.objects.update_or_create(
        event=event,
        person=person,
        defaults=facts,
        create_defaults=facts | {"position": fair.expert_count},
    )
    _count(fair)
    verb = "added an expert to" if is_new else "changed an expert of"
    record_activity(verb, event, by=by, person=str(person))
    return expert


@transaction.atomic
def remove_expert(expert, *, by):
    fair, event, person = _fair(expert.event), expert.event, str(expert.person)
    if _open(expert).exists():
        raise SlotTaken
    expert.delete()
    _count(fair)
    record_activity("removed an expert from", event, by=by, person=person)


@transaction.atomic
def add_slots(expert, *, starts_at, ends_at, minutes, by):
    """As many slots of so many minutes as lie between the two; those there already stay."""
    _fair(expert.event)
    length, made = timedelta(minutes=minutes), []
    taken = list(expert.slots.values_list("starts_at", "ends_at"))
    while starts_at + length <= ends_at and len(taken) + len(made) < MOST_SLOTS:
        end = starts_at + length
        if not any(begins < end and starts_at < ends for begins, ends in taken):
            made.append(ExpertSlot(expert=expert, starts_at=starts_at, ends_at=end))
        starts_at = end
    return ExpertSlot.objects.bulk_create(made)


@transaction.atomic
def remove_slot(slot, *, by):
    """Take away a slot that nobody has booked."""
    slot = _locked_slot(slot)
    if slot.bookings.filter(ended_at=None).exists():
        raise SlotTaken
    slot.delete()


@transaction.atomic
def book_expert(slot, *, registration, words=""):
    """A free slot is hers; hers already is hers. SlotGone, PersonBusy, TooManyBookings, NotComing."""
    # She first, then the slot: of two clicks by one person the second sees the first.
    registration = Registration.objects.select_for_update(no_key=True).get(pk=registration.pk)
    slot = _locked_slot(slot)
    if registration.status != RegistrationStatus.CONFIRMED:
        raise NotComing
    holder = slot.bookings.filter(ended_at=None).first()
    if holder is not None and holder.registration_id == registration.pk:
        return holder
    if holder is not None or slot.starts_at <= timezone.now():
        raise SlotGone
    own = ExpertBooking.objects.filter(registration=registration, ended_at=None)
    if own.filter(slot__starts_at__lt=slot.ends_at, slot__ends_at__gt=slot.starts_at).exists():
        raise PersonBusy
    if own.filter(slot__starts_at__gt=timezone.now()).count() >= MOST_BOOKINGS:
        raise TooManyBookings(MOST_BOOKINGS)
    words = one_line(words)[:500]
    return ExpertBooking.objects.create(slot=slot, registration=registration, words=words)


@transaction.atomic
def cancel_booking(booking):
    """Give the slot back; somebody else can have it."""
    _locked_slot(booking.slot)
    ExpertBooking.objects.filter(pk=booking.pk, ended_at=None).update(ended_at=timezone.now())


def _locked_slot(slot):
    rows = ExpertSlot.objects.select_for_update(no_key=True, of=("self",))
    found = rows.filter(pk=slot.pk).first()
    if found is None:
        raise SlotGone
    return found


def _open(expert):
    return ExpertBooking.objects.filter(slot__expert=expert, ended_at=None)


def _fair(event):
    Fair.objects.get_or_create(event=event)
    return Fair.objects.select_for_update(no_key=True).get(event=event)


def _count(fair):
    fair.exhibitor_count = Exhibitor.objects.filter(event=fair.event_id).count()
    fair.expert_count = Expert.objects.filter(event=fair.event_id).count()
    fair.save(update_fields=["exhibitor_count", "expert_count"])
