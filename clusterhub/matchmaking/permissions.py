"""Who may do what with the meetings of an event. Participants act behind their own link."""

from clusterhub.events.permissions import can_edit_event, can_see_people


def can_run_meetings(user, event):
    """Slots, tables, rules and schedules."""
    return can_edit_event(user, event)


def can_see_participants(user, event):
    """Who wants to meet, and who has nobody yet."""
    return can_see_people(user, event)
