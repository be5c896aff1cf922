"""Every address name of events: who looks at its page and with what; or why it is no page."""

from tests.browser.pages_of_the_fair import FAIR_NO_PAGES, FAIR_PAGES, FAIR_STORIES

COMING = "select slug from events_event where status = 'published' order by starts_at desc"
OPEN = (
    "select e.slug from events_event e join events_admission a on a.event_id = e.id"
    " join events_pool p on p.event_id = e.id where p.places is null order by e.starts_at"
)
CONFERENCE = "select slug from events_event where programme_number > 0"
IN_CONFERENCE = (
    "select e.slug || char(47) || s.id from events_event e"
    " join events_session s on s.event_id = e.id where e.programme_number > 0"
)
CHOSEN = f"{IN_CONFERENCE} and s.id in (select session_id from events_sessionplace)"
SESSION = (
    "select e.slug || char(47) || substr(s.uid, 1, 8) from events_event e"
    " join events_session s on s.event_id = e.id where e.programme_number > 0 and s.room_id > 0"
)
LAB = "select e.slug from events_event e join events_admission a on a.event_id = e.id where a.needs_approval"
LETTER = LAB.replace("e.slug from", "e.slug || '/asked/any' from")
TAKEN = "select e.slug from events_event e join events_registration r on r.event_id = e.id"
BROUGHT = (
    "select e.slug || char(47) || i.id from events_programmeimport i join events_event e on e.id = i.event_id"
    " where i.taken_at is null"
)
SUBMITTED = "select id from events_eventsubmission where decided_at is null"
ON_SITE = "select slug from events_event where latitude is not null and status = 'published'"
HOSTED = "select e.slug from events_event e join events_coorganiser c on c.event_id = e.id"
HELPED = "select e.slug from events_event e join events_organiser o on o.event_id = e.id"
AFTERWARDS = "select slug from events_event where title = 'Wood that travels (sample)'"
FORGOTTEN = (
    "select event.slug from events_event event join events_eventfigures f on f.event_id = event.id"
)
EXPECTED = "select slug from events_event where title like 'Open house%'"
HELD = "select e.slug from events_event e join summaries_eventsummary s on s.event_id = e.id"
SERIES = "select slug from events_eventseries"
TOPIC = (
    "select t.slug from vocabularies_topic t join events_event_topics e on e.topic_id = t.id"
    " join funding_call_topics c on c.topic_id = t.id"
)

# As in `pages.py`.
EVENT_PAGES = {
    "events:coming": ("nobody", None, ""),
    "events:past": ("nobody", None, "?q=energy"),
    "events:new": ("Eva", None, ""),
    "events:new-from-file": ("Eva", None, ""),
    "events:event": ("nobody", HELD, ""),
    "events:mine": ("Anna", None, ""),
    "events:submit": ("Anna", None, ""),
    "events:moderation": ("Eva", None, ""),
    "events:case": ("Eva", SUBMITTED, ""),
    "events:desk": ("Eva", COMING, ""),
    "events:edit": ("Eva", COMING, ""),
    "events:venue": ("Eva", ON_SITE, ""),
    "events:hosts": ("Eva", HOSTED, ""),
    "events:organisers": ("Eva", HELPED, ""),
    "events:programme": ("Eva", HELD, ""),
    "events:programme-page": ("nobody", CONFERENCE, ""),
    "events:programme-changes": ("nobody", CONFERENCE, ""),
    "events:session": ("nobody", SESSION, ""),
    "events:programme-grid": ("Eva", CONFERENCE, ""),
    "events:sessions": ("Eva", CONFERENCE, ""),
    "events:session-new": ("Eva", CONFERENCE, ""),
    "events:session-edit": ("Eva", IN_CONFERENCE, ""),
    "events:session-people": ("Eva", CHOSEN, ""),
    "events:rooms": ("Eva", CONFERENCE, ""),
    "events:versions": ("Eva", CONFERENCE, ""),
    "events:imports": ("Eva", CONFERENCE, ""),
    "events:import": ("Eva", BROUGHT, ""),
    "events:publication": ("Eva", f"{COMING}".replace("'published'", "'postponed'"), ""),
    "events:postponement": ("Eva", COMING, ""),
    "events:cancellation": ("Eva", COMING, ""),
    "events:registration": ("nobody", OPEN, ""),
    "events:registration-sent": ("nobody", OPEN, ""),
    "events:admission": ("Eva", OPEN, ""),
    "events:people": ("Eva", TAKEN, ""),
    "events:letters": ("Eva", TAKEN, ""),
    "events:questions": ("Eva", LAB, ""),
    "events:consents": ("Eva", LAB, ""),
    "events:mails": ("Eva", LAB, ""),
    "events:mail": ("Eva", LETTER, ""),
    "events:approval": ("Eva", LAB, ""),
    "events:invitations": ("Eva", LAB, ""),
    "events:answers": ("Eva", LAB, ""),
    "events:forgetting": ("Adam", FORGOTTEN, ""),
    "events:thanks": ("Eva", AFTERWARDS, ""),
    "events:statistics": ("Eva", AFTERWARDS, ""),
    "events:figures": ("nobody", AFTERWARDS, ""),
    "events:my-events": ("Anna", None, ""),
    "events:doors": ("Eva", EXPECTED, ""),
    "events:online-room": ("Eva", EXPECTED, ""),
    "events:badges": ("Eva", EXPECTED, ""),
    "events:certificates": ("nobody", None, ""),
    **FAIR_PAGES,
    "events:series-list": ("nobody", None, ""),
    "events:series-new": ("Eva", None, ""),
    "events:series": ("nobody", SERIES, ""),
    "events:series-edit": ("Eva", SERIES, ""),
    "events:topic": ("nobody", TOPIC, ""),
}
EVENT_STORIES = {
    "events:organiser-invitation",
    "events:own-registration",
    "events:own-mail",
    "events:own-sessions",
    "events:own-needs",
    "events:own-colleague",
    "events:guest",
    "events:own-erasure",
    "events:own-participants",
    "events:own-feedback",
    "events:own-ticket",
    "events:own-join",
    "events:own-room",
    "events:ticket-seen",
    "events:door",
    *FAIR_STORIES,
}
EVENT_NO_PAGES = {
    *("events-json", "calendar", "feed", "event-ics", "event-json", "series-calendar"),
    *(
        "series-feed",
        "topic-calendar",
        "topic-feed",
        "people-csv",
        "people-cancel",
        "own-proof",
    ),
    *("own-offer", "own-mode", "own-cancellation", "venue-plan", "submission"),
    *(
        "host-removal",
        "co-organiser-answer",
        "organiser-end",
        "organiser-level",
        "organiser-invitation-withdrawal",
    ),
    *("session-json", "programme-check", "session-cancel", "session-removal"),
    "version-restoration",
    *FAIR_NO_PAGES,
    *("import-end", "schedule-json", "schedule-xml", "programme-ics", "programme-csv"),
    *("programme-jsonld", "programme-pdf"),
    "own-consents",
    *("letters-json", "letters-again", "letter-again"),
    *("registration-code", "registration-address", "decision", "answers-csv"),
    *("invitation-withdrawal", "guest-refusal", "guest-letter"),
    *("forgetting-json", "forgetting-now", "own-data-json", "statistics-json"),
    *("booklet", "statistics-csv", "figures-json", "my-agenda", "my-agenda-address"),
    *("own-offer", "own-mode", "own-cancellation", "own-ticket-svg", "own-certificate"),
    *("door-end", "door-scan", "door-undo", "door-walk-in", "door-list", "door-scans"),
    *("door-worker", "badges-pdf"),
}
