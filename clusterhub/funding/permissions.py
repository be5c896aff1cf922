from clusterhub.accounts.permissions import can_edit_content


def can_view(user, call):
    return call.published_at is not None or can_edit_content(user)


def can_edit_calls(user):
    return can_edit_content(user)
