import re

from clusterhub.documents.formats.docx_xml import attribute, child, children, is_on, value

_HEADING_NAME = re.compile(r"heading (\d)$", re.IGNORECASE)
_DEEPEST = 20


class Styles:
    """What a paragraph or run gets from its style: heading level, weight, numbering."""

    def __init__(self, root):
        self._by_id = {}
        for style in children(root, "style") if root is not None else ():
            self._by_id[attribute(style, "styleId")] = style

    def heading_level(self, style_id):
        for style in self._chain(style_id):
            name = (value(child(style, "name")) or "").strip()
            if match := _HEADING_NAME.match(name):
                return int(match[1])
            if name.lower() == "title":
                return 1
            level = value(child(child(style, "pPr"), "outlineLvl"))
            if level and level.isdigit() and int(level) < 9:
                return int(level) + 1
        return 0

    def is_table_of_contents(self, style_id):
        return any(
            (value(child(style, "name")) or "").lower().startswith("toc ")
            for style in self._chain(style_id)
        )

    def numbering(self, style_id):
        for style in self._chain(style_id):
            properties = child(child(style, "pPr"), "numPr")
            if properties is not None:
                return (value(child(properties, "numId")), value(child(properties, "ilvl")) or "0")
        return None

    def is_on(self, style_id, name):
        """Bold (`b`) or italic (`i`) as the nearest style in the chain says; None if none does."""
        for style in self._chain(style_id):
            found = is_on(child(style, "rPr"), name)
            if found is not None:
                return found
        return None

    def _chain(self, style_id):
        for _ in range(_DEEPEST):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(child(style, "basedOn"))
