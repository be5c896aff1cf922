"""Findings, proposals and places of a record in words for editors and readers."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusterhub.clock.words import day_in_words, hour_in_words

TITLES = {
    "call-deadline-differs": gettext_lazy("Another deadline"),
    "call-matched": gettext_lazy("A call that is listed"),
    "call-not-listed": gettext_lazy("A call that is not listed"),
    "conflicting-dates": gettext_lazy("Two dates"),
    "conflicting-times": gettext_lazy("Two hours"),
    "date-unsure": gettext_lazy("The day is not sure"),
    "empty-link": gettext_lazy("A link that leads nowhere"),
    "ends-before-start": gettext_lazy("It ends before it starts"),
    "event-differs": gettext_lazy("The event here says something else"),
    "event-matched": gettext_lazy("An event that is listed"),
    "event-not-listed": gettext_lazy("An event that is not listed"),
    "event-summarised": gettext_lazy("This talk has a summary"),
    "impossible-date": gettext_lazy("A day that does not exist"),
    "impossible-time": gettext_lazy("An hour that does not exist"),
    "name-variant": gettext_lazy("Two spellings of one name"),
    "news-matched": gettext_lazy("A news item that is listed"),
    "organisation-matched": gettext_lazy("An organisation that is listed"),
    "organisation-named": gettext_lazy("An organisation named in the text"),
    "organisation-not-listed": gettext_lazy("An organisation that is not listed"),
    "person-matched": gettext_lazy("A person who is listed"),
    "person-not-listed": gettext_lazy("A person who is not listed"),
    "programme-differs": gettext_lazy("The programme here says something else"),
    "speaker-not-on-agenda": gettext_lazy("Agenda and text differ"),
    "time-missing": gettext_lazy("No hour"),
    "title-too-long": gettext_lazy("The title is too long"),
    "topic-matched": gettext_lazy("A topic that is listed"),
    "unread": gettext_lazy("Words without a place"),
    "weekday-differs": gettext_lazy("The weekday is wrong"),
    "zone-label": gettext_lazy("A zone that was not in force"),
    "zone-missing": gettext_lazy("An hour without zone"),
}
KEPT = {
    "empty-link": gettext_lazy("Print the words without a link."),
    "event-not-listed": gettext_lazy("Leave it as words; list the event yourself if it matters."),
    "event-summarised": gettext_lazy("Keep this text beside it, without an event."),
    "name-variant": gettext_lazy("Keep both: these are two different names."),
    "programme-differs": gettext_lazy("Keep the programme of the event as it is."),
    "speaker-not-on-agenda": gettext_lazy("Keep agenda and text as they are."),
    "unread": gettext_lazy("Keep the words where they are."),
    "zone-label": gettext_lazy("Keep the hour as local time; the page names the true zone."),
    "zone-missing": gettext_lazy("Take the hour as local time."),
}
KINDS = {
    "call": gettext_lazy("the call"),
    "event": gettext_lazy("the event"),
    "news": gettext_lazy("the news item"),
    "organisation": gettext_lazy("the organisation"),
    "person": gettext_lazy("the person"),
    "topic": gettext_lazy("the topic"),
}
NEW_KINDS = {
    "call": gettext_lazy("List “%(words)s” as a new call."),
    "event": gettext_lazy("Make a past event of “%(words)s”."),
    "organisation": gettext_lazy("List “%(words)s” as a new organisation."),
    "person": gettext_lazy("List “%(words)s” as a new person."),
}
NEW, GONE, CHANGED = gettext_lazy("new"), gettext_lazy("gone"), gettext_lazy("changed")
LONG, AROUND = 300, 60  # Characters.
PARTS = {
    "agenda": gettext_lazy("Agenda"),
    "event": gettext_lazy("The event here"),
    "figures": gettext_lazy("Figures"),
    "funding": gettext_lazy("Calls"),
    "key_messages": gettext_lazy("Key messages"),
    "mentions": gettext_lazy("New links"),
    "moderators": gettext_lazy("Moderators"),
    "news": gettext_lazy("News"),
    "pointers": gettext_lazy("Pointers"),
    "sections": gettext_lazy("Sections"),
    "title": gettext_lazy("The talk"),
    "topics": gettext_lazy("Topics"),
}
DIFFERENCES = {
    "title": gettext_lazy("Title of a part"),
    "part-new": gettext_lazy("A part that is not in the programme"),
    "part-gone": gettext_lazy("A part that is not on the agenda"),
    "order": gettext_lazy("Order of the parts"),
    "person-new": gettext_lazy("Somebody who is not in the programme"),
    "person-gone": gettext_lazy("Somebody who is not on the agenda"),
    "person-words": gettext_lazy("Role or organisation"),
}
PLACES = {
    "agenda": gettext_lazy("agenda item"),
    "also": gettext_lazy("other spelling"),
    "dates": gettext_lazy("day"),
    "deadlines": gettext_lazy("deadline"),
    "call": gettext_lazy("call"),
    "ends_at": gettext_lazy("end"),
    "event": gettext_lazy("event here"),
    "figures": gettext_lazy("figure"),
    "funding": gettext_lazy("call"),
    "key_messages": gettext_lazy("key message"),
    "links": gettext_lazy("link"),
    "mentions": gettext_lazy("new link"),
    "moderators": gettext_lazy("moderator"),
    "name": gettext_lazy("name"),
    "news": gettext_lazy("news item"),
    "organisation": gettext_lazy("organisation"),
    "partnership": gettext_lazy("partnership"),
    "person": gettext_lazy("person"),
    "places": gettext_lazy("place"),
    "pointers": gettext_lazy("pointer"),
    "programme": gettext_lazy("programme"),
    "role": gettext_lazy("role"),
    "sections": gettext_lazy("section"),
    "speakers": gettext_lazy("speaker"),
    "starts_at": gettext_lazy("start"),
    "target": gettext_lazy("address"),
    "text": gettext_lazy("text"),
    "time_as_printed": gettext_lazy("printed time"),
    "timezone": gettext_lazy("time zone"),
    "title": gettext_lazy("title"),
    "topic": gettext_lazy("topic"),
    "topics": gettext_lazy("topic"),
    "unit": gettext_lazy("unit"),
    "value": gettext_lazy("value"),
}


def title_words(code):
    return TITLES.get(code, code.replace("-", " ").capitalize())


def proposal_words(proposal, code=""):
    """What happens with a yes, in one sentence."""
    proposal = proposal or {"do": "keep"}
    match proposal["do"]:
        case "link":
            values = {"kind": KINDS[proposal["kind"]], "label": proposal["label"]}
            if proposal.get("spell"):
                return _("Link it to %(kind)s “%(label)s”, and write it so.") % values
            return _("Link it to %(kind)s “%(label)s”.") % values
        case "create":
            return NEW_KINDS[proposal["kind"]] % {"words": proposal["words"]}
        case "set":
            return _("Write “%(value)s”.") % {"value": proposal["value"]}
        case "set-times":
            return _("Take %(when)s.") % {"when": times_words(proposal)}
        case "set-link-target":
            values = {"text": proposal["text"], "value": proposal["value"]}
            return _("Let “%(text)s” lead to %(value)s.") % values
        case "rename":
            return _("Write “%(value)s” everywhere.") % {"value": proposal["value"]}
        case "set-deadlines":
            values = {"days": ", ".join(moment_words(each) for each in proposal["deadlines"])}
            return _("Move the call's deadline to the talk's: %(days)s.") % values
        case "set-event":
            return _("Give the event here the document's: %(value)s.") % {
                "value": moment_words(proposal["value"])
            }
        case "take-programme":
            count = len(proposal["differences"])
            words = ngettext(
                "Take %(count)d point from the agenda.",
                "Take %(count)d points from the agenda.",
                count,
            )
            return words % {"count": count}
    return KEPT.get(code, _("Keep it as it is."))


def difference_rows(proposal):
    """The differences between a programme and an agenda, as rows of a table."""
    return [
        {"what": DIFFERENCES[each["kind"]], "here": each["here"], "there": each["there"]}
        for each in proposal.get("differences", [])
    ]


def agreed_words(findings):
    """What will happen elsewhere when the answers to these are published."""
    given = [((each.answer_values or {}).get("proposal"), each.code) for each in findings]
    elsewhere = ("link", "create", "set-deadlines", "set-event", "take-programme")
    return [proposal_words(each, code) for each, code in given if each and each["do"] in elsewhere]


def times_words(proposal):
    starts, ends = proposal["starts_at"], proposal["ends_at"]
    words = moment_words(starts)
    if not ends or len(ends) == 10:
        return words
    return f"{words} – {hour_in_words(datetime.fromisoformat(ends))}"


def moment_words(value):
    """An ISO day or moment as words; anything else as it is."""
    try:
        if len(value) == 10:
            return day_in_words(date.fromisoformat(value))
        local = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return str(value)
    return f"{day_in_words(local)}, {hour_in_words(local)}"


def place_words(place):
    """ "agenda.2.speakers.0.name" as "agenda item 3, speaker 1, name"."""
    words = []
    for key in place.split("."):
        if key.isdecimal() and words:
            words[-1] = f"{words[-1]} {int(key) + 1}"
        else:
            words.append(str(PLACES.get(key, key)))
    return ", ".join(words)


def change_words(change):
    """One change of a correction: where, what stood there, what stands there now."""
    return {
        "place": place_words(change["place"]),
        "before": _value_words(change["before"]),
        "after": _value_words(change["after"]),
    }


def changes_by_part(changes):
    """[{part, changes}] in the order of the record; each change is new, gone or changed."""
    parts = {}
    for change in changes:
        part = PARTS.get(change["place"].partition(".")[0], PARTS["title"])
        words = change_words(change)
        before, after = _shortened(words["before"], words["after"])
        what = CHANGED if before and after else (NEW if after else GONE)
        row = {"place": words["place"], "before": before, "after": after, "what": what}
        parts.setdefault(str(part), []).append(row)
    return [{"part": part, "changes": rows} for part, rows in parts.items()]


def _shortened(before, after):
    """Of two long texts what differs, with a few words around it."""
    if not before or not after or max(len(before), len(after)) < LONG:
        return before, after
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return tuple(_cut(text, start, len(text) - end) for text in (before, after))


def _shared(one, other):
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text, start, end):
    first = text.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
    last = text.find(" ", end + AROUND)
    last = len(text) if last < 0 else last
    return f"{'… ' if first else ''}{text[first:last]}{' …' if last < len(text) else ''}"


def _value_words(value):
    if value is None or value in ("", []):
        return ""
    if isinstance(value, dict):
        return _value_words(value.get("name") or value.get("title") or value.get("text"))
    if isinstance(value, list):
        return ", ".join(_value_words(each) for each in value)
    return moment_words(value) if isinstance(value, str) else str(value)
