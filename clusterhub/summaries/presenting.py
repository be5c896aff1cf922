"""A record as its page shows it: words beside what the platform knows of them. Never queries."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from clusterhub.clock.closing import days_left
from clusterhub.clock.zones import zone_info
from clusterhub.documents.dialect import plain, render_blocks_html, render_html
from clusterhub.summaries.aligning import find_lines, item_markdown
from clusterhub.summaries.record import item_title

BAR_DAYS = 60
# The texts of some hundred summaries: they are read far more than changed.
TEXTS_KEPT = 4096


@dataclass
class Page:
    """Everything that the template needs, complete."""

    record: dict
    mentions: dict  # {place: mention}
    now: datetime = field(default_factory=timezone.now)

    def __post_init__(self):
        self.title = self.record["title"]
        self.zone = self.record["timezone"]
        self.starts_at = moment_of(self.record["starts_at"])
        self.ends_at = moment_of(self.record["ends_at"])
        self.time_as_printed = self.record["time_as_printed"]
        self.key_messages = [_line_html(text) for text in self.record["key_messages"]]
        self.lead = plain(self.record["key_messages"][0]) if self.record["key_messages"] else ""
        self.moderators = self._people("moderators", self.record["moderators"])
        self.agenda = [
            item | {"people": self._people(f"agenda.{index}.speakers", item["speakers"])}
            for index, item in enumerate(self.record["agenda"])
        ]
        self.items = {part: self._items(part) for part in ("news", "funding", "pointers")}
        self.sections = [self._section(section) for section in self.record["sections"]]
        self.figures = [
            {"value": _number(each["value"]), "unit": each["unit"], "text": each["text"]}
            for each in self.record["figures"]
        ]
        self.topics = [
            self._topic(place, words) for place, words in enumerate(self.record["topics"])
        ]

    @property
    def day(self):
        return self.starts_at.astimezone(zone_info(self.zone)) if self.starts_at else None

    @property
    def calls(self):
        return self.items["funding"]

    @property
    def content(self):
        """All that a page can show of it, as plain values."""
        hidden = {"record", "mentions", "now"}
        return [
            self.record["series"],
            *(value for name, value in vars(self).items() if name not in hidden),
        ]

    def unplaced(self, part):
        return [item for item in self.items[part] if not item["is_placed"]]

    @property
    def unplaced_items(self):
        return [item for part in self.items for item in self.unplaced(part)]

    def _people(self, place, people):
        return [self._person(f"{place}.{index}", person) for index, person in enumerate(people)]

    def _person(self, place, person):
        mention, body = self.mentions.get(place), self.mentions.get(f"{place}.organisation")
        organisation = body.organisation if body and address_of(body.organisation) else None
        return {
            "name": person["name"],
            "role": person["role"] or "",
            "organisation": person["organisation"] or "",
            "url": address_of(mention and mention.person),
            "organisation_url": address_of(organisation),
            "country": str(organisation.country or "") if organisation else "",
        }

    def _items(self, part):
        return [
            self._item(f"{part}.{index}", part, item)
            for index, item in enumerate(self.record[part])
        ]

    def _item(self, place, part, item):
        mention = self.mentions.get(place)
        target = mention.target if mention else None
        call = mention.call if mention and address_of(mention.call) else None
        deadlines = self._deadlines(item, call) if part == "funding" else []
        is_closed = all(each["state"] == "closed" for each in deadlines)
        item, is_linked = _with_own_link(item, address_of(target))
        return {
            "part": part,
            "kind": {"event": "events", "news": "news", "call": "funding"}.get(
                mention.kind if mention else "", ""
            ),
            "title": item_title(item),
            "text": item["text"],
            "html": _line_html(_markdown_of(item)),
            "url": address_of(target),
            "is_linked": is_linked,
            "target": str(target) if target else "",
            "programme": item.get("programme") or item.get("partnership") or "",
            "deadlines": deadlines,
            "status": call.status(self.now).label if call else "",
            "calendar": _url("funding:call-ics", call.slug) if call and not is_closed else "",
            "is_placed": False,
        }

    def _deadlines(self, item, call):
        known = list(call.deadlines.all()) if call else []
        if known:
            return [self._live_deadline(each) for each in known]
        return [
            self._closing(moment_of(each) or date.fromisoformat(each)) for each in item["deadlines"]
        ]

    def _live_deadline(self, deadline):
        moved = [change.words(deadline.time_zone) for change in deadline.changes.all()]
        return self._closing(deadline.when, deadline.time_zone) | {"moved_from": moved}

    def _closing(self, closes, zone=None):
        closing = days_left(closes, self.now, zone or self.zone)
        return {
            "words": closing.words,
            "when": closing.when,
            "datetime": closing.datetime,
            "state": closing.state,
            "days_left": min(max(closing.days_left, 1), BAR_DAYS),
            "moved_from": [],
        }

    def _section(self, section):
        place = self.record["sections"].index(section)
        return {
            "number": section["number"],
            "title": section["title"] or "",
            "anchor": f"{slugify(section['title'] or '')[:60] or 'part'}-{place + 1}",
            "people": self._people(f"sections.{place}.speakers", section["speakers"]),
            "blocks": self._blocks(section["text"]),
        }

    def _blocks(self, text):
        """Runs of text as HTML, with each item of news or funding where its line stands."""
        lines, blocks, start = text.split("\n"), [], 0
        spans = []
        for item in (each for items in self.items.values() for each in items):
            span = None if item["is_placed"] else _place_in(text, item["text"])
            if span and all(span[1] <= first or span[0] >= end for first, end, _ in spans):
                spans.append((*span, item))
                item["is_placed"] = True
        for first, end, item in sorted(spans, key=lambda span: span[0]):
            blocks += _prose(lines[start:first])
            if blocks and "entries" in blocks[-1] and not _prose(lines[start:first]):
                blocks[-1]["entries"].append(item)
            else:
                blocks.append({"entries": [item]})
            start = end
        return blocks + _prose(lines[start:])

    def _topic(self, index, words):
        mention = self.mentions.get(f"topics.{index}")
        return {"label": words, "url": address_of(mention and mention.topic)}


def _with_own_link(item, address):
    """An item whose link had no target leads to what it was found to name; whether it does."""
    empty = next((link for link in item["links"] if link["target"] == "#"), None)
    if not address or empty is None:
        return item, False
    links = [link | {"target": address} if link is empty else link for link in item["links"]]
    return item | {"links": links}, True


def _prose(lines):
    text = "\n".join(lines).strip()
    return [{"html": _blocks_html(text)}] if text else []


@lru_cache(maxsize=TEXTS_KEPT)
def _blocks_html(text):
    return mark_safe(render_blocks_html(text, first_heading=3))


@lru_cache(maxsize=TEXTS_KEPT)
def _line_html(text):
    return mark_safe(render_html(text))


@lru_cache(maxsize=TEXTS_KEPT)
def _place_in(text, words):
    return find_lines(text.split("\n"), words)


def _markdown_of(item):
    links = tuple((link["text"], link["target"]) for link in item["links"])
    return _item_markdown(item["text"], links)


@lru_cache(maxsize=TEXTS_KEPT)
def _item_markdown(text, links):
    links = [{"text": words, "target": target} for words, target in links]
    return item_markdown({"text": text, "links": links})


def moment_of(value):
    if not value or len(value) == 10:
        return None
    return datetime.fromisoformat(value)


def _number(value):
    return number_format(value, use_l10n=True, force_grouping=True)


def address_of(target):
    """Where the public may look at it; nothing for a draft."""
    if target is None:
        return ""
    if hasattr(target, "is_public") and not target.is_public():  # News.
        return ""
    if getattr(target, "published_at", True) is None or getattr(target, "status", "") == "draft":
        return ""
    try:
        return target.get_absolute_url()
    except NoReverseMatch:
        return ""


def _url(name, slug):
    try:
        return reverse(name, args=[slug])
    except NoReverseMatch:
        return ""
