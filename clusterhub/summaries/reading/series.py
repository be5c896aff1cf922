"""Which series a summary belongs to: its names are the caller's; the document says which it is."""

import re
from functools import lru_cache

from clusterhub.summaries.reading.words import fold

DEFAULT = "EU Clusters Talks"
KNOWN = (DEFAULT,)
LONGEST_FRONT = 40  # Lines in which a sentence may name the series.
OF_A_TALK = (
    r"(?:this|the|our|online) (?:talk|webinar|event|session|meeting)|"
    r"(?:organised|organized|held|hosted|took place|convened|broadcast|streamed) "
)


def _loose(word):
    """With or without the "s" of a plural: "EU Cluster Talk"."""
    return f"{re.escape(word[:-1])}s?" if len(word) > 3 and word.endswith("s") else re.escape(word)


class Series:
    """A series by its name, and how the name stands in a document."""

    def __init__(self, name):
        self.name = name
        words = " ?".join(_loose(word) for word in name.split())
        self.alone = re.compile(rf"#?{words}", re.IGNORECASE)
        self.inside = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
        self.prefix = re.compile(
            rf"(?:summary\s*[:–-]\s*)?#?{words}\s*(?:[:,–—|-]|\bon\b)\s*|summary\s*[:–—|]\s*",
            re.IGNORECASE,
        )
        self.of_the_talk = re.compile(rf"\b(?:{words}|{OF_A_TALK})", re.IGNORECASE)

    @property
    def meets_on_wednesdays(self):
        return self.name == DEFAULT

    def is_line(self, text):
        return len(text) < 160 and self.alone.fullmatch(text) is not None

    def without_prefix(self, text, count=0):
        return self.prefix.sub("", text, count=count)


@lru_cache(maxsize=500)
def series_of(name):
    return Series(name)


TALKS = series_of(DEFAULT)


def find_series(lines, filename="", known=KNOWN):
    """The known series that the document names as its own; the founding one where it names none.

    A line of its own counts most (the title block, or a running head), then the words before the
    title, the name of the file, and a sentence of the front.
    """
    names = sorted({name.strip() for name in known if name.strip()} | {DEFAULT}, key=_longest)
    candidates = [series_of(name) for name in names]
    front = [line.plain for line in lines[:LONGEST_FRONT]]
    file = fold(re.split(r"[/\\]", filename)[-1].rpartition(".")[0])
    ways = [
        lambda each: any(each.is_line(line.plain) for line in lines),
        lambda each: any(_is_before_title(each, text) for text in front),
        lambda each: f" {fold(each.name)} " in f" {file} ",
        lambda each: any(each.inside.search(text) for text in front),
    ]
    found = (each for is_named in ways for each in candidates if is_named(each))
    return next(found, TALKS)


def _is_before_title(series, text):
    found = series.prefix.match(text[:300])
    return found is not None and series.inside.search(found[0]) is not None


def _longest(name):
    return -len(name), name
