"""How complete a profile is, and since when its own people stand by it. Knows no database."""

from clusterhub.directory.kinds import FIELDS_OF, NOT_COUNTED, PARTS_OF

STANDS_FOR = {"contacts": "contact_count"}  # A contact counts even before she may be shown.
EMPTY = (None, "", [], {}, 0)


def completeness(record):
    """Of what this kind is asked, how much is there, in percent."""
    asked = [name for name in FIELDS_OF[record["kind"]] if name not in NOT_COUNTED]
    filled = [name for name in asked if record.get(STANDS_FOR.get(name, name)) not in EMPTY]
    return round(100 * len(filled) / len(asked))


def oldest_confirmation(kind, confirmed):
    """The moment since which every part of a profile is confirmed, or None while one is missing."""
    moments = [confirmed.get(part) for part in PARTS_OF[kind]]
    return None if None in moments else min(moments)
