from clusterhub.accounts.permissions import can_edit_content


def can_view(user, call):
    return call.published_at is not None or can_edit_content(user)


def can_edit_calls(user):
    return can_edit_content(user)


def can_say_results(user, call):
    """That its results are out: editors, and who publishes them at the desk of a call hosted here."""
    return can_edit_calls(user) or _holds(user, call, "publisher", "officer")


def can_add_documents(user, call):
    """Editors, and the publisher of a call that is hosted here."""
    return can_edit_calls(user) or _holds(user, call, "publisher")


def _holds(user, call, *kinds):
    # Roles of the app above, by the relation that it hangs on the account; asked anew each time.
    if not user.is_authenticated or not user.is_active:
        return False
    rows = user.call_roles.filter(ended_at=None, role__in=kinds)
    return rows.filter(hosted__call=call.pk).exists()
