import re

from clusterhub.documents.formats.building import LineBuilder
from clusterhub.documents.formats.docx_xml import attribute, child, is_on, local, value
from clusterhub.documents.refusals import Note

_SKIPPED = {"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "Fallback", "instrText"}
_DELETED = {"del", "moveFrom", "delText"}
_FIELD_TARGET = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"|HYPERLINK\s+([^\s\\"]+)')
_FIELD_ANCHOR = re.compile(r'\\l\s+"?([^"\s]+)')


class Body:
    """Walks the parts of a Word document in reading order and builds its lines."""

    def __init__(self, styles, numbering, links):
        self.builder = LineBuilder()
        self._styles, self._numbering, self._links = styles, numbering, links
        self._paragraphs, self._targets, self._rows, self._fields = [], [None], [], []
        self._run_style = (False, False)
        self._notes_named = {"footnotes": [], "endnotes": []}
        self._has_deleted_text = False

    def notes(self):
        deleted = [Note("deleted-text")] if self._has_deleted_text else []
        return self.builder.notes() + deleted

    def read(self, root):
        """Walk with a stack of our own, so that deep nesting costs no recursion."""
        stack = [(root, False)]
        while stack:
            element, is_end = stack.pop()
            name = local(element)
            if is_end:
                self._leave(element, name)
            elif self._enter(element, name):
                stack.append((element, True))
                stack.extend((inner, False) for inner in reversed(element))
        self.builder.end()

    def read_notes(self, root, kind):
        """The footnotes that the text refers to, below it, in the order in which it does."""
        if root is None:
            return
        by_id = {attribute(note, "id"): note for note in root}
        for note_id in self._notes_named[kind]:
            if (note := by_id.get(note_id)) is not None:
                self.read(note)

    def _enter(self, element, name):
        if name in _DELETED:
            self._has_deleted_text = True
            return False
        if name == "instrText":
            self._read_instruction(element)
        if name in _SKIPPED or not name:
            return False
        step = getattr(self, f"_enter_{name}", None)
        return step(element) is not False if step else True

    def _leave(self, element, name):
        step = getattr(self, f"_leave_{name}", None)
        if step:
            step(element)

    def _enter_p(self, element):
        properties = child(element, "pPr")
        style_id = value(child(properties, "pStyle"))
        if self._styles.is_table_of_contents(style_id):
            return False
        self._paragraphs.append((self.builder.suspend(), self._run_style))
        level = self._heading_level(properties, style_id)
        self.builder.begin(self._marker(properties, style_id), level)
        return True

    def _leave_p(self, _):
        self.builder.finish()
        state, self._run_style = self._paragraphs.pop()
        self.builder.resume(state)

    def _heading_level(self, properties, style_id):
        own = value(child(properties, "outlineLvl"))
        if own and own.isdigit() and int(own) < 9:
            return int(own) + 1
        return self._styles.heading_level(style_id)

    def _marker(self, properties, style_id):
        own = child(properties, "numPr")
        number_id, level = self._styles.numbering(style_id) or (None, "0")
        if own is not None:
            number_id = value(child(own, "numId")) or number_id
            level = value(child(own, "ilvl")) or level
        return self._numbering.next_marker(number_id, level) if number_id else ""

    def _enter_r(self, element):
        properties = child(element, "rPr")
        if is_on(properties, "vanish") or is_on(properties, "webHidden"):
            return False
        style_id = value(child(properties, "rStyle"))
        self._run_style = (
            self._is_on(properties, style_id, "b"),
            self._is_on(properties, style_id, "i"),
        )
        return True

    def _is_on(self, properties, style_id, name):
        """Emphasis within the paragraph: a style that makes the whole of it bold is none."""
        own = is_on(properties, name)
        return bool(self._styles.is_on(style_id, name) if own is None else own)

    def _enter_t(self, element):
        self._add(element.text or "")

    def _enter_tab(self, _):
        self._add(" ")

    def _enter_noBreakHyphen(self, _):
        self._add("-")

    def _enter_br(self, _):
        self.builder.end()

    _enter_cr = _enter_br

    def _add(self, text):
        field = next((f["target"] for f in reversed(self._fields) if f["target"] is not None), None)
        target = self._targets[-1] if self._targets[-1] is not None else field
        if not any(field["is_in_instruction"] for field in self._fields):
            self.builder.add(text, *self._run_style, target)

    def _enter_hyperlink(self, element):
        target = self._links.get(attribute(element, "id"), "")
        anchor = attribute(element, "anchor")
        self._targets.append(f"{target}#{anchor}" if anchor else target)

    def _leave_hyperlink(self, _):
        self._targets.pop()

    def _enter_fldSimple(self, element):
        self._targets.append(_field_target(attribute(element, "instr") or ""))

    _leave_fldSimple = _leave_hyperlink

    def _enter_fldChar(self, element):
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append({"instruction": "", "is_in_instruction": True, "target": None})
        elif kind == "separate" and self._fields:
            field = self._fields[-1]
            field["is_in_instruction"] = False
            field["target"] = _field_target(field["instruction"])
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _read_instruction(self, element):
        if self._fields and self._fields[-1]["is_in_instruction"]:
            self._fields[-1]["instruction"] += element.text or ""

    def _enter_footnoteReference(self, element):
        self._notes_named["footnotes"].append(attribute(element, "id"))

    def _enter_endnoteReference(self, element):
        self._notes_named["endnotes"].append(attribute(element, "id"))

    def _enter_tr(self, _):
        self._rows.append([])

    def _enter_tc(self, _):
        self.builder.begin_cell()

    def _leave_tc(self, _):
        cell = self.builder.end_cell()
        if self._rows:
            self._rows[-1].append(cell)

    def _leave_tr(self, _):
        self.builder.add_row(self._rows.pop())


def _field_target(instruction):
    if "HYPERLINK" not in instruction:
        return None
    anchor = _FIELD_ANCHOR.search(instruction)
    match = _FIELD_TARGET.search(re.sub(r"\\[a-z]\s+\"[^\"]*\"", "", instruction))
    target = (match[1] or match[2] or "") if match else ""
    return f"{target}#{anchor[1]}" if anchor else target
