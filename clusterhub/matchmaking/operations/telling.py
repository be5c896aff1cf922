"""Whoever is concerned learns once what is new of her meetings."""

from collections import defaultdict

from clusterhub.letters.operations import post_many
from clusterhub.matchmaking.emails.changes import letter_of_changes, write_changes
from clusterhub.matchmaking.models import Meeting

PAIR = ("a__registration", "b__registration", "slot")


def tell(meetings, *, was=None):
    """One letter to each of those concerned, about all of these meetings that have changed since the
    two were told last. `was`: {meeting's key: (from, until)} of those that had another time.

    Inside a transaction that holds `placing.lock_meetings`. How many letters these are.
    """
    was, people, items = was or {}, {}, defaultdict(list)
    pks = [meeting.pk for meeting in meetings]
    rows = Meeting.objects.filter(pk__in=pks).select_related(*PAIR)
    changed = [each for each in rows if each.sequence != each.told_sequence]
    for meeting in changed:
        item = _item(meeting, was.get(meeting.pk))
        for participant in (meeting.a, meeting.b):
            people[participant.pk] = participant
            items[participant.pk].append(item)
        meeting.told_sequence = meeting.sequence
    Meeting.objects.bulk_update(changed, ["told_sequence"], batch_size=400)
    letters = [letter_of_changes(people[pk], items[pk]) for pk in sorted(items)]
    return post_many(write_changes, letters)


def _item(meeting, was):
    return {
        "meeting": meeting.pk,
        "sequence": meeting.sequence,
        "was": [each.isoformat() for each in was] if was else None,
    }
