"""Printed zone labels ("CET", "UTC+2", "Brussels time") and whether they can be true.

Pure module. Offsets are `timedelta` east of UTC. Abbreviations are habits, not names: "CET" is
printed all year for Brussels although Directive 2000/84/EC has the clocks on summer time from the
last Sunday of March to the last Sunday of October. Offsets follow the IANA tz database; German and
French abbreviations are those of the national time laws and of common use.
"""

import re
from datetime import timedelta

from clusterhub.clock.doubts import doubt
from clusterhub.clock.zones import zone_city, zone_info, zones_by_city

# Hours east of UTC. Where an abbreviation has several meanings all are given: it is true in a
# zone if one of them is.
ABBREVIATIONS = {
    "UTC": (0,),
    "GMT": (0,),
    "Z": (0,),
    "WET": (0,),
    "WEST": (1,),
    "HEOC": (0,),
    "CET": (1,),
    "CEST": (2,),
    "MEZ": (1,),
    "MESZ": (2,),
    "HNEC": (1,),
    "HAEC": (2,),
    "HEC": (1, 2),
    "CE(S)T": (1, 2),
    "BST": (1, 6),
    "IST": (1, 2, 5.5),
    "IDT": (3,),
    "EET": (2,),
    "EEST": (3,),
    "OEZ": (2,),
    "OESZ": (3,),
    "HNEE": (2,),
    "HAEE": (3,),
    "MSK": (3,),
    "TRT": (3,),
    "CAT": (2,),
    "EAT": (3,),
    "WAT": (1,),
    "SAST": (2,),
    "EST": (-5,),
    "EDT": (-4,),
    "CST": (-6, 8),
    "CDT": (-5,),
    "MST": (-7,),
    "MDT": (-6,),
    "PST": (-8, 8),
    "PDT": (-7,),
    "NST": (-3.5,),
    "NDT": (-2.5,),
    "AKST": (-9,),
    "AKDT": (-8,),
    "HST": (-10,),
    "PKT": (5,),
    "HKT": (8,),
    "WIB": (7,),
    "JST": (9,),
    "KST": (9,),
    "AEST": (10,),
    "AEDT": (11,),
    "ACST": (9.5,),
    "ACDT": (10.5,),
    "AWST": (8,),
    "NZST": (12,),
    "NZDT": (13,),
}

DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212"
# A dash with spaces around it, or an en dash before an hour, is that of a range: "9:00 UTC – 10:00".
OFFSET_PATTERN = (
    r"(?:UTC|GMT)([ \u00a0]?\+[ \u00a0]?|[-\u2010\u2011\u2212]|\u2013(?![0-9]{1,2}[:.hH]))"
    r"([01]?[0-9])(?::?([0-5][0-9]))?(?::([0-5][0-9]))?(?![0-9])"
)
_OFFSET = re.compile(OFFSET_PATTERN, re.IGNORECASE)
ISO_OFFSET = re.compile(r"(\+)([01][0-9]):?([0-5][0-9])(?![0-9])()")
_LOCAL = frozenset({"local time", "heure locale", "ortszeit"})
_TIME_OF = re.compile(
    r"(?:heure de |ora di |hora de )?(.{2,30}?)(?: local)?(?: time| zeit| tijd)?", re.IGNORECASE
)
_CITIES_IN_OTHER_WORDS = {
    "bruxelles": "Europe/Brussels",
    "brüsseler": "Europe/Brussels",
    "brüssel": "Europe/Brussels",
    "brussel": "Europe/Brussels",
    "brusselse": "Europe/Brussels",
    "bruselas": "Europe/Brussels",
    "bruxelas": "Europe/Brussels",
    "brussels'": "Europe/Brussels",
    "kiev": "Europe/Kyiv",
    "londres": "Europe/London",
    "central european": "Europe/Brussels",
    "eastern european": "Europe/Helsinki",
    "western european": "Europe/Lisbon",
    "uk": "Europe/London",
    "cet": None,
    "cest": None,
}


def label_offsets(label):
    """The offsets a label can stand for, or () when it is none that we know or names a place."""
    text = _tidy(label)
    if found := _OFFSET.fullmatch(text) or ISO_OFFSET.fullmatch(text):
        return (_offset(*found.groups()),)
    hours = []
    for part in text.upper().split("/")[:3]:
        hours.extend(ABBREVIATIONS.get(part.strip(), ()))
    return tuple(timedelta(hours=value) for value in dict.fromkeys(hours))


def label_zone(label):
    """The zone that a label names by its place ("Brussels local time"), or None."""
    text = _tidy(label).lower()
    found = _TIME_OF.fullmatch(text)
    if found is None or text in _LOCAL or found[1] == text:
        return None
    city = found[1].strip()
    if city in _CITIES_IN_OTHER_WORDS:
        return _CITIES_IN_OTHER_WORDS[city]
    return zones_by_city().get(city)


def is_label(text):
    tidy = _tidy(text)
    return bool(tidy.lower() in _LOCAL or label_offsets(tidy) or label_zone(tidy))


def is_exact_label(label):
    """Whether a label is an offset in figures or UTC itself: nobody prints those out of habit."""
    text = _tidy(label).upper()
    return text in ("UTC", "Z") or bool(_OFFSET.fullmatch(text) or ISO_OFFSET.fullmatch(text))


def label_doubt(label, zone, local_datetime):
    """A Doubt when `label` cannot be true in `zone` at that local time (naive), else None.

    At an hour that exists twice either offset makes the label true. A label that names a place
    is compared by that place's offset at the same local time.
    """
    offsets = set(label_offsets(label))
    if place := label_zone(label):
        offsets = set(zone_offsets(place, local_datetime))
    held = zone_offsets(zone, local_datetime)
    if not offsets or offsets.intersection(held):
        return None
    return doubt(
        "zone-label",
        day=f"{local_datetime.day} {local_datetime:%B %Y}",
        city=zone_city(zone),
        held=zone_label(zone, local_datetime, with_offset=True),
        label=" ".join(label.split()),
    )


def zone_offsets(zone, local_datetime):
    """The zone's one or (when the hour exists twice, or never) two offsets at a local time."""
    rules = zone_info(zone)
    both = (local_datetime.replace(tzinfo=rules, fold=fold).utcoffset() for fold in (0, 1))
    return tuple(dict.fromkeys(both))


def zone_label(zone, local_datetime, with_offset=False):
    """What to print after an hour: "CEST" where it is known and true, else "UTC+3".

    `local_datetime` is naive; its `fold` counts. With the offset: "CEST (UTC+2)".
    """
    there = local_datetime.replace(tzinfo=zone_info(zone))
    offset, name = there.utcoffset(), there.tzname()
    if not name.isalpha() or offset not in label_offsets(name):
        return offset_label(offset)
    if with_offset and name != offset_label(offset):
        return f"{name} ({offset_label(offset)})"
    return name


def offset_label(offset):
    """A timedelta east of UTC as "UTC", "UTC+2", "UTC-3:30"."""
    seconds = abs(int(offset.total_seconds()))
    if not seconds:
        return "UTC"
    hours, minutes = divmod(seconds // 60, 60)
    label = f"UTC{'-' if offset < timedelta() else '+'}{hours}"
    if minutes or seconds % 60:
        label += f":{minutes:02}"
    return label + (f":{seconds % 60:02}" if seconds % 60 else "")


def _offset(sign, hours, minutes, seconds):
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    return offset if "+" in sign else -offset


def _tidy(label):
    return " ".join(label[:60].split()).strip("()[] .,;")
