"""Words and HTML of a source, cleaned to what our pages show."""

import re
from html import escape, unescape

import lxml.html
import nh3
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from clusterhub.documents.characters import Cleaner

LONGEST_HTML = 200_000
LONGEST_SUMMARY = 600
DEEPEST = 60
_RENAMED = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
_TAGS = {
    "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "sub", "sup", "ol",
    "ul", "li", "a", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_CELL = {"colspan", "rowspan"}
_GONE = {"script", "style", "iframe", "noscript", "object", "template", "title", "svg", "math"}
_HEADING = "topicdescriptionkind"
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol|blockquote|table)\s*>", re.I)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")
_UNENDED = re.compile(r"([^\s.,:;!?…])\n")  # An item of a list ends without a sign.
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.I)
_ENDS_BY_ITSELF = {
    "p", "br", "li", "tr", "td", "th", "dd", "dt", "option", "img", "hr", "input", "col", "link",
    "meta", "wbr",
}  # fmt: skip
DEEPEST_READ = 400
_HIDDEN = re.compile(r"<(script|style|iframe)\b.*?(?:</\1\s*>|$)", re.I | re.S)


def line(value, most):
    """One line of plain text out of whatever stands there; "" for what is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = _SURROGATE.sub("", str(value)[: most * 20])
    if "<" in text or "&" in text:
        text = plain(text)
    return " ".join(Cleaner().clean(text).split())[:most].strip()


def plain(html):
    """The words of some HTML, a line for each block."""
    html = _BREAK.sub("\n", _SURROGATE.sub("", html[:LONGEST_HTML]))
    if _depth(html) > DEEPEST_READ:
        # The cleaner takes minutes for what is nested a hundred thousand times.
        html = re.sub(r"<[^<>]*>?", " ", _HIDDEN.sub(" ", html))
    text = nh3.clean(html, tags=set(), clean_content_tags=_GONE)
    lines = (" ".join(part.split()) for part in unescape(text).split("\n"))
    return "\n".join(part for part in lines if part)


def summary_of(html):
    """The first words of a text, for lists and letters; headings do not count."""
    most = LONGEST_SUMMARY * 10
    beginning = html[:most].rpartition("<")[0] if len(html) > most else html
    without = re.sub(r"<h[1-6][^>]*>.*?</h[1-6]>", "", beginning, flags=re.S)
    words = Cleaner().clean(_UNENDED.sub(r"\1; ", plain(without)).replace("\n", " "))
    return Truncator(words).chars(LONGEST_SUMMARY)


def email_in(html):
    found = _EMAIL.search(plain(html))
    return found[0][:254] if found else ""


def body(html, notes):
    """HTML of our few elements: no scripts, styles, classes or tables within tables."""
    if len(html) > LONGEST_HTML:
        notes.append(_("the text is longer than we keep; its end was left out"))
    html = _SURROGATE.sub("", html[:LONGEST_HTML]).replace("\x00", "")
    if _depth(html) > DEEPEST_READ:
        return _only_words(html, notes)
    cleaned = clean(html, {"p": {_HEADING}})
    if _depth(cleaned) > DEEPEST:
        return _only_words(cleaned, notes)
    return _ours(cleaned) if cleaned.strip() else ""


def clean(html, classes=None):
    """HTML of elements that do nothing."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "td": _CELL, "th": _CELL},
        allowed_classes=classes,
        clean_content_tags=_GONE,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )


def _only_words(html, notes):
    notes.append(_("the text is nested too deeply; only its words were kept"))
    return "".join(f"<p>{escape(each)}</p>" for each in plain(html).split("\n") if each)


def _depth(html):
    deepest = depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _ENDS_BY_ITSELF:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _ours(html):
    root = lxml.html.fragment_fromstring(Cleaner().clean(html), create_parent="div")
    for element in list(root.iter()):
        if element.tag == "p" and element.attrib.pop("class", ""):
            element.tag = "h3"
        element.tag = _RENAMED.get(element.tag, element.tag)
        if element.tag == "table" and element.find(".//table") is not None:
            _unwrap(element)
    for element in list(root.iter("p", "h3", "h4", "li", "strong", "em")):
        if not len(element) and not (element.text or "").strip():
            element.drop_tree()
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
    return (escape(root.text.strip()) if root.text else "") + inner.strip()


def _unwrap(table):
    """A table around another one only lays out a page: what stands in its cells stays."""
    own = ("tr", "td", "th", "tbody", "thead")
    for element in [each for each in table.iter(*own) if _table_of(each) is table]:
        element.drop_tag()
    table.drop_tag()


def _table_of(element):
    return next(element.iterancestors("table"), None)


def escaped(text):
    return escape(text)
