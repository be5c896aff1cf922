"""Facts of one call as one record says them: plain values that can be kept as JSON."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.funding.reading import moments, money, texts
from clusterhub.funding.reading.moments import CannotTell

LENGTHS = {
    "identifier": 120, "title": 300, "programme": 150, "parent_identifier": 120, "url": 500,
    "partnership": 200, "publisher_name": 300, "contact_name": 200,
}  # fmt: skip
NOTHING = "-"  # The source says that there is none, where others say nothing at all.
MOST_DEADLINES, MOST_DOCUMENTS, MOST_KEYWORDS, MOST_NOTES = 60, 60, 60, 40


class NoCall(Exception):
    """The record says of no call anything that could be kept; the words say why."""


@dataclass
class Facts:
    """`said` maps names of a call's fields to values; only what is stated stands there.

    Moments are ISO 8601 in UTC, amounts text with two decimals. `reference` and `database` name the
    record in its source; `ingested_at` is the source's word on how new it is, or "".
    """

    identifier: str
    reference: str = ""
    database: str = ""
    ingested_at: str = ""
    said: dict = field(default_factory=dict)
    aliases: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    body: str = ""
    is_official: bool = True  # Else the identifier is only what its source knows it by.

    def say(self, name, value, most=None):
        """Keep one line of text."""
        if words := texts.line(value, most or LENGTHS[name]):
            self.said[name] = words

    def say_address(self, value, name="url"):
        text = value.strip()[:500] if isinstance(value, str) else ""
        if text.lower().startswith(("http://", "https://")) and texts.line(text, 500) == text:
            self.said[name] = text

    def say_contact_page(self, value):
        self.say_address(value, "contact_url")

    def say_amount(self, name, value):
        try:
            if (amount := money.amount(value)) is not None:
                self.said[name] = str(amount)
        except CannotTell as refusal:
            self.notes.append(str(refusal))

    def say_opening(self, value, *, is_topic, zone=DEFAULT_ZONE):
        if value in (None, ""):
            return
        try:
            opens = moments.opening(value, is_topic=is_topic, zone=zone)
            self.said["opens_at"] = opens.isoformat()
        except CannotTell as refusal:
            self.notes.append(_("when it opens is not known: %s") % refusal)

    def say_deadlines(self, values, *, is_topic, zone=DEFAULT_ZONE):
        """Each moment once, in order: [instant, whether only the day is known, stage]."""
        found = {}
        for value in values[:MOST_DEADLINES]:
            if value in (None, ""):
                continue
            try:
                instant, is_day = moments.closing(value, is_topic=is_topic, zone=zone)
                found.setdefault(instant, is_day)
            except CannotTell as refusal:
                self.notes.append(_("a deadline was left out: %s") % refusal)
        if len(values) > MOST_DEADLINES:
            self.notes.append(
                _("more than %d deadlines; the others were left out") % MOST_DEADLINES
            )
        has_stages = self.said.get("procedure") == "two_stage" and len(found) == 2
        rows = enumerate(sorted(found.items()), 1)
        deadlines = [
            [when.isoformat(), is_day, number if has_stages else None]
            for number, (when, is_day) in rows
        ]
        if deadlines:
            self.said["deadlines"] = deadlines

    def say_body(self, html):
        self.body = texts.body(html, self.notes)
        if self.body:
            self.said["summary"] = texts.summary_of(self.body)

    def say_keywords(self, values):
        words = dict.fromkeys(texts.line(value, 100) for value in values[: MOST_KEYWORDS * 3])
        own = (self.identifier, self.said.get("parent_identifier", self.identifier))
        words = [word for word in words if word and not word.startswith(own)]
        if words:
            self.said["keywords"] = words[:MOST_KEYWORDS]

    def say_documents(self, pairs):
        """Pairs of title and address, each address once."""
        found = {}
        for title, url in pairs[: MOST_DOCUMENTS * 3]:
            url = url.strip()[:500] if isinstance(url, str) else ""
            if url.lower().startswith(("http://", "https://")) and texts.line(url, 500) == url:
                found.setdefault(url, texts.line(title, 200) or url[:200])
        if found:
            rows = [[title, url] for url, title in found.items()]
            self.said["documents"] = rows[:MOST_DOCUMENTS]

    def make_sense(self):
        """Take out what contradicts itself within the record, and say so."""
        self.notes = [texts.line(note, 300) for note in self.notes[:MOST_NOTES]]
        said = self.said = {name: value for name, value in self.said.items() if value != ""}
        least, most = said.get("min_eur"), said.get("max_eur")
        if least and most and float(least) > float(most):
            self.notes.append(
                _("it pays at least %(least)s and at most %(most)s; neither was taken over")
                % {"least": least, "most": most}
            )
            del said["min_eur"], said["max_eur"]
        deadlines = said.get("deadlines")
        if deadlines and said.get("opens_at", "") >= deadlines[-1][0]:
            self.notes.append(_("it opens when it has closed; the opening was left out"))
            del said["opens_at"]
        return self
