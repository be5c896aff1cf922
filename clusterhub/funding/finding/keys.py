"""By which of its values a saved search is found, so that a new call is compared only with searches
that it may fit, however many people search for something else."""

ANY, WORDS = "any", "words"
# What few calls have comes first: such a search is looked at least often.
BY_RARITY = ("topic", "technology", "ecosystem", "form", "programme", "money", "kind", "applicant")


def key_of(wanted):
    """The one key under which a search is kept."""
    for name in BY_RARITY:
        if len(values := getattr(wanted, name)) == 1:
            return _key(name, values[0])
    return WORDS if wanted.words else ANY


def keys_of(row):
    """Every key whose searches a call may fit; and facets of which it fits each value."""
    keys, whole = {ANY, WORDS}, set()
    for name in BY_RARITY:
        values = row.values.get(name, ())
        if values is None:
            whole.add(name)
        else:
            keys |= {_key(name, value) for value in values}
    return keys, whole


def _key(name, value):
    return f"{name}:{value}"[:200]
