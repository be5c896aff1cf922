"""Addresses of the organiser's side of 1:1 meetings; the same three kinds as in pages_of_events."""

from tests.browser.pages_of_the_day import MEET

MEETING_DESK_PAGES = {
    f"matchmaking:{name}": ("Eva", MEET, "")
    for name in (
        *("desk", "desk-settings", "desk-slots", "desk-schedules", "desk-plan", "desk-repair"),
        *("desk-people", "desk-files"),
    )
}
# Of an event where people meet; the story of the organiser goes there.
MEETING_DESK_STORIES = {
    "matchmaking:desk-schedule",
    "matchmaking:desk-comparison",
    "matchmaking:desk-person",
    "matchmaking:desk-meeting",
    "matchmaking:desk-paper",
}
MEETING_DESK_NO_PAGES = {
    *("desk-beginning", "desk-slots-change", "desk-tables"),
    *("desk-publication", "desk-stopping", "desk-removal", "desk-locks"),
    *("desk-invitation", "desk-together", "desk-role", "desk-meeting-cancellation"),
    *("desk-papers", "desk-paper-file", "desk-person-pdf"),
    *("desk-plan-csv", "desk-plan-calendar", "desk-person-calendar"),
}
