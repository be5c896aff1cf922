"""Moments as English text that `printed.py` reads back to the same instant.

Pure module, for documents in the series' own language; pages use `words.py`, which translates.
"""


def day_as_text(day):
    """A date as "11 October 2023"."""
    return f"{day.day} {day:%B %Y}"


def hour_as_text(local):
    """A local time as "8:30", with seconds only where there are some."""
    return f"{local.hour}:{local:%M}" + (f":{local:%S}" if local.second else "")


def time_as_text(moment):
    """ "18:00 CEST": the hour in the moment's zone, with what that zone kept on that day."""
    return f"{hour_as_text(moment.local())} {moment.label()}"


def range_as_text(starts, ends=None):
    """ "8:30 – 9:45 CEST"; each end has a label of its own when the clocks change in between.

    Reading it back needs the day it starts on; an end more than twelve hours later is not for
    this form.
    """
    if ends is None:
        return time_as_text(starts)
    if starts.label() == ends.label(starts.zone):
        first, last = hour_as_text(starts.local()), hour_as_text(ends.local(starts.zone))
        return f"{first} – {last} {starts.label()}"
    last = f"{hour_as_text(ends.local(starts.zone))} {ends.label(starts.zone)}"
    return f"{time_as_text(starts)} – {last}"


def deadline_as_text(day, moment=None):
    """ "18 April 2024" or "18 April 2024, 17:00 CEST"; midnight is the 24:00 of `day`."""
    if moment is None:
        return day_as_text(day)
    local = moment.local()
    if local.date() > day and not (local.hour or local.minute or local.second):
        return f"{day_as_text(day)}, 24:00 {moment.label()}"
    return f"{day_as_text(day)}, {time_as_text(moment)}"
