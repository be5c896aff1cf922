"""A profile as plain data, out of one row: no query. Page, index, history, export and API use it."""

COLUMNS = (
    "name",
    "slug",
    "kind",
    "founded_year",
    "website",
    "english_website",
    "street",
    "postcode",
    "city",
    "latitude",
    "longitude",
    "located_by",
    "description",
    "state",
    "completeness",
    "version",
)
MOMENTS = ("published_at", "confirmed_at", "created_at", "updated_at")


def blank_shown():
    """What an organisation without rows of its own shows."""
    return {
        "region": "",
        "names": [],
        "ecosystems": [],
        "labels": [],
        "counts": [],
        "programmes": [],
        "documents": [],
        "contacts": [],
        "contact_count": 0,
        "confirmed": {},
        "member_count": 0,
        "member_of": [],
        "participations_count": 0,
    }


def record_of(organisation):
    """Columns, facts and mirrored rows in one flat dict that can be written as JSON."""
    moments = {name: getattr(organisation, name) for name in MOMENTS}
    fte = organisation.staff_fte
    return {
        **{name: getattr(organisation, name) for name in COLUMNS},
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "id": organisation.pk,
        "country": organisation.country_id,
        "parent": organisation.parent_id,
        "staff_fte": None if fte is None else f"{fte:f}",
        "logo": organisation.logo.name or "",
        **organisation.facts,
        **(blank_shown() | organisation.shown),
    }


def without_contacts(record):
    """As history keeps it: who withdraws her consent must be gone from there, too."""
    return {name: value for name, value in record.items() if name != "contacts"}
