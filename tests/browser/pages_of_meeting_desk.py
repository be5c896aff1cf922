"""Addresses of the organiser's side of 1:1 meetings; the same three kinds as in pages_of_events."""

MEETING_DESK_PAGES = {}
# Of an event where people meet; the story of the organiser goes there.
MEETING_DESK_STORIES = {
    "matchmaking:desk",
    "matchmaking:desk-settings",
    "matchmaking:desk-slots",
    "matchmaking:desk-schedules",
    "matchmaking:desk-schedule",
    "matchmaking:desk-comparison",
    "matchmaking:desk-plan",
    "matchmaking:desk-repair",
    "matchmaking:desk-people",
    "matchmaking:desk-person",
    "matchmaking:desk-meeting",
    "matchmaking:desk-files",
}
MEETING_DESK_NO_PAGES = {
    *("desk-beginning", "desk-slots-change", "desk-tables"),
    *("desk-publication", "desk-stopping", "desk-removal", "desk-locks"),
    *("desk-invitation", "desk-together", "desk-role", "desk-meeting-cancellation"),
    *("desk-people-pdf", "desk-tables-pdf", "desk-person-pdf"),
    *("desk-plan-csv", "desk-plan-calendar", "desk-person-calendar"),
}
