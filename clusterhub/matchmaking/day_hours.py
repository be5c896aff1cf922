"""When the two may say what of a meeting. Pure: moments in, answers out."""

from datetime import timedelta

LATE_FROM = timedelta(hours=2)  # Before it begins; earlier than that one moves it.
MISSING_AFTER = timedelta(minutes=5)
MISSING_UNTIL = timedelta(days=14)
LATE_MINUTES = (5, 10, 15)


def may_be_late(slot, now):
    return slot.starts_at - LATE_FROM <= now <= slot.ends_at


def may_be_missed(slot, now):
    return slot.starts_at + MISSING_AFTER <= now <= slot.ends_at + MISSING_UNTIL


def may_have_an_outcome(slot, now):
    return now >= slot.starts_at


def is_late(report, slot):
    """What she said still holds for this hour: it was said of it, and not of one before it moved."""
    said = report.late_at is not None and bool(report.late_minutes)
    return said and slot.starts_at - LATE_FROM <= report.late_at <= slot.ends_at


def phase(slot, now):
    """ "coming", "now" or "past"."""
    if now < slot.starts_at:
        return "coming"
    return "now" if now < slot.ends_at else "past"
