"""Anybody may lead an event of the community, or a group: our mail server is not there for any list."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.accounts.permissions import can_run_events
from clusterhub.events.models import ListPurpose, ListState, PeopleList, RegistrationStep
from clusterhub.events.operations.group_refusals import TooManyLetters

MOST_A_DAY = 1_000  # Of one person, over all events; the team of the platform may write to all.
LETTERS = ("confirmed", "queued", "invited")


def demand_few_letters(people_list, count, by):
    """Raises TooManyLetters where taking over `count` rows would write to too many in a day."""
    if by is None or can_run_events(by) or not _writes(people_list):
        return
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # Two lists at once see each other.
    day = timezone.now() - timedelta(days=1)
    steps = RegistrationStep.objects.filter(by=by, at__gt=day, verb__in=LETTERS)
    written = steps.count() + _on_the_way(people_list, by)
    if written + count > MOST_A_DAY:
        raise TooManyLetters(written, MOST_A_DAY)


def _on_the_way(people_list, by):
    """What lists of hers that are being taken over will still write."""
    others = PeopleList.objects.filter(by=by, state=ListState.APPLYING).exclude(pk=people_list.pk)
    return sum(each.row_count - each.position for each in others if _writes(each))


def _writes(people_list):
    return people_list.purpose == ListPurpose.PARTY or people_list.sends_mail
