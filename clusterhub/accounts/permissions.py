from clusterhub.accounts.models import Role


def has_role(user, *roles):
    """Whether `user` holds one of `roles`; an administrator holds every role."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or bool(user.roles & {*roles, Role.ADMINISTRATOR})


def can_edit_content(user):
    return has_role(user, Role.EDITOR)


def can_run_events(user):
    return has_role(user, Role.EVENT_TEAM, Role.EDITOR)


def can_administer(user):
    return has_role(user, Role.ADMINISTRATOR)


def can_see_activity(user):
    return can_administer(user)
