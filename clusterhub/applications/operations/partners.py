"""Partners: named by the team, confirmed by themselves through a link that came by mail."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from clusterhub.applications.emails import partner_letter, write_partner_letters
from clusterhub.applications.freezing import is_frozen
from clusterhub.applications.models import AccessVerb, Partner
from clusterhub.applications.operations.access import (
    SECOND_CLICK,
    demand_few_letters,
    record_access,
)
from clusterhub.applications.operations.hosting import lock_stages, works_for
from clusterhub.applications.operations.locks import (
    demand_member,
    demand_unfrozen,
    lock_application,
    touch,
)
from clusterhub.applications.permissions import WRITERS
from clusterhub.applications.questions import MOST_ROWS
from clusterhub.applications.refusals import ConflictOfRoles, LinkOver, TooMany
from clusterhub.letters.operations import forget_letters_about, post

LINK_HOLDS = timedelta(days=60)


@transaction.atomic
def add_partner(application, *, by, asks=False, **facts):
    """Name a partner; `asks` sends the contact a link at once. A second click names it once."""
    application = lock_application(application)
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    just_now = {"removed_at": None, "added_at__gt": timezone.now() - SECOND_CLICK}
    if same := application.partners.filter(added_by=by, **just_now, **facts).first():
        return same
    if application.partners.filter(removed_at=None).count() >= MOST_ROWS:
        raise TooMany(MOST_ROWS)
    touch(application)
    partner = application.partners.create(added_by=by, added_at=timezone.now(), **facts)
    what = partner.name
    record_access(application, AccessVerb.PARTNERED, by=by, as_what=member.role, what=what)
    return ask_partner(partner, by=by) if asks and partner.contact_email else partner


@transaction.atomic
def ask_partner(partner, *, by):
    """Send the contact of a partner a link to confirm; asked again, the old link ends. What was
    confirmed stays confirmed."""
    application = lock_application(partner.application)
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    partner.refresh_from_db()
    now = timezone.now()
    if partner.confirmed_at or (partner.asked_at and now - partner.asked_at < SECOND_CLICK):
        return partner
    demand_few_letters(by)
    if partner.removed_at or not partner.contact_email:
        raise LinkOver
    touch(application)
    partner.asked_at, partner.link_version = now, partner.link_version + 1
    partner.declined_at = None
    partner.answered_by = ""
    partner.save(update_fields=["asked_at", "link_version", "declined_at", "answered_by"])
    what = partner.name
    record_access(application, AccessVerb.INVITED, by=by, as_what=member.role, what=what)
    post(write_partner_letters, partner_letter(partner))
    return partner


def can_answer(partner, now=None):
    now = now or timezone.now()
    if partner.removed_at or partner.asked_at is None or is_frozen(partner.application, now):
        return False
    is_fresh = now < partner.asked_at + LINK_HOLDS
    return is_fresh and partner.confirmed_at is None and partner.declined_at is None


@transaction.atomic
def answer_as_partner(partner, *, confirms, name, by=None):
    """Confirm or decline, by the link alone; the name is as she writes it. One answer a link. `by`:
    who is signed in, if anybody is; nobody who works for the call takes part in it."""
    hosted = lock_stages(partner.application.hosted)
    partner.application = application = lock_application(partner.application)
    partner.refresh_from_db(fields=["removed_at", "asked_at", "confirmed_at", "declined_at"])
    if not can_answer(partner):
        raise LinkOver
    if confirms and any(works_for(hosted, person) for person in _behind(partner, by)):
        raise ConflictOfRoles
    touch(application)
    moment = "confirmed_at" if confirms else "declined_at"
    setattr(partner, moment, timezone.now())
    partner.answered_by = name
    partner.save(update_fields=[moment, "answered_by"])
    what = f"{partner.name}: {'yes' if confirms else 'no'}"
    record_access(application, AccessVerb.CONFIRMED, by=None, as_what="link", what=what)
    return partner


def _behind(partner, by):
    rows = EmailAddress.objects.filter(email__iexact=partner.contact_email, verified=True)
    people = [row.user for row in rows.select_related("user")]
    return people if by is None else [*people, by]


@transaction.atomic
def remove_partner(partner, *, by):
    """Take a partner off; what was handed in keeps its name, her address and letters go."""
    application = lock_application(partner.application)
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    touch(application)
    Partner.objects.filter(pk=partner.pk, removed_at=None).update(
        removed_at=timezone.now(), contact_name="", contact_email=""
    )
    forget_letters_about(partner._meta.label_lower, partner.pk)
    what = partner.name
    record_access(application, AccessVerb.PARTNERED, by=by, as_what=member.role, what=what)
