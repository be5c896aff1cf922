"""Every address name of 1:1 meetings: who looks at its page and with what; or why it is no page."""

from tests.browser.pages_of_meeting_desk import (
    MEETING_DESK_NO_PAGES,
    MEETING_DESK_PAGES,
    MEETING_DESK_STORIES,
)
from tests.browser.pages_of_the_day import DAY_NO_PAGES, DAY_PAGES, DAY_STORIES

MEETING_PAGES = {**MEETING_DESK_PAGES, **DAY_PAGES}
# Behind links of participants; the story goes there.
MEETING_STORIES = {
    "matchmaking:own-meetings",
    "matchmaking:own-profile",
    "matchmaking:own-people",
    "matchmaking:own-everybody",
    "matchmaking:own-person",
    "matchmaking:own-request",
    *MEETING_DESK_STORIES,
    *DAY_STORIES,
}
MEETING_NO_PAGES = {
    *("own-leaving", "own-not-for-me", "own-answer", "own-cancellation"),
    *MEETING_DESK_NO_PAGES,
    *DAY_NO_PAGES,
}
