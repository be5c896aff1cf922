"""A call as other sites may harvest it; docs/guides/calls-format.md says what holds."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language

from clusterhub.applications.models import InfoSession
from clusterhub.clock.zones import zone_info
from clusterhub.funding.shapes import document_shape
from clusterhub.web.addresses import absolute

AS_THEY_ARE = (
    *("slug", "identifier", "title", "kind", "programme", "partnership", "procedure"),
    *("money_form", "projects_expected", "summary", "keywords", "source"),
)
AMOUNTS = ("budget_eur", "min_eur", "max_eur", "rate")
MOMENTS = (
    *("opens_at", "suspended_at", "resumed_at", "cancelled_at", "spent_at", "results_at"),
    "updated_at",
)


def call_shape(call):
    """Needs `for_api()`."""
    publisher = call.organisation
    is_listed = publisher is not None and publisher.published_at is not None
    return {
        "id": str(call.uid),
        "page": absolute(call.get_absolute_url()),
        "api_url": absolute(reverse("api:v1:call", args=[call.slug])),
        "calendar_url": absolute(reverse("funding:call-ics", args=[call.slug])),
        **{name: getattr(call, name) for name in AS_THEY_ARE},
        **{name: _amount(getattr(call, name)) for name in AMOUNTS},
        **{name: _moment(getattr(call, name)) for name in MOMENTS},
        "aliases": [row.identifier for row in call.aliases.all()],
        "publisher": publisher.name if is_listed else call.publisher_name,
        "publisher_url": absolute(publisher.get_absolute_url()) if is_listed else None,
        "parent": _parent(call),
        "status": call.status().value,
        "deadlines": [_deadline(row) for row in call.deadlines.all()],
        "rules": [rule for rule in call.rules if isinstance(rule, dict)],
        "text": call.body,
        "url": call.safe_url,
        "contact_url": call.contact_url,
        "documents": [document_shape(row) for row in call.documents.all()],
        "info_sessions": [_session(row.event) for row in call.info_sessions.all()],
        "topics": _subjects(call.topics.all()),
        "ecosystems": _subjects(call.ecosystems.all()),
        "technologies": _subjects(call.technologies.all()),
    }


def for_api(calls):
    return calls.select_related("organisation", "parent").prefetch_related(
        *("deadlines__changes", "aliases", "documents", "topics", "ecosystems", "technologies"),
        Prefetch("info_sessions", _public_sessions()),
    )


def _public_sessions():
    return InfoSession.objects.visible_to(AnonymousUser()).select_related("event")


def _session(event):
    address = absolute(event.get_absolute_url())
    return {"title": event.title, "url": address, "starts_at": event.starts_there.isoformat()}


def _parent(call):
    """Nothing of a call that is not public; one that is not here is known by its name alone."""
    parent = call.parent
    if parent is None:
        return call.parent_identifier or None
    return (parent.identifier or str(parent.uid)) if parent.published_at else None


def _amount(amount):
    return None if amount is None else f"{amount:f}"


def _moment(moment):
    return moment and moment.isoformat()


def _deadline(deadline):
    zone = zone_info(deadline.time_zone)
    return {
        "closes_at": deadline.closes_there.isoformat(),
        "time_zone": deadline.time_zone,
        "day": deadline.day.isoformat(),
        "is_day_only": deadline.is_day_only,
        "label": deadline.label,
        "as_printed": deadline.as_printed,
        "stage": deadline.stage,
        "moved": [
            {
                "was_at": change.was_at.astimezone(zone).isoformat(),
                "was_day_only": change.was_day_only,
                "changed_at": change.changed_at.isoformat(),
                "source": change.source,
            }
            for change in deadline.changes.all()
        ],
    }


def _subjects(rows):
    language = (get_language() or "en")[:2]
    return [{"slug": row.slug, "name": (row.names or {}).get(language, row.name)} for row in rows]
