"""Meetings as lines for the organiser: who with whom, until now and from now on, or why not."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clusterhub.matchmaking.models import Meeting
from clusterhub.matchmaking.place_words import who_in_words
from clusterhub.matchmaking.schedule_shown import reason_in_words
from clusterhub.matchmaking.slot_words import slot_in_words

MOST_LINES = 300
NEAR = ("a__registration__organisation", "b__registration__organisation")


@dataclass(frozen=True)
class Line:
    meeting: int
    a: str
    b: str
    sign: str  # new, moved, reseated, lost
    was: str = ""
    now: str = ""


def lines_of_moves(moves, slots, zone):
    """Those that change, in two statements for any number; at most so many."""
    words = {slot.pk: slot_in_words(slot, zone) for slot in slots}
    signs = {
        **dict.fromkeys(moves.lost, "lost"),
        **dict.fromkeys(moves.moved, "moved"),
        **dict.fromkeys(moves.reseated, "reseated"),
        **dict.fromkeys(moves.new, "new"),
    }
    chosen = dict(list(signs.items())[:MOST_LINES])
    rows = _people(chosen)
    return [
        Line(
            m,
            *rows[m],
            sign,
            _place(moves.before.get(m), words),
            _place(moves.places.get(m), words),
        )
        for m, sign in chosen.items()
        if m in rows
    ]


def lines_without_time(reasons):
    """(a, b, why) of those for which no time was found."""
    chosen = dict(list(reasons.items())[:MOST_LINES])
    rows = _people(chosen)
    return [(*rows[m], reason_in_words(code)) for m, code in chosen.items() if m in rows]


def _people(pks):
    rows = Meeting.objects.filter(pk__in=list(pks)).select_related(*NEAR)
    return {each.pk: (who_in_words(each.a), who_in_words(each.b)) for each in rows}


def _place(place, words):
    if place is None:
        return ""
    slot, table = place
    at_table = f" · {_('Table %s') % table}" if table else ""
    return f"{words.get(slot, '')}{at_table}"
