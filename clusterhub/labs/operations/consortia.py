"""A group becomes a consortium; its partners are planned by members and confirm for themselves."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from clusterhub.events.operations.text import one_line
from clusterhub.labs.models import Consortium, Partner, PartnerRole, PartnerState
from clusterhub.labs.operations.board import lock_board, note
from clusterhub.labs.operations.people import fresh, lock_lab
from clusterhub.labs.operations.refusals import AlreadyThere, CallMissing, NotAllowed, TooMany
from clusterhub.labs.operations.telling import tell_board_of_answer, tell_keepers
from clusterhub.labs.permissions import is_member, speaks_for

MOST_PARTNERS = 60


@transaction.atomic
def begin_consortium(group, *, by):
    """Bound to the group's call; begun twice is begun once."""
    group = lock_board(group, by)
    if group.call is None:
        raise CallMissing
    consortium, is_new = Consortium.objects.get_or_create(group=group)
    if is_new:
        note("began a consortium of", group, by, call=group.call.slug)
    return consortium


@transaction.atomic
def add_partner(consortium, *, name="", organisation=None, by, is_own=False, **facts):
    """Planned, until it confirms. `is_own`: the member who adds it speaks for it, if nobody lists it;
    a listed organisation's editors do."""
    group = lock_board(consortium.group, by)
    if consortium.partners.count() >= MOST_PARTNERS:
        raise TooMany(MOST_PARTNERS)
    if organisation is not None:
        listed = {"country": organisation.country, "kind": organisation.kind}
        facts |= {"organisation": organisation, **listed}
        name = organisation.name
    elif is_own and is_member(by, group):
        facts["speaker"] = by.person
    facts["does"] = one_line(facts.get("does", ""))[:300]
    try:
        with transaction.atomic():
            partner = Partner.objects.create(
                consortium=consortium, name=one_line(name)[:200], **facts
            )
    except IntegrityError:
        raise AlreadyThere from None
    if organisation is not None:
        tell_keepers(partner, by=by)
    note("added a partner to", group, by, partner=partner.name)
    return partner


@transaction.atomic
def remove_partner(partner, *, by):
    group = lock_board(partner.consortium.group, by)
    partner = fresh(group.consortium.partners.all(), partner)
    note("removed a partner from", group, by, partner=partner.name)
    _forget_answers_of(partner)
    partner.delete()


def _forget_answers_of(partner):
    """Size, ties and aid were the coordinator's; another one has others."""
    if partner.role == PartnerRole.COORDINATOR:
        consortium = Consortium.objects.get(pk=partner.consortium_id)
        consortium.answers = {
            name: value for name, value in consortium.answers.items() if _is_of_all(name)
        }
        consortium.save(update_fields=["answers"])


def _is_of_all(fact):
    return fact in ("dependent_partners", "asked_eur") or fact.startswith("answer/")


@transaction.atomic
def answer_for(partner, *, takes_part, by):
    """The organisation says yes or no to its part, through its editors or its speaker."""
    group = partner.consortium.group
    lock_lab(group.lab)
    partner = fresh(Partner.objects.filter(consortium=group.pk), partner)
    if not speaks_for(by, partner):
        raise NotAllowed
    state = PartnerState.CONFIRMED if takes_part else PartnerState.DECLINED
    if partner.state == state:
        return partner
    partner.state = state
    partner.answered_at, partner.answered_by = timezone.now(), by.account
    try:
        with transaction.atomic():
            partner.save(update_fields=["state", "answered_at", "answered_by"])
    except IntegrityError:  # She returns as coordinator, and there is another one.
        raise AlreadyThere from None
    verb = "confirmed a partner of" if takes_part else "declined to be a partner of"
    if not takes_part:
        _forget_answers_of(partner)
    tell_board_of_answer(partner, by=by)
    note(verb, group, by, partner=partner.name)
    return partner


@transaction.atomic
def answer_rules(consortium, *, facts, by):
    """Facts that the rules of the call ask of the consortium; None takes one back."""
    group = lock_board(consortium.group, by)
    consortium = Consortium.objects.get(pk=group.pk)
    told = consortium.answers | facts
    consortium.answers = {name: value for name, value in told.items() if value is not None}
    consortium.save(update_fields=["answers"])
    note("answered questions of the call for", group, by, facts=sorted(facts))
    return consortium


def coordinator_of(partners):
    """The one that would sign: of those that have not declined."""
    found = (each for each in partners if each.role == PartnerRole.COORDINATOR)
    return next((each for each in found if each.state != PartnerState.DECLINED), None)
