"""All that is kept about one registration, for the person herself, as plain values for JSON.

Tables that hang on a registration are found by themselves, so that none can be forgotten here.
"""

from django.db.models import CASCADE, ForeignKey

from clusterhub.events.added import kept_about
from clusterhub.events.models import Registration
from clusterhub.letters.models import Letter
from clusterhub.web.addresses import absolute

# What opens something, or says who of the organisers did it; and our own numbers of rows.
NEVER_SAID = {"id", "code_digest", "code_seed", "code_tries", "link_version", "address_key"}
OF_LETTERS = ("kind", "to_address", "facts", "state", "made_at", "sent_at", "problem")


def everything_about(registration):
    event = registration.event
    return {
        "format": "clusterhub registration export 1",
        "event": {"title": event.title, "url": absolute(event.get_absolute_url())},
        "registration": _facts(registration),
        **{name: [_facts(row) for row in rows] for name, rows in _hanging_on(registration)},
        **kept_about(registration),
        "letters": list(_letters(registration).values(*OF_LETTERS)),
    }


def _letters(registration):
    return Letter.objects.about(registration._meta.label_lower, registration.pk).order_by("pk")


def _hanging_on(registration):
    for relation in Registration._meta.related_objects:
        if relation.on_delete is CASCADE:
            rows = relation.related_model._base_manager.filter(
                **{relation.field.name: registration.pk}
            )
            yield str(relation.related_model._meta.verbose_name_plural), rows.order_by("pk")


def _facts(row):
    facts = {}
    for field in row._meta.concrete_fields:
        if field.name in NEVER_SAID or _names_somebody(field):
            continue
        if isinstance(field, ForeignKey):
            other = getattr(row, field.name)
            facts[field.name] = other and str(other)
        else:
            facts[field.name] = field.value_from_object(row)
    return facts


def _names_somebody(field):
    """Herself, which she knows; or another person, whose name is not ours to hand out."""
    people = ("accounts.user", "events.registration")
    return isinstance(field, ForeignKey) and field.related_model._meta.label_lower in people
