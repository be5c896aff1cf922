"""The few keys under which a name is looked up among a million: pure.

A name and its misspelling share at least one block: the beginning of the joined key survives a slip
at its end, a deletion survives a slip in the beginning, and each long word survives the others.
Common words lend no block, so no block is shared by half of all names.
"""

from clusterhub.directory.names import GENERIC, name_key

LONGEST = 12
_HEAD = 7
_WORDS = 3


def blocks_of(name):
    """Blocks of a name of an organisation, at most fifteen."""
    return blocks_of_key(name_key(name))


def blocks_of_key(key):
    words = key.split()
    telling = [word for word in words if word not in GENERIC] or words
    if not telling:
        return frozenset()
    joined = "".join(telling)
    head = joined[:_HEAD]
    blocks = {f"~{head}"}
    if len(joined) > 3:
        # One letter lost, changed or swapped in the head leaves one of these the same.
        longer = joined[: _HEAD + 1]
        blocks |= {f"~{longer[:at] + longer[at + 1 :]}"[:LONGEST] for at in range(len(longer))}
        blocks.add(f"${joined[-_HEAD:]}")
    longest = sorted(set(telling), key=lambda word: (-len(word), word))[:_WORDS]
    blocks |= {f"={word}"[:LONGEST] for word in longest if len(word) > 2}
    if len(telling) > 2:
        blocks.add(f"/{''.join(word[0] for word in telling)}"[:LONGEST])
    elif len(telling) == 1 and len(telling[0]) <= 8:
        blocks.add(f"/{telling[0]}"[:LONGEST])  # An acronym meets the initials of its long name.
    if len(telling) > 1:
        blocks.add("&" + "".join(sorted((telling[0][:5], telling[-1][:5]))))
    return frozenset(blocks)
