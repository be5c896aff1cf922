"""What changed between two records: a list of {place, before, after}. Pure module."""

import json
from difflib import SequenceMatcher

from clusterhub.summaries.record import get_at, with_value


def differences(before, after, place=""):
    """Changes in the order of the record; something new has `before` None, and the reverse."""
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*before, *(key for key in after if key not in before)]
        prefix = f"{place}." if place else ""
        return [
            change
            for key in keys
            for change in differences(before.get(key), after.get(key), prefix + key)
        ]
    if isinstance(before, list) and isinstance(after, list):
        return _differences_of_lists(before, after, place)
    return [{"place": place, "before": before, "after": after}]


def undone(record, changes):
    """The record without these changes, as far as their places still hold what they put there."""
    for change in changes:
        try:
            is_untouched = get_at(record, change["place"]) == change["after"]
        except KeyError:
            continue
        if is_untouched:
            record = with_value(record, change["place"], change["before"])
    return record


def _differences_of_lists(before, after, place):
    if len(before) == len(after):
        return [
            change
            for index, (old, new) in enumerate(zip(before, after, strict=True))
            for change in differences(old, new, f"{place}.{index}")
        ]
    texts = [[json.dumps(each, sort_keys=True) for each in entries] for entries in (before, after)]
    changes = []
    for kind, old, old_end, new, new_end in SequenceMatcher(None, *texts, False).get_opcodes():
        if kind == "equal":
            continue
        paired = min(old_end - old, new_end - new)
        for step in range(paired):
            changes += differences(before[old + step], after[new + step], f"{place}.{new + step}")
        for index in range(old + paired, old_end):
            changes.append({"place": f"{place}.{index}", "before": before[index], "after": None})
        for index in range(new + paired, new_end):
            changes.append({"place": f"{place}.{index}", "before": None, "after": after[index]})
    return changes
