"""Values of a profile in words, as short as they can be said."""

from clusterhub.directory.codes import words_of
from clusterhub.directory.facts import CODE_LISTS


def printed(name, value):
    if value in (None, "", [], {}):
        return "–"
    if name in CODE_LISTS:
        return ", ".join(label for _code, label in words_of(name, value))
    if name == "ecosystems":
        return ", ".join(label for _code, label in words_of("industrial_ecosystems", value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(_item(each) for each in value)
    return str(value)


def _item(each):
    if isinstance(each, dict):
        return ", ".join(str(part) for part in each.values() if part not in (None, ""))
    return ", ".join(map(str, each)) if isinstance(each, list) else str(each)
