"""An import as its page shows it: verdicts, what is other in each session, and every remark."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.clock.words import hour_in_words
from clusterhub.clock.zones import zone_info
from clusterhub.events.models import SessionFormat
from clusterhub.events.saying import with_place

MOST_SHOWN = 300  # Of each verdict; a file of three thousand sessions would be no page.
FIELDS = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Text"),
    "starts_at": gettext_lazy("Starts"),
    "ends_at": gettext_lazy("Ends"),
    "format": gettext_lazy("Format"),
    "language": gettext_lazy("Language"),
    "room": gettext_lazy("Room"),
    "track": gettext_lazy("Track"),
    "people": gettext_lazy("People"),
    "links": gettext_lazy("Links"),
    "cancelled": gettext_lazy("Cancelled"),
}
LONGEST = 160


def preview_of(report, event):
    """{verdicts: [(verdict, count, rows, how many more)], remarks, …} for the template."""
    rules = zone_info(event.time_zone)
    verdicts = []
    for verdict, count in report.counts.items():
        shown = [] if verdict == "same" else report.of(verdict)[:MOST_SHOWN]
        rows = [_row(judged, rules) for judged in shown]
        verdicts.append(
            {"verdict": verdict, "count": count, "rows": rows, "more": count - len(rows)}
        )
    return {
        "verdicts": verdicts,
        "faults": [with_place(said) for said in report.notes if said.is_fault],
        "remarks": [with_place(said) for said in report.notes if not said.is_fault],
        "new_people": report.names.new_names(),
        "changes_nothing": report.changes_nothing,
    }


def _row(judged, rules):
    read = judged.read
    facts = [read.room, ", ".join(person.name for person in read.people or ())] if read else []
    return {
        "title": judged.title,
        "day": judged.starts.astimezone(rules).date() if judged.starts else None,
        "hours": _hours(judged, rules),
        "facts": [fact for fact in facts if fact],
        "changes": [_change(change, rules) for change in judged.changes],
    }


def _hours(judged, rules):
    instants = [each for each in (judged.starts, judged.ends) if each]
    return " – ".join(hour_in_words(instant.astimezone(rules)) for instant in instants)


def _change(change, rules):
    return {
        "label": FIELDS[change.field],
        "before": _words(change.before, change.field, rules),
        "after": _words(change.after, change.field, rules),
    }


def _words(value, field, rules):
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value)
    if field == "format":
        return dict(SessionFormat.choices).get(value, value)
    if hasattr(value, "astimezone"):
        there = value.astimezone(rules)
        return f"{there:%d.%m.%Y} {hour_in_words(there)}"
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
