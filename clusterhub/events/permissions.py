from clusterhub.accounts.permissions import can_run_events


def can_create_event(user):
    return can_run_events(user)


def can_edit_event(user, event):
    """Programme, speakers and everything on the page; an event of the past is still corrected."""
    return can_run_events(user)


def can_change_event_status(user, event):
    """Publish, postpone, cancel."""
    return can_run_events(user)


def can_edit_series(user, series=None):
    return can_run_events(user)


def can_change_admission(user, event):
    """Open and close registration, and say how many places there are."""
    return can_run_events(user)


def can_see_people(user, event):
    """Who comes, with their addresses."""
    return can_run_events(user)
