from clusterhub.accounts.permissions import can_edit_content


def can_view(user, record):
    return record.published_at is not None or can_edit_content(user)


def can_edit_directory(user):
    """Whether `user` may add to the directory and change what stands in it."""
    return can_edit_content(user)
