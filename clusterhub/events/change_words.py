"""What changed from one version of a programme to the next, in sentences."""

from django.utils.translation import gettext as _

from clusterhub.clock.words import range_in_words
from clusterhub.events.models import SessionFormat
from clusterhub.events.programme_changes import BACK, CALLED_OFF, CHANGED, GONE, HOURS, MOVED, NEW
from clusterhub.events.programme_record import instant


def kinds():
    """What a change is called, and the state of its badge."""
    return {
        NEW: (_("New"), "good"),
        MOVED: (_("Moved"), "warning"),
        CALLED_OFF: (_("Cancelled"), "danger"),
        BACK: (_("Held after all"), "good"),
        CHANGED: (_("Changed"), "neutral"),
        GONE: (_("No longer in the programme"), "danger"),
    }


def changes_in_words(changes, zone):
    """For each changed session its title, what happened, and a line for each fact that differs."""
    known = kinds()
    return [
        {
            "uid": entry["uid"],
            "title": entry["title"],
            "words": known[entry["kind"]][0],
            "state": known[entry["kind"]][1],
            "when": hours_in_words(entry["starts_at"], entry["ends_at"], zone),
            "lines": _lines(entry, zone),
        }
        for entry in changes
    ]


def hours_in_words(starts_at, ends_at, zone):
    if not starts_at:
        return ""
    words = range_in_words(instant(starts_at), instant(ends_at), zone)
    return f"{words.day}, {words.event}"


def _lines(entry, zone):
    fields = {field["field"]: field for field in entry["fields"]}
    lines = []
    if fields.keys() & set(HOURS):
        before = {side: fields[side]["before"] if side in fields else entry[side] for side in HOURS}
        was = hours_in_words(before["starts_at"], before["ends_at"], zone)
        lines.append(_("Hour: was %(words)s") % {"words": was} if was else _("Has an hour now"))
    lines.extend(_line(field) for name, field in fields.items() if name not in HOURS)
    return lines


def _line(field):
    name, before, after = field["field"], field["before"], field["after"]
    if name == "description":
        return _("The description is another one.")
    if name == "people":
        return _people_line(set(before), set(after))
    if name == "format":
        labels = dict(SessionFormat.choices)
        before, after = (str(labels.get(value, "")) for value in (before, after))
    names = {
        "room": _("Room"),
        "title": _("Title"),
        "format": _("Format"),
        "track": _("Track"),
        "language": _("Language"),
    }
    facts = {"name": names[name], "before": before or "–", "after": after or "–"}
    return _("%(name)s: %(after)s, was %(before)s") % facts


def _people_line(before, after):
    parts = []
    if after - before:
        parts.append(_("with %(people)s") % {"people": ", ".join(sorted(after - before))})
    if before - after:
        parts.append(_("without %(people)s") % {"people": ", ".join(sorted(before - after))})
    return _("People: %(words)s") % {"words": "; ".join(parts) or _("in another order")}
