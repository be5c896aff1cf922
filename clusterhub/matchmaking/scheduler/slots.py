"""Slots as bits of a whole number, in the order of time: which overlap, and where tables run out."""


def overlaps(slots):
    """For each slot the bits of all that share a moment with it, its own among them."""
    masks = [0] * len(slots)
    for i, one in enumerate(slots):
        masks[i] |= 1 << i
        for j in range(i + 1, len(slots)):
            if slots[j].starts >= one.ends:
                break
            masks[i] |= 1 << j
            masks[j] |= 1 << i
    return masks


def days(slots):
    """The bits of each day. A slot belongs to the date that its own clock shows at its beginning."""
    masks = {}
    for i, slot in enumerate(slots):
        masks[slot.day] = masks.get(slot.day, 0) | 1 << i
    return list(masks.values())


def pools(slots, conflicts):
    """(bits of slots, tables) that their meetings at tables share; at any moment no table is used twice.

    Slots that overlap use the same tables, numbered from 1. Where one has fewer of them, its meetings are
    counted by themselves as well.
    """
    found = {1 << i: slot.tables for i, slot in enumerate(slots) if slot.tables is not None}
    for i, slot in enumerate(slots):
        # All that run at the moment when this one begins; every crowded moment is such a one.
        running = [j for j in bits(conflicts[i]) if j <= i and slots[j].ends > slot.starts]
        for level in {slots[j].tables for j in running if slots[j].tables is not None}:
            few = [j for j in running if slots[j].tables is not None and slots[j].tables <= level]
            mask = sum(1 << j for j in few)
            found[mask] = min(found.get(mask, level), level)
    return sorted(found.items())


def bits(mask):
    """The numbers of the bits that are set, from the lowest."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def most_apart(mask, slots):
    """How many of these slots one person can use, overlaps left out: earliest end first."""
    count, free_from = 0, None
    for i in sorted(bits(mask), key=lambda i: slots[i].ends):
        if free_from is None or slots[i].starts >= free_from:
            count, free_from = count + 1, slots[i].ends
    return count
