"""The line of an organisation in a list, and the filters of lists."""

from django import template

from clusterhub.directory.models import OrganisationKind
from clusterhub.web.parts import kept_part

register = template.Library()


@register.simple_tag
def organisation_row(organisation):
    """One line. Lists are read far more than changed, so the same words are rendered once."""
    return kept_part(
        "directory/_organisation_row.html",
        url=organisation.get_absolute_url(),
        name=organisation.name,
        # Not `get_kind_display`: that translates every kind to find the words of one.
        kind=OrganisationKind(organisation.kind),
        country=str(organisation.country or ""),
        region=organisation.region.name if organisation.region else "",
        description=organisation.description,
        is_published=organisation.published_at is not None,
    )


@register.simple_tag(takes_context=True)
def list_filters(context, filters):
    """The form of a `ListFilters`; most visits see the same one."""
    fields = [
        (
            filters.auto_id % name,
            name,
            str(field.label),
            tuple((value, str(label)) for value, label in getattr(field, "choices", ())),
            filters.data.get(name, "")[: filters.LONGEST],
        )
        for name, field in filters.fields.items()
    ]
    path = context["request"].path
    return kept_part("directory/_filters.html", path=path, fields=tuple(fields))
