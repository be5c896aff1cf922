"""Asks again, under the lock, whether who acts may: she may have been removed since the form opened."""

from clusterhub.accounts.permissions import can_administer, can_edit_content
from clusterhub.directory.models import Level
from clusterhub.directory.operations.changes import lock
from clusterhub.directory.refusals import NotTheOwner


def lock_for(organisation, *, by, version=None, level=None):
    """Lock for one of its own people (of `level`, if given), for the platform's, or for nobody."""
    lock(organisation, version=version)
    platform = can_administer if level == Level.ADMINISTRATOR else can_edit_content
    if by is not None and not platform(by) and not still_edits(by, organisation, level):
        raise NotTheOwner
    return organisation


def still_edits(user, organisation, level=None):
    own = organisation.editorships.current().filter(editor=user)
    return (own.filter(level=level) if level else own).exists()
