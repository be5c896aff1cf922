import re
from itertools import groupby
from operator import itemgetter

from clusterhub.documents.dialect.runs import EMPTY_TARGET, Run

_SPECIAL = re.compile(r"[\\*\[]")
_TOKEN = re.compile(
    r"""(?P<escape>\\[\\*\[\]\#])
    |(?P<stars>\*+)
    |(?P<open>\[)
    |(?P<close>\]\([ ]*(?P<target>(?:[^()\s\\]|\([^()\s\\]*\))*)[ ]*\))
    |(?P<text>[^\\*\[\]]+|[\\\]])""",
    re.VERBOSE,
)
_BOLD, _ITALIC = "bold", "italic"
_NO_STYLES = frozenset()
_STYLES = {1: (_ITALIC,), 2: (_BOLD,), 3: (_BOLD, _ITALIC)}


def parse_inline(text):
    """The runs of one line. Never fails: markup without a partner is ordinary text."""
    if not _SPECIAL.search(text):
        return [Run(text)] if text else []
    tokens = [_Token(match) for match in _TOKEN.finditer(text)]
    _pair_links(tokens)
    _pair_stars(tokens)
    return _runs(tokens)


def plain(text):
    """The words of a line without its markup."""
    return "".join(run.text for run in parse_inline(text))


class _Token:
    __slots__ = ("closes", "kind", "opens", "source", "target", "text")

    def __init__(self, match):
        self.kind = match.lastgroup if match.lastgroup != "target" else "close"
        self.source = match[0]
        self.text = self.source[1] if self.kind == "escape" else self.source
        self.target = match["target"]
        self.opens = self.closes = _NO_STYLES


def _pair_links(tokens):
    """Mark the `[` of each link with its target; all other brackets become text."""
    waiting = []
    for token in tokens:
        if token.kind == "open":
            token.kind = "text"
            waiting.append(token)
        elif token.kind == "text" and token.source == "]" and waiting:
            waiting.pop()
        elif token.kind == "close" and waiting:
            opener = waiting[-1]
            opener.kind, opener.target = "open", token.target or EMPTY_TARGET
            opener.text = token.text = ""
            waiting = []
        elif token.kind == "close":
            token.kind = "text"


def _pair_stars(tokens):
    waiting = {}
    for index, token in enumerate(tokens):
        if token.kind != "stars" or len(token.source) not in _STYLES:
            continue
        may_close = index > 0 and not tokens[index - 1].source[-1].isspace()
        may_open = index + 1 < len(tokens) and not tokens[index + 1].source[0].isspace()
        for style in _STYLES[len(token.source)]:
            if style in waiting and may_close:
                opener = waiting.pop(style)
                opener.opens = opener.opens | {style}
                token.closes = token.closes | {style}
                _consume(opener, style)
                _consume(token, style)
            elif style not in waiting and may_open:
                waiting[style] = token


def _consume(token, style):
    token.text = token.text[len("**" if style == _BOLD else "*") :]


def _runs(tokens):
    pieces, styles, target = [], _NO_STYLES, None
    for token in tokens:
        if token.closes:
            styles = styles - token.closes
        if token.kind == "close":
            target = None
        if token.text:
            pieces.append(((_BOLD in styles, _ITALIC in styles, target), token.text))
        if token.opens:
            styles = styles | token.opens
        if token.kind == "open":
            target = token.target
    return [
        Run("".join(text for _, text in group), *style)
        for style, group in groupby(pieces, key=itemgetter(0))
    ]
