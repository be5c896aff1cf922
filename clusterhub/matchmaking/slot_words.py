"""How a slot is called: with its day and hours, as the clocks at the event show them."""

from clusterhub.clock.words import hour_in_words, label_of, weekday_in_words
from clusterhub.clock.zones import zone_info


def slot_in_words(slot, zone):
    """ "Tuesday 5 June 2030, 9:00 – 9:20"."""
    return f"{day_of(slot, zone)}, {hours_of(slot, zone)}"


def day_of(slot, zone):
    return weekday_in_words(slot.starts_at.astimezone(zone_info(zone)).date())


def hours_of(slot, zone):
    """ "9:00 – 9:20"; in a night in which the clocks change "2:40 CEST – 2:00 CET"."""
    starts, ends = (at.astimezone(zone_info(zone)) for at in (slot.starts_at, slot.ends_at))
    first, last = hour_in_words(starts), hour_in_words(ends)
    if starts.utcoffset() != ends.utcoffset() or _exists_twice(starts) or _exists_twice(ends):
        first, last = f"{first} {label_of(starts, zone)}", f"{last} {label_of(ends, zone)}"
    return f"{first} – {last}"


def _exists_twice(local):
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
