"""Check-ins as data: out of one row each. A name is there only for who may see people."""

from clusterhub.events.attendance import counts
from clusterhub.events.door_words import WORDS


def check_in_shape(check_in, *, sees_people):
    """Needs `registration`, `session` and `door`."""
    return {
        "id": check_in.pk,
        **_person(check_in.registration, sees_people),
        **_there(check_in),
        "undone_at": _moment(check_in.undone_at),
    }


def scan_shape(scan, *, sees_people):
    """Needs `registration`, `door`, and `check_in` with `session` and `door`."""
    there = scan.check_in
    nowhere = {"day": None, "session": None, "door": _name(scan.door), "first_at": None}
    return {
        "client_id": str(scan.client_id),
        "outcome": scan.outcome,
        "word": str(WORDS[scan.outcome].word),
        **_person(scan.registration, sees_people),
        "check_in": there.pk if there else None,
        **(_there(there) if there else nowhere),
    }


def counts_shape(event):
    came = counts(event)
    sessions = {pk: str(uid) for pk, uid in event.sessions.values_list("pk", "uid")}
    doors = event.doors.values_list("pk", "name", "session")
    return {
        "expected": came["expected"],
        "came": came["came"],
        "expected_online": came["online"],
        "joined": came["joined"],
        "days": [{"day": day.isoformat(), "came": n} for day, n in came["days"].items()],
        "sessions": [{"session": sessions[pk], "came": n} for pk, n in came["sessions"].items()],
        "doors": [
            {"door": name, "session": sessions.get(session), "came": came["doors"].get(pk, 0)}
            for pk, name, session in doors
        ],
    }


def _person(registration, sees_people):
    is_named = registration is not None and sees_people
    return {
        "registration": str(registration.uid) if registration else None,
        "name": registration.name if is_named else None,
    }


def _there(check_in):
    return {
        "day": check_in.on.isoformat(),
        "session": str(check_in.session.uid) if check_in.session else None,
        "door": _name(check_in.door),
        "first_at": _moment(check_in.first_at),
    }


def _name(door):
    return door.name if door else None


def _moment(instant):
    return instant.isoformat() if instant else None
