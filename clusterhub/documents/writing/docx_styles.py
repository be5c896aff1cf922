from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

COVER_STYLES = {
    "organiser": "Cover Organiser",
    "title": "Title",
    "kind": "Cover Kind",
    "series": "Cover Line",
    "when": "Cover Line",
    "note": "Cover Note",
}
_INK = RGBColor(0x1B, 0x1F, 0x2A)
_BLUE = RGBColor(0x1F, 0x3F, 0x77)
_QUIET = RGBColor(0x55, 0x5B, 0x66)
_SERIF, _SANS = "Georgia", "Arial"
# name: (size, bold, colour, font, space before, space after)
_BUILT_IN = {
    "Normal": (11, False, _INK, _SERIF, 0, 8),
    "Title": (30, True, _INK, _SERIF, 60, 18),
    "Heading 1": (22, True, _INK, _SERIF, 0, 14),
    "Heading 2": (16, True, _BLUE, _SERIF, 20, 8),
    "Heading 3": (13, True, _INK, _SERIF, 14, 6),
    "Heading 4": (11, True, _QUIET, _SERIF, 12, 4),
    "List Bullet": (11, False, _INK, _SERIF, 0, 4),
    "List Number": (11, False, _INK, _SERIF, 0, 4),
}
_OWN = {
    "Person": (10.5, False, _QUIET, _SANS, 0, 4),
    "Cover Organiser": (13, True, _BLUE, _SANS, 0, 0),
    "Cover Kind": (16, False, _QUIET, _SERIF, 0, 120),
    "Cover Line": (13, False, _INK, _SANS, 0, 4),
    "Cover Note": (10, False, _QUIET, _SANS, 60, 0),
}


def set_styles(word, language):
    for name, look in _BUILT_IN.items():
        _set_look(word.styles[name], look)
    for name, look in _OWN.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        _set_look(style, look)
    link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _BLUE, True
    _remove_line_below(word.styles["Title"])
    _set_language(word, language)


def set_page(word, title):
    """A4; the title above and the page number below, on all pages but the cover."""
    word.settings.element.append(_element("w:updateFields", val="false"))
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run(title).font.size = Pt(8.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(footer.add_run("1")._r)
    footer._p.append(field)


def _set_look(style, look):
    size, bold, colour, font, before, after = look
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.keys()):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.0 if size > 12 else 1.25


def _remove_line_below(style):
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _set_language(word, language):
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for properties in defaults.iter(qn("w:rPr")):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(_element("w:lang", val=language, eastAsia=language))


def _element(name, **attributes):
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
