"""Small steps in WordprocessingML that do not care which of its two namespaces is used."""

_OFF = ("0", "false", "off", "none")


def local(element):
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element, name):
    if element is None:
        return None
    return next((found for found in element if local(found) == name), None)


def children(element, name):
    return [found for found in element if local(found) == name]


def attribute(element, name):
    if element is None:
        return None
    for key, found in element.items():
        if key == name or key.endswith("}" + name):
            return found
    return None


def value(element):
    return attribute(element, "val")


def is_on(properties, name):
    """A switch such as `<w:b/>`: True, False, or None where it is not set."""
    switch = child(properties, name)
    if switch is None:
        return None
    return (value(switch) or "1").lower() not in _OFF
