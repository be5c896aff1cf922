"""Calls that a summary passes on: made, or moved to the talk's days, with an editor's yes."""

from datetime import date, datetime

from clusterhub.funding.models import Call
from clusterhub.funding.operations import (
    ClosesBeforeItOpens,
    add_deadline,
    create_call,
    move_deadline,
    publish_call,
)
from clusterhub.summaries.refusals import NotPublishable

SOURCE = "the summary of a talk"


def bring_call(fields, *, by):
    """The call with this title, published with the talk's deadlines; made if there is none."""
    title = fields["title"][:300]
    call = Call.objects.filter(title__iexact=title).first()
    if call is not None:
        return call
    call = create_call(
        title=title,
        by=by,
        programme=fields.get("programme", "")[:150],
        partnership=fields.get("partnership", "")[:200],
        url=fields.get("url", "")[:500],
        source=SOURCE,
    )
    for deadline in fields.get("deadlines", []):
        add_deadline(call, closes_at=_closes_at(deadline), by=by, source=SOURCE)
    return publish_call(call, by=by)


def move_deadlines(call, deadlines, *, by):
    """Each deadline of the call moves to the talk's in order; what it was stays as its history."""
    known = list(call.deadlines.all())
    try:
        for index, words in enumerate(deadlines):
            closes_at = _closes_at(words)
            if index < len(known):
                move_deadline(known[index], closes_at=closes_at, by=by, source=SOURCE)
            else:
                add_deadline(call, closes_at=closes_at, by=by, source=SOURCE)
    except ClosesBeforeItOpens as error:
        message = f"The call “{call}” opens later than the deadline that the talk names."
        raise NotPublishable([message]) from error


def _closes_at(words):
    return date.fromisoformat(words) if len(words) == 10 else datetime.fromisoformat(words)
