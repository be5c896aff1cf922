"""Calls of the sample, with their deadlines and what those were before they moved."""

import json
from datetime import datetime

from clusterhub.clock.moments import local_to_instant
from clusterhub.funding.models import Call
from clusterhub.funding.operations import add_deadline, create_call, move_deadline, publish_call
from clusterhub.home.sample.files import DATA
from clusterhub.vocabularies.models import Topic

ZONE = "Europe/Brussels"


def load_calls(by):
    known = set(Call.objects.values_list("title", flat=True))
    for facts in json.loads((DATA / "calls.json").read_text()):
        if facts["title"][:300] not in known:
            _load(facts, by)


def _load(facts, by):
    call = create_call(
        by=by,
        title=facts["title"][:300],
        identifier=facts["identifier"],
        kind=facts.get("kind", "direct"),
        programme=facts["programme"],
        partnership=facts["partnership"],
        url=facts["url"],
        opens_at=_instant(f"{facts['opens']} 00:00"),
        source=facts["source"],
        topics=Topic.objects.filter(slug__in=facts["topics"]),
    )
    for each in facts["deadlines"]:
        _set_deadline(call, each, by)
    publish_call(call, by=by)


def _set_deadline(call, facts, by):
    words = {"label": facts.get("label", ""), "as_printed": facts.get("as_printed", "")}
    if earlier := facts.get("moved_from"):
        deadline = add_deadline(call, closes_at=datetime.fromisoformat(earlier).date(), by=by)
        day = datetime.fromisoformat(facts["at"]).date()
        move_deadline(deadline, closes_at=day, by=by, source=facts["moved_source"])
        return
    add_deadline(call, closes_at=_instant(facts["at"]), by=by, time_zone=ZONE, **words)


def _instant(local):
    return local_to_instant(datetime.strptime(local, "%Y-%m-%d %H:%M"), ZONE)[0]
