"""Markdown as people write it, put into the dialect: one line, no block structure."""

import re
from html import unescape

_PROTECTED_UNDERSCORE = "\ufdd0"
_TOKEN = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    |(?P<ticks>`{1,3})(?P<code>[^`]{1,2000})(?P=ticks)(?!`)
    |<(?P<address>https?://[^\s<>]+|mailto:[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+)>
    |(?P<tag></?[A-Za-z][^<>]{0,1000}>)
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)
    |!\[(?P<alternative>[^\[\]]{0,1000})\]\([^()]{0,2000}\)
    |\]\(\s*(?:<(?P<angled>[^<>]*)>|(?P<target>(?:[^()\s\\]|\([^()\s\\]*\)|\\.)*))
        (?:\s+(?:"[^"]{0,1000}"|'[^']{0,1000}'))?\s*\)
    |\]\[(?P<label>[^\[\]]{0,200})\](?!\()
    |(?P<bare>(?<![\w_])https?://[^\s<>\[\]()*]+)""",
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\`<&!\]_]")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]{1,2000}?)(?<=[^\s_])\1(?!\w)")
_OPENING = re.compile(r"\[([^\[\]]*)\Z")


def to_dialect(text, definitions=None):
    if not _SPECIAL.search(text):
        return text
    text = _replace_all(text, definitions or {})
    text = _UNDERSCORES.sub(lambda match: _stars(match[1]) + match[2] + _stars(match[1]), text)
    return text.replace(_PROTECTED_UNDERSCORE, "_")


def _replace_all(text, definitions):
    parts, position = [], 0
    for match in _TOKEN.finditer(text):
        parts.append(text[position : match.start()])
        parts.append(_replace(match, parts[-1], definitions))
        position = match.end()
    return "".join([*parts, text[position:]])


def _replace(match, before, definitions):
    if match["escaped"]:
        return _literal(match["escaped"])
    if match["code"]:
        return _literal(match["code"].strip())
    if match["address"]:
        address = match["address"]
        target = address if ":" in address else f"mailto:{address}"
        return f"[{_literal(address.removeprefix('mailto:'))}]({_protect(target)})"
    if match["tag"]:
        return ""
    if match["entity"]:
        return _literal(unescape(match["entity"]))
    if match["alternative"] is not None:
        return match["alternative"]
    if match["bare"]:
        return _protect(match["bare"])
    if match["label"] is not None:
        opening = _OPENING.search(before)
        label = match["label"] or (opening[1] if opening else "")
        target = definitions.get(label.casefold())
        inside = _replace_all(match["label"], {})  # No reference: two pairs of brackets.
        return f"]({_protect(target)})" if target else f"][{inside}]"
    target = match["angled"] or re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", match["target"] or "")
    return f"]({_protect(re.sub(r'[ ]', '%20', target))})"


def _literal(text):
    return _protect(re.sub(r"([\\*\[\]#])", r"\\\1", text))


def _protect(text):
    return text.replace("_", _PROTECTED_UNDERSCORE)


def _stars(underscores):
    return "*" * len(underscores)
