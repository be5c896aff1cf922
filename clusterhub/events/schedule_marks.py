"""How schedules say that a session is cancelled: the formats have no word for it, so its title says
it to people, and its subtitle to us when we read our own file again."""

TITLE = "Cancelled: "
SUBTITLE = "cancelled"


def title_of(session):
    return f"{TITLE}{session['title']}" if session["cancelled"] else session["title"]


def subtitle_of(session):
    return SUBTITLE if session["cancelled"] else ""


def is_marked(event):
    """Whether an event of a file that we wrote says so."""
    title = event.get("title")
    is_said = isinstance(title, str) and title.startswith(TITLE)
    return is_said and event.get("subtitle") == SUBTITLE


def unmarked(event):
    """The same event as the session was."""
    return event | {"title": event["title"].removeprefix(TITLE), "subtitle": ""}
