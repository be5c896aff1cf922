from clusterhub.accounts.permissions import can_edit_content


def can_edit_summaries(user):
    """Read documents, answer findings, write, publish and correct."""
    return can_edit_content(user)


def can_view_summary(user, summary):
    return summary.is_published or can_edit_summaries(user)
