"""The sessions of an event as one who is registered sees them: chosen, waited for, open or full."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from clusterhub.clock.words import hour_in_words
from clusterhub.clock.zones import zone_info
from clusterhub.events.clashes import Slot, overlap
from clusterhub.events.models import (
    AttendanceMode,
    Pool,
    PoolKind,
    RoomKind,
    SessionFormat,
    SessionPlace,
    WaitingEntry,
)
from clusterhub.events.own_rows import may_have
from clusterhub.events.programme_lines import days_of
from clusterhub.events.programme_record import instant, programme_record
from clusterhub.events.session_addresses import session_path


@dataclass
class Choice:
    """One session; `state` is chosen, waits, open, full, on_site_only, past, cancelled or none."""

    session: dict
    url: str
    hours: str
    state: str
    words: str = ""
    before: int = 0
    at_once: list = field(default_factory=list)  # Titles of chosen sessions at the same time.


def offers_sessions(registration):
    """Whether there is something to choose: a programme in versions, or places that are counted."""
    return bool(registration.event.programme_number) or registration.has_counted_sessions


def chosen_sessions(registration):
    """What she has a place in, and what she waits for, soonest first."""
    rows = []
    if may_have(registration, "seats"):
        places = SessionPlace.objects.filter(registration=registration, ended_at=None)
        rows += [(seat.session, False) for seat in places.select_related("session__room")]
    if may_have(registration, "turns"):
        turns = WaitingEntry.objects.open().filter(
            registration=registration, pool__kind=PoolKind.SESSION
        )
        rows += [(turn.pool.session, True) for turn in turns.select_related("pool__session__room")]
    return sorted(rows, key=lambda row: (row[0].starts_at is None, row[0].starts_at, row[0].number))


class Choices:
    """Everything that her page of sessions shows, in a fixed number of statements."""

    def __init__(self, registration, now):
        self.registration, self.now = registration, now
        self.event = registration.event
        self.record = programme_record(self.event)
        pools = Pool.objects.filter(event=self.event, kind=PoolKind.SESSION)
        self.pools = {str(p.session.uid): p for p in pools.select_related("session")}
        seats = SessionPlace.objects.filter(registration=registration, ended_at=None)
        self.chosen = {str(uid) for uid in seats.values_list("session__uid", flat=True)}
        self.turns = {str(uid): before for uid, before in _turns(registration)}
        self.online = {r["name"] for r in self.record["rooms"] if r["kind"] == RoomKind.ONLINE}
        self.slots = [_slot(s) for s in self.record["sessions"] if s["uid"] in self.chosen]

    def by_day(self):
        zone = zone_info(self.event.time_zone)
        days = days_of(self.record, self.event)
        return [(day, [self._choice(each, zone) for each in day.sessions]) for day in days]

    def _choice(self, session, zone):
        slot, state = _slot(session), self._state(session)
        is_free_to_choose = state in ("open", "full")
        return Choice(
            session=session,
            url=session_path(self.event.slug, session["uid"], session["title"]),
            hours=_hours(slot, zone),
            state=state,
            words=self._words(session) if is_free_to_choose else "",
            before=self.turns.get(session["uid"], 0),
            at_once=[
                each.title for each in self.slots if each.key != slot.key and overlap(each, slot)
            ]
            if is_free_to_choose or state == "chosen"
            else [],
        )

    def _state(self, session):
        uid, pool = session["uid"], self.pools.get(session["uid"])
        starts_at = instant(session["starts_at"])
        if session["cancelled"]:
            return "cancelled"
        if uid in self.chosen:
            return "chosen"
        if uid in self.turns:
            return "waits"
        if starts_at and starts_at <= self.now:
            return "past"
        if session["format"] == SessionFormat.BREAK:
            return "none"
        if pool is None:
            return "open"
        if self._is_elsewhere(session):
            return "on_site_only"
        return "full" if pool.free == 0 or pool.waiting_count else "open"

    def _is_elsewhere(self, session):
        is_online = self.registration.mode == AttendanceMode.ONLINE
        return is_online and session["room"] not in self.online

    def _words(self, session):
        pool = self.pools.get(session["uid"])
        if pool is None or pool.places is None:
            return ""
        facts = {"free": max(pool.free, 0), "all": pool.places, "waiting": pool.waiting_count}
        if pool.free and not pool.waiting_count:
            return _("%(free)s of %(all)s places are free") % facts
        return _("All %(all)s places are taken, %(waiting)s wait") % facts


def _hours(slot, zone):
    instants = [each for each in (slot.starts_at, slot.ends_at) if each]
    return " – ".join(hour_in_words(each.astimezone(zone)) for each in instants)


def _turns(registration):
    """(uid of the session, how many stand before her) for each queue she stands in."""
    before = Q(
        pool__queue__ended_at=None,
        pool__queue__offered_at=None,
        pool__queue__number__lt=F("number"),
    )
    rows = WaitingEntry.objects.open().filter(
        registration=registration, pool__kind=PoolKind.SESSION
    )
    counted = rows.annotate(before=Count("pool__queue", filter=before)).order_by("pk")
    return counted.values_list("pool__session__uid", "before")


def _slot(session):
    return Slot(
        key=session["uid"],
        title=session["title"],
        starts_at=instant(session["starts_at"]),
        ends_at=instant(session["ends_at"]),
        is_cancelled=session["cancelled"],
    )
