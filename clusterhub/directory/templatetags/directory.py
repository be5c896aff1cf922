"""The line of an organisation in a list, and the filters of lists."""

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

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


@register.simple_tag
def organisation_table(page):
    """The same rows side by side, for the component `table`."""
    columns = [_("Name"), _("Kind"), _("Country"), _("Place"), number_column(_("Members"))]
    return {"columns": [*columns, _("Confirmed")], "rows": [_cells(row) for row in page]}


def number_column(words):
    return {"text": words, "is_number": True}


def _cells(organisation):
    confirmed_at = organisation.confirmed_at
    return [
        {"text": organisation.name, "url": organisation.get_absolute_url()},
        OrganisationKind(organisation.kind).label,
        str(organisation.country or ""),
        organisation.city or (organisation.region.name if organisation.region else ""),
        str(organisation.shown.get("member_count") or ""),
        date_format(localdate(confirmed_at), "j M Y") if confirmed_at else _("never"),
    ]


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
