import re

from clusterhub.documents.refusals import Note

_STARTS_A_BLOCK = re.compile(r"- |\d{1,3}\. |#{1,4} ")
_NARROWEST, _WIDEST = 55, 110
_ENOUGH_SHARE = 0.75


def unwrap(lines, enough_lines=6):
    """Join the lines of a text that was broken at a fixed width, as mail programs do.

    A line was broken by a program if the next word would not have fitted. Only when nearly all
    line ends look so is the text taken for wrapped; otherwise every line is left as it stands.
    """
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return lines, []
    followed = [
        index
        for index in range(len(lines) - 1)
        if lines[index] and lines[index + 1] and not _STARTS_A_BLOCK.match(lines[index + 1])
    ]
    wrapped = {index for index in followed if _next_word_did_not_fit(lines, index, width)}
    if len(wrapped) < enough_lines or len(wrapped) < _ENOUGH_SHARE * len(followed):
        return lines, []
    joined = []
    for index, line in enumerate(lines):
        if index - 1 in wrapped and not lines[index - 1].startswith("#"):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined, [Note("joined-lines")]


def _next_word_did_not_fit(lines, index, width):
    next_word = lines[index + 1].split(" ", 1)[0]
    return len(lines[index]) + 1 + len(next_word) > width
