import re
from dataclasses import dataclass, replace
from itertools import groupby

EMPTY_TARGET = "#"
_PIECES = re.compile(r"\s+|\S+(?:\s+\S+)*")
_TARGET = re.compile(r"(?:[^()\s\\]|\([^()\s\\]*\))*\Z")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; `target` is None outside links, "#" in a link to nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    target: str | None = None

    @property
    def style(self):
        return (self.bold, self.italic)


def normalise(runs):
    """Runs as they come back from reading: white space single and outside, equal neighbours one."""
    pieces = _without_outer_space(_merge_spaces(list(_split(runs))))
    pieces = _give_spaces_a_link(pieces)
    pieces = _give_spaces_a_style(pieces)
    return _merge_equal(pieces)


def clean_target(target):
    target = re.sub(r"\s", "%20", (target or "").strip()).replace("\\", "%5C") or EMPTY_TARGET
    if not _TARGET.match(target):
        target = target.replace("(", "%28").replace(")", "%29")
    return target


def common_style(runs):
    return (all(run.bold for run in runs), all(run.italic for run in runs))


def _split(runs):
    for run in runs:
        target = None if run.target is None else clean_target(run.target)
        for text in _PIECES.findall(run.text):
            text = " ".join(text.split()) or " "
            yield replace(run, text=text, target=target)


def _merge_spaces(pieces):
    merged = []
    for is_space, group in groupby(pieces, key=lambda piece: piece.text == " "):
        group = list(group)
        if not is_space:
            merged += group
            continue
        targets = {piece.target for piece in group}
        merged.append(Run(" ", target=targets.pop() if len(targets) == 1 else None))
    return merged


def _without_outer_space(pieces):
    if pieces and pieces[0].text == " ":
        pieces = pieces[1:]
    if pieces and pieces[-1].text == " ":
        pieces = pieces[:-1]
    return pieces


def _give_spaces_a_link(pieces):
    linked = list(pieces)
    for index, piece in enumerate(pieces):
        if piece.text == " ":
            sides = {pieces[index - 1].target, piece.target, pieces[index + 1].target}
            linked[index] = replace(piece, target=sides.pop() if len(sides) == 1 else None)
    return linked


def _give_spaces_a_style(pieces):
    """A space is bold (italic) where both neighbours are; a link counts as a whole from outside."""
    outer = []
    for target, group in groupby(pieces, key=lambda piece: piece.target):
        group = list(group)
        words = [piece for piece in group if piece.text != " "]
        outer += [common_style(words) if target is not None else piece.style for piece in group]
    styled = list(pieces)
    for index, piece in enumerate(pieces):
        if piece.text != " ":
            continue
        before, after = pieces[index - 1], pieces[index + 1]
        left = before.style if piece.target is not None else outer[index - 1]
        right = after.style if piece.target is not None else outer[index + 1]
        styled[index] = replace(piece, bold=left[0] and right[0], italic=left[1] and right[1])
    return styled


def _merge_equal(pieces):
    merged = []
    for (style, target), group in groupby(pieces, key=lambda piece: (piece.style, piece.target)):
        text = "".join(piece.text for piece in group)
        merged.append(Run(text, bold=style[0], italic=style[1], target=target))
    return merged
