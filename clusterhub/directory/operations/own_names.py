"""What an organisation's own people say that it is called, too."""

from django.db import transaction

from clusterhub.directory.operations.organisations import add_other_name, remove_other_name
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.refusals import TooManyNames

MOST_NAMES = 30


@transaction.atomic
def add_own_name(organisation, *, name, kind, by):
    """One more name under which the organisation is found."""
    lock_for(organisation, by=by)
    if organisation.other_names.count() >= MOST_NAMES:
        raise TooManyNames
    return add_other_name(organisation, name=name, kind=kind, by=by)


@transaction.atomic
def remove_own_name(other_name, *, by):
    """Take one of its names away again."""
    lock_for(other_name.organisation, by=by)
    remove_other_name(other_name, by=by)
