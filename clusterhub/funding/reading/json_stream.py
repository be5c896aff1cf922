"""The records of a JSON document of any size, one after the other, with bounded memory.

What is read are lists under names that sources use, one object after another, or a single object.
A record that is no JSON is refused and the next one read; where the file ends in the middle,
everything before stays.
"""

import codecs
import json
import re

from django.utils.translation import gettext as _

LISTS = {"results", "GrantTenderObj", "calls"}
AROUND = {"fundingData"}
SINGLE = {"TopicDetails"}
CHUNK = 1 << 16
LONGEST = 1 << 24  # Letters of one record: the longest real one has a hundred thousand.
_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.S)
_OPEN_QUOTE = re.compile(r'"(?:[^"\\]|\\.)*\\?$', re.S)
_DECODER = json.JSONDecoder()


class Cut(Exception):
    """The document ends, or stops being JSON, in the middle; the words say where."""


class Broken:
    """A record that cannot be read; `words` say why."""

    def __init__(self, words):
        self.words = words


class JsonStream:
    """`read(size)` gives bytes. Iterating gives decoded values and Broken ones; raises Cut."""

    def __init__(self, read):
        self._read, self._at, self._text, self._is_over = read, 0, "", False
        self.around = {}  # What stands beside a list: its number of pages, the address of the next.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")

    def __iter__(self):
        while self._peek():
            yield from self._top()
            if self._peek() == ",":
                self._at += 1

    def _top(self):
        sign = self._peek()
        if sign == "[":
            yield from self._list()
        elif sign == "{":
            yield from self._object()
        else:
            raise Cut(_("it is no JSON: it has “%s” where a record should begin") % self._near())

    def _list(self):
        self._at += 1
        while (sign := self._peek()) != "]":
            if not sign:
                raise Cut(_("it ends in the middle of its list"))
            yield self._value()
            if self._peek() not in (",", "]", ""):
                raise Cut(_("it is no JSON: it has “%s” between two records") % self._near())
            if self._peek() == ",":
                self._at += 1
        self._at += 1

    def _object(self):
        """Lists within it are given record by record; an object without one is a record."""
        self._at += 1
        rest, was_list = {}, False
        while (sign := self._peek()) != "}":
            if sign == ",":
                self._at += 1
                continue
            name = self._name()
            opens = self._peek()
            if name in LISTS and opens == "[":
                was_list = True
                yield from self._list()
            elif name in AROUND and opens == "{":
                was_list = True
                yield from self._object()
            elif name in SINGLE and opens == "{":
                was_list = True
                yield self._value()
            else:
                rest[name] = self._value()
        self._at += 1
        if was_list:
            self.around |= {k: v for k, v in rest.items() if isinstance(v, str | int)}
        if not was_list and rest:
            broken = [each for each in rest.values() if isinstance(each, Broken)]
            yield broken[0] if broken else rest

    def _name(self):
        if self._peek() != '"':
            raise Cut(_("it ends, or is no JSON any more, at “%s”") % self._near())
        name = self._value()
        if not isinstance(name, str) or self._peek() != ":":
            raise Cut(_("it ends, or is no JSON any more, at “%s”") % self._near())
        self._at += 1
        return name

    def _value(self):
        """The next value; Broken if it is none; Cut if the document ends within it."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                words = _("it is nested too deeply")
            except json.JSONDecodeError as error:
                words = "" if self._may_go_on(error) else _("it is no JSON (%s)") % str(error)[:80]
            except ValueError as error:
                words = _("it is no JSON (%s)") % str(error)[:80]
            else:
                # A number may go on behind what has been read.
                if end < len(self._text) or self._is_over or isinstance(value, str | dict | list):
                    self._at = end
                    return value
                words = ""
            end = self._end() if words else None
            if end is not None:
                self._at = end
                return Broken(words)
            if self._is_over:
                raise Cut(_("it ends in the middle of a record"))
            if len(self._text) - self._at > LONGEST:
                raise Cut(_("a record is longer than any call"))
            self._more()

    def _may_go_on(self, error):
        """Whether it is no JSON only because the rest has not been read yet."""
        is_near_the_end = error.pos >= len(self._text) - 12 or error.msg.startswith("Unterminated")
        return is_near_the_end and not self._is_over

    def _end(self):
        """Where the value that begins here ends by its brackets; None if that is not yet read."""
        if self._text[self._at : self._at + 1] not in ("{", "["):
            return None
        depth, at = 0, self._at
        for token in _TOKEN.finditer(self._text, self._at):
            if _OPEN_QUOTE.search(self._text, at, token.start()):
                return None
            at = token.end()
            if (sign := token[0]) in ("{", "["):
                depth += 1
            elif sign in ("}", "]"):
                depth -= 1
                if depth == 0:
                    return at
        return None

    def _peek(self):
        """The next sign that is no space, or "" at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()
            if self._at < len(self._text):
                return self._text[self._at]
            if self._is_over:
                return ""
            self._more()

    def _more(self):
        """What was read is dropped; as much again as is waiting, so that long records cost once."""
        waiting = self._text[self._at :]
        content = self._read(max(CHUNK, len(waiting)))
        self._is_over = not content
        self._text = waiting + self._decoder.decode(content, final=self._is_over)
        self._at = 0

    def _near(self):
        return self._text[self._at : self._at + 20]
