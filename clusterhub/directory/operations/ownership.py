"""Who keeps an organisation, asked anew under its lock: what a page knew may be over, and who acts
may have been removed since the form opened."""

from clusterhub.accounts.permissions import can_administer, can_edit_content
from clusterhub.directory.models import Level
from clusterhub.directory.operations.changes import lock
from clusterhub.directory.permissions import can_validate
from clusterhub.directory.refusals import NotAValidator, NotTheOwner, OwnCase


def lock_for(organisation, *, by, version=None, level=None):
    """Lock for one of its own people (of `level`, if given), for the platform's, or for nobody."""
    lock(organisation, version=version)
    if by is not None:
        _demand(organisation, by, level)
    return organisation


def still_edits(user, organisation, level=None):
    own = level_in(organisation, user)
    return own is not None and level in (None, own)


def level_in(organisation, person):
    """The person's level now, or None."""
    own = organisation.editorships.current().filter(editor=person)
    return own.values_list("level", flat=True).first()


def demand_editor(organisation, person):
    _demand(organisation, person)


def demand_administrator(organisation, person):
    _demand(organisation, person, Level.ADMINISTRATOR)


def _demand(organisation, person, level=None):
    platform = can_administer if level == Level.ADMINISTRATOR else can_edit_content
    if not platform(person) and not still_edits(person, organisation, level):
        raise NotTheOwner


def demand_validator(person):
    if not can_validate(person):
        raise NotAValidator


def demand_judge(organisation, person, submission=None):
    """A validator who neither keeps the organisation, nor did when it was handed in, nor did that."""
    demand_validator(person)
    if level_in(organisation, person) is not None:
        raise OwnCase
    if submission is None:
        return
    kept_it = organisation.editorships.filter(
        editor=person, ended_at__gte=submission.submitted_at
    ).exists()
    if kept_it or submission.submitted_by_id == person.pk:
        raise OwnCase


def has_administrator(organisation):
    """Whether somebody with a living account can let others in."""
    return organisation.editorships.administrators().filter(editor__is_active=True).exists()


def grant(organisation, person, level, *, by):
    """Let a person keep a locked organisation; she who has one already keeps the higher level."""
    editorship, is_new = organisation.editorships.current().get_or_create(
        organisation=organisation,
        editor=person,
        ended_at=None,
        defaults={"level": level, "granted_by": by},
    )
    if not is_new and level == Level.ADMINISTRATOR and editorship.level != level:
        editorship.level = level
        editorship.save(update_fields=["level"])
    mark_claimable(organisation)
    return editorship


def mark_claimable(organisation):
    """Say whether the profile waits for somebody to keep it."""
    is_claimable = not has_administrator(organisation)
    if organisation.is_claimable != is_claimable:
        organisation.is_claimable = is_claimable
        organisation.save(update_fields=["is_claimable"])
