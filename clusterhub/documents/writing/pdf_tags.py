"""One tag for one paragraph: WeasyPrint tags the parts on each page as if they were several."""

from itertools import pairwise

_FLOW = {"p", "li", "ul", "ol", "main", "h1", "h2", "h3", "h4"}


def join_split_tags(document, pdf):
    """Join the tags of what continues on the next page, as assistive software needs it."""
    tree = _Tree(pdf)
    boxes = [page._page_box for page in document.pages]
    for number, (before, after) in enumerate(pairwise(boxes)):
        depth = _depth_of_split(before, after)
        if depth:
            tree.join(number, depth)


def _depth_of_split(before, after):
    """How many nested elements go on across this page end: main, or main and a paragraph, …"""
    before, after = _body(before), _body(after)
    depth = 0
    while True:
        before, after = _edge(before, -1), _edge(after, 0)
        if before is None or after is None or before.element is not after.element:
            return depth
        depth += before.element_tag in _FLOW


def _body(box):
    while box.element_tag != "body":
        box = next(child for child in box.children if child.element_tag in ("html", "body"))
    return box


def _edge(box, index):
    """The first or last child that is a block of its own; lines and anonymous boxes are none."""
    children = [
        child
        for child in getattr(box, "children", ())
        if child.element is not box.element and child.element_tag in _FLOW
    ]
    return children[index] if children else None


class _Tree:
    def __init__(self, pdf):
        self._pdf = pdf
        self._merged = {}
        root = self._object(pdf.catalog["StructTreeRoot"])
        self._document = self._object(root["K"][0])

    def join(self, number, depth):
        pages = self._pdf.page_references
        kids = [self._object(kid) for kid in self._document["K"]]
        before = next((kid for kid in reversed(kids) if self._ends_on(kid, pages[number])), None)
        after = next((kid for kid in kids if kid["Pg"] == pages[number + 1]), None)
        if before is not None and after is not None:
            self._join(self._document, before, after, depth)

    def _join(self, parent, before, after, depth):
        if before["S"] != after["S"]:
            return
        parent["K"].remove(after.reference)
        if before["K"] and after["K"]:
            last, first = self._object(before["K"][-1]), self._object(after["K"][0])
            is_body = before["S"] == "/LI" and _role(last) == _role(first) == "/LBody"
            if is_body or (depth > 1 and _role(last) == _role(first)):
                self._join(after, last, first, depth - (not is_body))
        for kid in after["K"]:
            child = self._object(kid)
            if child is not None:
                child["P"] = before.reference
        before["K"].extend(after["K"])

    def _ends_on(self, element, page):
        while element is not None:
            if element.get("Pg") == page:
                return True
            kids = [kid for kid in map(self._object, element.get("K", ())) if _role(kid)]
            element = kids[-1] if kids else None
        return False

    def _object(self, reference):
        if isinstance(reference, int):
            return None
        return self._pdf.objects[int(bytes(reference).split()[0])]


def _role(element):
    return None if element is None else element.get("S")
