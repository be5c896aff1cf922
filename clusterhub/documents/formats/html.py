import re

from lxml import etree
from lxml import html as lxml_html

from clusterhub.documents.formats.building import LineBuilder
from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.sniffing import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NORMAL_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_SKIPPED = re.compile(
    "script|style|template|noscript|head|title|iframe|object|embed|applet|svg|math|canvas|video"
    "|audio|select|textarea|button|nav|noframes|frameset"
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|header|hr|html|legend|li|main|ol|p|pre|section|summary|table|tbody"
    "|tfoot|thead|ul|caption|h[1-6]"
)


def read(data):
    text, notes = _decode(data)
    parser = lxml_html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(_XML_DECLARATION.sub("", text, count=1), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotRead("no-text") from error
    page = _Page()
    page.walk(root)
    return page.builder.lines, notes + page.builder.notes()


def _decode(data):
    if (declared := _DECLARED.search(data[:4096])) and declared[1].lower() != b"utf-8":
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared[1].decode()), []
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


class _Page:
    def __init__(self):
        self.builder = LineBuilder()
        self._styles = [(False, False)]
        self._targets = [None]
        self._lists = []
        self._rows = []
        self._plain_depth = 0

    def walk(self, root):
        """Walk with a stack of our own, so that deep nesting costs no recursion."""
        stack = [(root, False)]
        while stack:
            element, is_end = stack.pop()
            if is_end:
                self._leave(element)
                self._text(element.tail)
                continue
            if not isinstance(element.tag, str) or _is_hidden(element):
                self._text(element.tail)
                continue
            self._enter(element)
            self._text(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self.builder.end()

    def _enter(self, element):
        tag = element.tag
        if _BLOCKS.fullmatch(tag):
            self.builder.begin(self._marker(element), _HEADINGS.get(tag, 0))
        if tag == "br":
            self.builder.end()
        elif tag == "tr":
            self.builder.end()
            self._rows.append([])
        elif tag in ("td", "th"):
            self.builder.begin_cell()
        elif tag in ("ul", "ol"):
            self._lists.append(_first_number(element) if tag == "ol" else None)
        self._plain_depth += tag == "pre"
        self._styles.append(_style(element, self._styles[-1]))
        is_link = tag == "a" and element.get("href") is not None
        self._targets.append(element.get("href") if is_link else self._targets[-1])

    def _leave(self, element):
        tag = element.tag
        self._styles.pop()
        self._targets.pop()
        self._plain_depth -= tag == "pre"
        if tag in ("td", "th"):
            cell = self.builder.end_cell()
            if self._rows:
                self._rows[-1].append(cell)
        elif tag == "tr":
            self.builder.end()
            self.builder.add_row(self._rows.pop())
        elif tag in ("ul", "ol"):
            self._lists.pop()
        if tag == "li" or tag in _HEADINGS:
            self.builder.finish()
        elif _BLOCKS.fullmatch(tag):
            self.builder.end()

    def _text(self, text):
        if not text:
            return
        bold, italic = self._styles[-1]
        parts = text.split("\n") if self._plain_depth else [text]
        for index, part in enumerate(parts):
            if index:
                self.builder.end()
            self.builder.add(part, bold, italic, self._targets[-1])

    def _marker(self, element):
        if element.tag != "li":
            return ""
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = _number(element.get("value"), self._lists[-1])
        self._lists[-1] = number + 1
        return f"{number}. "


def _is_hidden(element):
    style = element.get("style") or ""
    return (
        bool(_SKIPPED.fullmatch(element.tag))
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(style))
    )


def _style(element, inherited):
    bold, italic = inherited
    if element.tag in ("b", "strong"):
        bold = True
    elif element.tag in ("i", "em"):
        italic = True
    if style := element.get("style"):
        bold = bool(_BOLD_STYLE.search(style)) or (bold and not _NORMAL_STYLE.search(style))
        italic = italic or bool(_ITALIC_STYLE.search(style))
    return (bold, italic)


def _first_number(element):
    return _number(element.get("start"), 1)


def _number(printed, otherwise):
    return int(printed) if re.fullmatch(r"\d{1,6}", (printed or "").strip()) else otherwise
