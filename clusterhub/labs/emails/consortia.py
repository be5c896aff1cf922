"""Letters about a consortium and what comes of it: to who keeps the profile of an organisation that is
asked, and to those who work on the board."""

from collections import defaultdict

from django.utils import translation
from django.utils.translation import gettext as _

from clusterhub.accounts.models import User
from clusterhub.clock.words import day_in_words
from clusterhub.directory.models import Editorship
from clusterhub.labs.emails.to_people import (
    account_reader,
    one_line,
    post_to,
    post_to_account,
    readers,
    words_to,
)
from clusterhub.labs.models import LabPerson, Outcome, OutcomeState, Partner, PartnerState
from clusterhub.letters.bundles import bundle_of, hours_of, leaves_at

HOURS = 1
OF_PARTNER = ("organisation", "consortium__group__call", "consortium__group__lab__event")


def letter_of_asking(partner, account):
    """Once for an organisation, consortium and editor, also if it is taken out and put in again."""
    group = partner.consortium.group
    once = f"lab-asked-{group.pk}-{partner.organisation_id}-{account.pk}"
    facts = {"partner": partner.pk, "account": account.pk}
    return post_to_account("consortium: asked", account, group.lab.event, once=once, facts=facts)


def write_askings(letters):
    """Until the organisation has answered, and while she keeps its profile."""
    open_ones = Partner.objects.filter(state=PartnerState.PROPOSED).select_related(*OF_PARTNER)
    found = open_ones.in_bulk([letter.facts["partner"] for letter in letters])
    accounts = User.objects.filter(is_active=True).in_bulk([each.about_id for each in letters])
    keepers = set(
        Editorship.objects.current()
        .filter(editor__in=accounts, organisation__in={p.organisation_id for p in found.values()})
        .values_list("organisation", "editor")
    )
    words = {}
    for letter in letters:
        partner, account = found.get(letter.facts["partner"]), accounts.get(letter.about_id)
        if partner is None or account is None or account.email != letter.to_address:
            continue
        if (partner.organisation_id, account.pk) in keepers:
            reader = account_reader(account, partner.consortium.group.lab.event)
            with translation.override(reader.language):
                words[letter.pk] = _asking(reader, partner)
    return words


def _asking(reader, partner):
    group = partner.consortium.group
    call = group.call if group.call and group.call.published_at else None
    name = one_line(partner.organisation.name)
    return words_to(
        reader, group.lab.event, "asked.txt",
        _("Does %(name)s take part? %(group)s") % {"name": name, "group": one_line(group.title)},
        page=f"groups/{group.pk}/consortium/", organisation=name, group=one_line(group.title),
        call=one_line(call.title) if call else "", role=partner.get_role_display(),
    )  # fmt: skip


def letter_of_answer(partner, person):
    group, bundle = partner.consortium_id, bundle_of(partner.answered_at, HOURS)
    return post_to(
        "consortium: answered", person, once=f"lab-answers-{group}-{person.pk}-{bundle}",
        facts={"group": group, "bundle": bundle}, is_bulk=True,
        not_before=leaves_at(bundle, HOURS),
    )  # fmt: skip


def write_answers(letters):
    """What was answered in those hours and holds still, to who still works on the board."""
    answered, members = _answered(letters), _Members()
    words = {}
    for letter, person, reader in readers(letters):
        partners = answered[letter.facts["group"], letter.facts["bundle"]]
        partners = [each for each in partners if not _is_hers(each, person)]
        if not partners or not members.has(partners[0].consortium.group, person):
            continue
        group = partners[0].consortium.group
        title = one_line(group.title)
        words[letter.pk] = words_to(
            reader, person.lab.event, "answered.txt", _("Partners have answered: %s") % title,
            page=f"groups/{group.pk}/consortium/", is_bulk=True, group=title,
            confirmed=_names(partners, PartnerState.CONFIRMED),
            declined=_names(partners, PartnerState.DECLINED),
        )  # fmt: skip
    return words


def _is_hers(partner, person):
    """Whether she answered herself; who came by her link has no account to be noted by."""
    if partner.answered_by_id is None:
        return partner.speaker_id == person.pk
    return partner.answered_by_id == person.account_id


def _answered(letters):
    found = defaultdict(list)
    wanted = {(each.facts["group"], each.facts["bundle"]) for each in letters}
    first = hours_of(min(bundle for _group, bundle in wanted), HOURS)[0]
    rows = Partner.objects.filter(consortium__in={g for g, _b in wanted}, answered_at__gte=first)
    for partner in rows.select_related("consortium__group"):
        found[partner.consortium_id, bundle_of(partner.answered_at, HOURS)].append(partner)
    return found


def _names(partners, state):
    return [one_line(partner.name) for partner in partners if partner.state == state]


def letter_of_outcome(outcome, person):
    """Who reported it is told in any case, the others may stop such letters."""
    once = f"lab-outcome-{outcome.pk}-{outcome.state}-{person.pk}"
    facts = {"outcome": outcome.pk, "state": outcome.state}
    is_bulk = outcome.said_by_id != person.pk
    return post_to("outcome: decided", person, once=once, facts=facts, is_bulk=is_bulk)


def write_outcomes(letters):
    """While it is decided so."""
    found = Outcome.objects.select_related("group").in_bulk(
        [letter.facts["outcome"] for letter in letters]
    )
    members, words = _Members(), {}
    for letter, person, reader in readers(letters):
        outcome = found.get(letter.facts["outcome"])
        if outcome is None or outcome.state != letter.facts["state"]:
            continue
        if outcome.said_by_id != person.pk and not members.has(outcome.group, person):
            continue
        is_confirmed = outcome.state == OutcomeState.CONFIRMED
        subject = _("Confirmed: %s") if is_confirmed else _("Not confirmed: %s")
        kind, title = outcome.get_kind_display(), one_line(outcome.group.title)
        words[letter.pk] = words_to(
            reader, person.lab.event, "outcome.txt", subject % f"{kind}, {title}",
            page=f"groups/{outcome.group_id}/", is_bulk=letter.is_bulk, group=title, kind=kind,
            day=day_in_words(outcome.on), said=one_line(outcome.words), is_confirmed=is_confirmed,
        )  # fmt: skip
    return words


class _Members:
    """Who works on which board, asked once for each."""

    def __init__(self):
        self._of = {}

    def has(self, group, person):
        if group.pk not in self._of:
            rows = LabPerson.objects.of_group(group).values_list("pk", flat=True)
            self._of[group.pk] = set(rows)
        return person.pk in self._of[group.pk]
