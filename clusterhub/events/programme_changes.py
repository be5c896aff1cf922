"""What is other in one programme than in the one before. Knows no database."""

from datetime import datetime, timedelta

NEW, GONE, MOVED, CALLED_OFF, BACK, CHANGED = "new", "gone", "moved", "cancelled", "back", "changed"
# What somebody who comes has to know, and calendars show.
HOURS = ("starts_at", "ends_at")
PLACE = ("room",)
WORDS = ("title", "format", "track", "language", "people")
GONE_IS_TOLD = timedelta(days=90)


def programme_changes(before, after):
    """One entry for each session that differs: {uid, title, kind, fields: [{field, before, after}]}."""
    old = {session["uid"]: session for session in before["sessions"]}
    entries = []
    for session in after["sessions"]:
        known = old.pop(session["uid"], None)
        entry = change_entry(session, NEW) if known is None else _difference(known, session)
        if entry:
            entries.append(entry)
    return entries + [change_entry(session, GONE) for session in old.values()]


def gone_after(before, after, now):
    """What calendars still have to take out: gone sessions of ninety days, those of `before` too."""
    there = {session["uid"] for session in after["sessions"]}
    told = [
        entry
        for entry in before["gone"]
        if entry["uid"] not in there
        and now - datetime.fromisoformat(entry["gone_at"]) < GONE_IS_TOLD
    ]
    return told + [
        {
            "uid": session["uid"],
            "sequence": session["sequence"] + 1,
            "title": session["title"],
            "starts_at": session["starts_at"],
            "ends_at": session["ends_at"],
            "gone_at": now.isoformat(),
        }
        for session in before["sessions"]
        if session["uid"] not in there
    ]


def change_entry(session, kind, fields=()):
    hours = {name: session[name] for name in HOURS}
    return {
        "uid": session["uid"],
        "title": session["title"],
        "kind": kind,
        **hours,
        "fields": list(fields),
    }


def _difference(before, after):
    fields = [
        {"field": name, "before": _plain(name, before), "after": _plain(name, after)}
        for name in (*HOURS, *PLACE, *WORDS)
        if _plain(name, before) != _plain(name, after)
    ]
    if after["description"] != before["description"]:  # Both texts would fill a page.
        fields.append({"field": "description", "before": "", "after": ""})
    if after["cancelled"] != before["cancelled"]:
        return change_entry(after, CALLED_OFF if after["cancelled"] else BACK, fields)
    if any(field["field"] in (*HOURS, *PLACE) for field in fields):
        return change_entry(after, MOVED, fields)
    return change_entry(after, CHANGED, fields) if fields else None


def _plain(name, session):
    if name == "people":
        return [person["person"] for person in session["people"]]
    return session[name]
