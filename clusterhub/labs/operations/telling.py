"""Who is told what by letter, in the transaction that makes it true; nobody of what she did herself."""

from django.db.models import Q

from clusterhub.accounts.models import User
from clusterhub.labs.emails import consortia, ideas
from clusterhub.labs.emails.to_people import near
from clusterhub.labs.models import LabPerson, PartKind
from clusterhub.letters.operations import post_many


def tell_proposer_of_part(idea, part):
    if idea.proposer_id is not None:
        _post(ideas.write_parts, [ideas.letter_of_part(_with_lab(idea), part)])


def tell_proposer_of_hiding(idea):
    if idea.proposer_id is not None:
        _post(ideas.write_hidings, [ideas.letter_of_hiding(_with_lab(idea))])


def tell_of_group(group, ideas_of_it, *, by):
    """Who proposed these ideas or wants to work on one of them has a board from now on."""
    joined = Q(parts__idea__in=ideas_of_it, parts__kind=PartKind.JOIN)
    people = LabPerson.objects.filter(Q(ideas__in=ideas_of_it) | joined).distinct()
    letters = [ideas.letter_of_group(group, each) for each in _but(people, by)]
    _post(ideas.write_groups, letters)


def tell_keepers(partner, *, by):
    """Whoever can answer for a listed organisation is asked, once."""
    current = {"editorships__organisation": partner.organisation, "editorships__ended_at": None}
    keepers = User.objects.filter(is_active=True, **current).order_by("pk")
    if by.account is not None:
        keepers = keepers.exclude(pk=by.account.pk)
    letters = [consortia.letter_of_asking(partner, each) for each in keepers]
    _post(consortia.write_askings, letters)


def tell_board_of_answer(partner, *, by):
    people = LabPerson.objects.of_group(partner.consortium.group)
    if by.person is not None:
        people = people.exclude(pk=by.person.pk)
    letters = [consortia.letter_of_answer(partner, each) for each in _but(people, by.account)]
    _post(consortia.write_answers, letters)


def tell_of_outcome(outcome, *, by):
    """Who works on the board, and who reported it."""
    members = LabPerson.objects.of_group(outcome.group).values("pk")
    people = LabPerson.objects.filter(Q(pk__in=members) | Q(pk=outcome.said_by_id))
    letters = [consortia.letter_of_outcome(outcome, each) for each in _but(people, by)]
    _post(consortia.write_outcomes, letters)


def _but(people, account):
    people = people.exclude(account=account) if account is not None else people
    return near(people).order_by("pk")


def _with_lab(idea):
    idea.proposer = near(LabPerson.objects.all()).get(pk=idea.proposer_id)
    return idea


def _post(renderer, letters):
    """Those who have stopped such letters, or come no more, have none."""
    post_many(renderer, [letter for letter in letters if letter is not None])
