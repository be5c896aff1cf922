"""1:1 meetings as data. A person is there only for who may see people."""

from django.db.models import Count, Q

from clusterhub.matchmaking.rooms import is_online

HELD = Q(meetings__cancelled_at=None, meetings__isnull=False)


def meeting_shape(meeting, *, sees_people):
    """Needs `stand__organisation`, and both with registration and organisation."""
    pair = (meeting.a.registration, meeting.b.registration)
    return {
        "id": meeting.pk,
        "uid": str(meeting.uid),
        "sequence": meeting.sequence,
        "state": _state(meeting),
        "slot": meeting.slot_id,
        "table": meeting.table,
        "stand": str(meeting.stand.organisation) if meeting.stand else None,
        "is_online": is_online(meeting),
        "is_locked": meeting.is_locked,
        "people": [_person(each) for each in pair] if sees_people else None,
    }


def _state(meeting):
    if meeting.cancelled_at:
        return "cancelled"
    return "scheduled" if meeting.slot_id else "waiting"


def _person(registration):
    body = registration.organisation or registration.organisation_name
    return {
        "registration": str(registration.uid),
        "name": registration.name,
        "organisation": str(body or ""),
        "attendance_mode": registration.mode,
    }


def rules_shape(matchmaking):
    """Needs `published`. Two statements."""
    return {
        "mode": matchmaking.mode,
        "opens_at": _moment(matchmaking.opens_at),
        "closes_at": _moment(matchmaking.closes_at),
        "slots": [_slot(each) for each in _slots(matchmaking)],
        "tables": list(matchmaking.table_names.values("number", "name")),
        "schedule": _schedule(matchmaking.published),
    }


def _slots(matchmaking):
    return matchmaking.slots.annotate(
        held=Count("meetings", filter=HELD),
        used=Count("meetings", filter=HELD & Q(meetings__table__isnull=False)),
    ).order_by("starts_at")


def _slot(slot):
    return {
        "id": slot.pk,
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "tables": slot.tables,
        "tables_in_use": slot.used,
        "meetings": slot.held,
    }


def _schedule(published):
    if published is None or published.published_at is None:
        return None
    return {
        "number": published.number,
        "published_at": published.published_at.isoformat(),
        "value": published.result["value"],
        "bound": published.result["bound"],
        "idle_slots": published.result["idle"],
    }


def _moment(instant):
    return instant.isoformat() if instant else None
