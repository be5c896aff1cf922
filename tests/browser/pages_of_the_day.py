"""Addresses of the day of 1:1 meetings: floor, papers, rooms, outcomes; see pages.py."""

MEET = (
    "select e.slug from events_event e join matchmaking_matchmaking m on m.event_id = e.id"
    " where exists (select 1 from matchmaking_meetingseat s join matchmaking_meeting t"
    " on t.id = s.meeting_id where t.matchmaking_id = e.id)"
)
DAY_PAGES = {
    "matchmaking:day-floor": ("Eva", MEET, ""),
    "matchmaking:day-statistics": ("Eva", MEET, ""),
}
DAY_STORIES = {
    "matchmaking:day",
    "matchmaking:day-meeting",
    "matchmaking:day-room",
    "matchmaking:day-later",
    "matchmaking:day-time",
}
DAY_NO_PAGES = {
    *("day-worker", "day-late", "day-missing", "day-outcome", "day-note", "day-contact"),
    *("day-contact-card", "day-link"),
    *("day-statistics-json", "day-statistics-csv", "day-calendar"),
}
