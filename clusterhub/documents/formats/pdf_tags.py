"""Reading by the tag tree: the author's program says what is a heading, an item, a header."""

import re

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from clusterhub.documents.formats.pdf_layout import Look
from clusterhub.documents.formats.pdf_lines import (
    Joining,
    lines_by_position,
    lines_in_painting_order,
)
from clusterhub.documents.refusals import Note

_MOST_ELEMENTS = 500_000
_MOST_EDGE_LINES = 4
_HEADINGS = {"Title": 1, "H": 2, **{f"H{level}": min(level, 4) for level in range(1, 7)}}
_BLOCKS = {"P", "LI", "Lbl", "LBody", "TD", "TH", "Caption", "Note", "BlockQuote", "TOCI"}
_BLOCKS |= {"FENote", "Aside", "Sect", "Div", "Part", "Art", "L", "Table", "Document", "Formula"}
_TEXT_BLOCKS = {"P", "LI", "TD", "TH", *_HEADINGS}
_NUMBER = re.compile(r"\(?(\d{1,9})[.)]?\Z")


def read_by_tags(builder, document, pages, glyph_pages):
    """Notes when the tags hold nearly all of the text; None, and nothing built, when not."""
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return None
    numbers = {page.pageid: number for number, page in enumerate(pages)}
    contents = _contents(glyph_pages)
    elements = list(_walk(root, _role_map(root), numbers))
    tagged = {value for step, value in elements if step == "content"}
    others, dropped = _outside(tagged, glyph_pages)
    if others or not any(step == "enter" and role in _TEXT_BLOCKS for step, role in elements):
        return None
    lines = [lines_in_painting_order(contents[key]) for key in contents if key in tagged]
    joining = Joining([line for group in lines for line in group])
    look = Look([line for group in lines for line in group]) if _is_cut(elements) else None
    _Building(builder, contents, joining, look).build(elements)
    return [Note("page-lines", count=dropped)] if dropped else []


def _outside(tagged, glyph_pages):
    """Is there text outside the tags that is no header or footer; and how many of these are?"""
    dropped = 0
    for number, page in enumerate(glyph_pages):
        heights = [glyph.y for glyph in page if (number, glyph.tag) in tagged]
        outside = [glyph for glyph in page if (number, glyph.tag) not in tagged]
        artifacts = [glyph for glyph in outside if glyph.tag == "artifact"]
        orphans = lines_by_position([glyph for glyph in outside if glyph.tag != "artifact"])
        words = [line for line in orphans if re.search(r"\w", line.text)]
        if len(words) > _MOST_EDGE_LINES or any(_is_within(line, heights) for line in words):
            return True, 0
        dropped += len(lines_by_position(artifacts)) + len(words)
    return False, dropped


def _is_within(line, heights):
    return bool(heights) and min(heights) <= line.y <= max(heights)


def _contents(glyph_pages):
    contents = {}
    for number, page in enumerate(glyph_pages):
        for glyph in page:
            if isinstance(glyph.tag, int):
                contents.setdefault((number, glyph.tag), []).append(glyph)
    return contents


def _role_map(root):
    mapped = resolve1(root.get("RoleMap"))
    return mapped if isinstance(mapped, dict) else {}


def _walk(root, roles, numbers):
    """("enter" or "leave", role) and ("content", (page, number)), without recursion."""
    stack = [("kids", root.get("K"), None)]
    seen, count = set(), 0
    while stack:
        step, value, page = stack.pop()
        if step == "leave":
            yield ("leave", value)
            continue
        if isinstance(value, PDFObjRef):
            if value.objid in seen:
                continue
            seen.add(value.objid)
        value = resolve1(value)
        count += 1
        if count > _MOST_ELEMENTS:
            return
        if isinstance(value, int):
            yield ("content", (page, value))
        elif isinstance(value, list):
            stack.extend(("kids", kid, page) for kid in reversed(value))
        elif isinstance(value, dict):
            page = numbers.get(getattr(value.get("Pg"), "objid", None), page)
            kind = resolve1(value.get("S"))
            if isinstance(resolve1(value.get("MCID")), int):
                yield ("content", (page, resolve1(value["MCID"])))
            elif isinstance(kind, PSLiteral):
                role = _role(literal_name(kind), roles)
                yield ("enter", role)
                stack.append(("leave", role, page))
                stack.append(("kids", value.get("K"), page))


def _role(name, roles):
    for _ in range(5):
        mapped = resolve1(roles.get(name))
        if name in _BLOCKS or name in _HEADINGS or not isinstance(mapped, PSLiteral):
            return name
        name = literal_name(mapped)
    return name


def _is_cut(elements):
    """Were the tags made page by page? Then a paragraph may have one on each of its pages."""
    opened = []
    for step, value in elements:
        if step == "enter":
            opened.append((value, set()))
        elif step == "leave":
            role, pages = opened.pop()
            if len(pages) > 1 and role != "Document":
                return False
        else:
            for _, pages in opened:
                pages.add(value[0])
    return True


class _Building:
    def __init__(self, builder, contents, joining, look):
        self._builder, self._contents, self._joining = builder, contents, joining
        self._look, self._last_line = look, None
        self._glyphs, self._rows = [], []

    def build(self, elements):
        for step, value in elements:
            if step == "content":
                self._glyphs += self._contents.pop(value, ())
            elif step == "enter":
                self._enter(value)
            else:
                self._leave(value)
        self._flush()

    def _enter(self, role):
        if role not in _BLOCKS and role not in _HEADINGS and role != "TR":
            return
        self._flush()
        if role == "TR":
            self._rows.append([])
        elif role in ("TD", "TH"):
            self._builder.begin_cell()
        self._builder.begin(heading=_HEADINGS.get(role, 0))

    def _leave(self, role):
        if role == "Lbl":
            self._builder.begin(self._marker())
            return
        if role not in _BLOCKS and role not in _HEADINGS and role != "TR":
            return
        self._flush()
        if role in ("TD", "TH"):
            cell = self._builder.end_cell()
            if self._rows:
                self._rows[-1].append(cell)
        elif role == "TR":
            self._builder.add_row(self._rows.pop())
        elif role == "LI" or role in _HEADINGS:
            self._builder.finish()

    def _marker(self):
        glyphs, self._glyphs = self._glyphs, []
        text = "".join(glyph.text for glyph in glyphs).strip()
        if match := _NUMBER.match(text):
            return f"{int(match[1])}. "
        return f"{text} " if re.match(r"\w", text) else "- "

    def _flush(self):
        glyphs, self._glyphs = self._glyphs, []
        lines = lines_in_painting_order(glyphs) if glyphs else []
        runs = self._joining.runs(lines)
        if lines and self._goes_on(lines[0]):
            self._builder.continue_last(runs)
        else:
            for run in runs:
                self._builder.add(run.text, *run.style, run.target)
            self._builder.end()
        if lines:
            self._last_line = lines[-1]

    def _goes_on(self, line):
        """Has a program that tags page by page cut this paragraph in the middle of a sentence?"""
        before = self._last_line
        if self._look is None or before is None or self._builder.is_marked:
            return False
        is_sentence_over = before.text.endswith((".", "!", "?", ":"))
        return (
            line.page == before.page + 1
            and line.size == before.size
            and (line.text[0].islower() or not is_sentence_over)
            and self._look.is_full(before, line)
        )
