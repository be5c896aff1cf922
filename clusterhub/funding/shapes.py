"""Calls as JSON; docs/guides/funding.md names the fields."""

from django.urls import reverse
from django.utils.translation import get_language

from clusterhub.clock.zones import zone_info
from clusterhub.web.addresses import absolute


def call_in_list(call):
    """Needs `with_list()` or `with_deadlines()`."""
    return {
        "id": str(call.uid),
        "title": call.title,
        "url": absolute(call.get_absolute_url()),
        "json_url": absolute(reverse("funding:call-json", args=[call.slug])),
        "calendar_url": absolute(reverse("funding:call-ics", args=[call.slug])),
        "identifier": call.identifier,
        "kind": call.kind,
        "programme": call.programme,
        "partnership": call.partnership,
        "status": call.status(),
        "is_closing_soon": call.is_closing_soon(),
        "opens_at": call.opens_at,
        "deadlines": [_deadline(deadline) for deadline in call.deadlines.all()],
    }


def call_in_full(call, subjects, mentions):
    """Everything that the page says. Needs `with_deadlines()`."""
    organisation = (
        call.organisation if call.organisation and call.organisation.published_at else None
    )
    return {
        **call_in_list(call),
        "deadlines": [_deadline(row) | _history(row) for row in call.deadlines.all()],
        "sequence": call.sequence,
        "updated_at": call.updated_at,
        "summary": call.summary,
        "text": call.body,
        "official_url": call.safe_url,
        "rules": call.rules,
        "source": call.source,
        "organisation": organisation and _link(organisation, "name"),
        "topics": [row["slug"] for row in subjects if row["of"] == "topic"],
        "ecosystems": [row["slug"] for row in subjects if row["of"] == "ecosystem"],
        "documents": [document_shape(row) for row in call.documents.all()],
        "named_in": [
            _link(mention.summary, "title") | {"words": mention.words} for mention in mentions
        ],
    }


def info_sessions_of(rows):
    """The events at which it is explained."""
    return {
        "info_sessions": [
            _link(row.event, "title")
            | {"starts_at": row.event.starts_there.isoformat(), "status": row.event.status}
            for row in rows
        ]
    }


def document_shape(row):
    url = row.safe_url
    return {"title": row.title, "url": absolute(url) if row.file else url}


def words_of(subject):
    """The name of a row of topics or ecosystems in the reader's language."""
    return subject["names"].get((get_language() or "en")[:2], subject["name"])


def _deadline(deadline):
    return {
        "closes_at": deadline.closes_there.isoformat(),
        "time_zone": deadline.time_zone,
        "day": deadline.day.isoformat(),
        "is_day_only": deadline.is_day_only,
        "label": deadline.label,
        "as_printed": deadline.as_printed,
    }


def _history(deadline):
    zone = zone_info(deadline.time_zone)
    changes = [
        {
            "was_at": change.was_at.astimezone(zone).isoformat(),
            "was_day_only": change.was_day_only,
            "changed_at": change.changed_at,
            "source": change.source,
        }
        for change in deadline.changes.all()
    ]
    return {"changes": changes}


def _link(record, name):
    return {name: str(record), "url": absolute(record.get_absolute_url())}
