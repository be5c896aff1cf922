"""A whole schedule becomes true at once: the other half of `operations.placing`, which alone writes
when and where people meet."""

from clusterhub.matchmaking.floor import stands_of, stands_used
from clusterhub.matchmaking.models import Meeting, MeetingSeat
from clusterhub.matchmaking.operations.placing import note_freed, seats_in
from clusterhub.matchmaking.operations.telling import tell

AT_ONCE = 400
PLACE = ["slot", "table", "stand", "sequence"]


def place_all(matchmaking, places, scope):
    """Of the meetings in `scope` those in `places` ({meeting's key: (slot's key, table)}) are held
    there and the others have no time; whoever is concerned learns once what changed for her.

    Inside a transaction that holds `lock_meetings`, after which `places` were reckoned. The meetings
    that changed.
    """
    rows = Meeting.objects.living().filter(matchmaking=matchmaking)
    rows = rows.select_related("slot", "a__registration", "b__registration")
    in_scope, stands, changed, was = set(scope), stands_of(matchmaking.pk), [], {}
    left = set()
    for meeting in rows:
        if meeting.pk not in in_scope:
            continue
        slot, table = places.get(meeting.pk, (None, None))
        used = stands_used(meeting.a, meeting.b, stands) if slot else ()
        new = (slot, table, used[0] if used else None)
        if new == (meeting.slot_id, meeting.table, meeting.stand_id):
            continue
        if meeting.slot_id:
            was[meeting.pk] = (meeting.slot.starts_at, meeting.slot.ends_at)
            left.add(meeting.slot_id)
        meeting.slot_id, meeting.table, meeting.stand_id = new
        meeting.sequence += 1
        changed.append(meeting)
    _write(changed)
    note_freed(left)
    tell(changed, was=was)
    return changed


def _write(changed):
    """First all leave, then all sit down: no two are at one table in between."""
    pks = [meeting.pk for meeting in changed]
    for start in range(0, len(pks), AT_ONCE):
        chunk = pks[start : start + AT_ONCE]
        MeetingSeat.objects.filter(meeting__in=chunk).delete()
        Meeting.objects.filter(pk__in=chunk).update(slot=None, table=None, stand=None)
    Meeting.objects.bulk_update(changed, PLACE, batch_size=AT_ONCE)
    placed = [meeting for meeting in changed if meeting.slot_id]
    seats = [seat for meeting in placed for seat in seats_in(meeting)]
    MeetingSeat.objects.bulk_create(seats, batch_size=AT_ONCE)
