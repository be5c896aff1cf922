"""What of two profiles of one body may go into the one that is kept; as plain values, so that a
merge can remember how it was."""

from decimal import Decimal

from django.core.files.base import ContentFile

from clusterhub.directory.facts import KEYS, is_asked
from clusterhub.directory.kinds import FIELDS_OF
from clusterhub.vocabularies.models import IndustrialEcosystem

PLAIN = ("name", "website", "english_website", "founded_year", "description", "staff_fte")
# A street of one and a town of the other would be nowhere.
SEAT = (
    "country_id", "region_id", "street", "postcode", "city", "latitude", "longitude", "located_by",
)  # fmt: skip
FIELDS = (*PLAIN, "seat", "logo", "ecosystems", *KEYS)


def value_of(organisation, field):
    """One field as it can be written as JSON; something false when nothing is said."""
    if field == "seat":
        values = {name: getattr(organisation, name) for name in SEAT}
        return values if any(values.values()) else None
    if field == "ecosystems":
        return sorted(organisation.ecosystems.values_list("slug", flat=True))
    if field == "logo":
        return organisation.logo.name or ""
    if field in KEYS:
        return organisation.facts.get(field)
    value = getattr(organisation, field)
    return str(value) if isinstance(value, Decimal) else value


def set_value(organisation, field, value):
    """Set what `value_of` gave; returns the columns to write."""
    if field == "seat":
        for name in SEAT:
            empty = "" if name in ("street", "postcode", "city", "located_by") else None
            setattr(organisation, name, (value or {}).get(name, empty))
        return [name.removesuffix("_id") for name in SEAT]
    if field == "ecosystems":
        organisation.ecosystems.set(IndustrialEcosystem.objects.filter(slug__in=value))
        return []
    if field in KEYS:
        kept = {key: each for key, each in organisation.facts.items() if key != field}
        organisation.facts = kept | ({field: value} if value else {})
        return ["facts"]
    if field == "staff_fte" and value is not None:
        value = Decimal(value)
    setattr(organisation, field, value)
    return [field]


def may_take(kind, field):
    """Whether an organisation of this kind has such a field."""
    if field == "seat":
        return True
    return field in FIELDS and (
        is_asked(kind, field) if field in KEYS else field in FIELDS_OF[kind]
    )


def differing(kept, gone):
    """The fields in which `gone` says something else than `kept`, with what each says."""
    rows = [(field, value_of(kept, field), value_of(gone, field)) for field in FIELDS]
    return [
        (field, own, other)
        for field, own, other in rows
        if other and own != other and may_take(kept.kind, field)
    ]


def take_fields(kept, gone, fields):
    """Let `kept` say what `gone` says; returns the columns, and {field: [before, after]}."""
    columns, before = set(), {}
    for field, had, other in differing(kept, gone):
        if field not in fields:
            continue
        if field == "logo":
            other = _copied_logo(kept, gone)
        columns |= set(set_value(kept, field, other))
        before[field] = [had, value_of(kept, field)]
    return columns, before


def _copied_logo(kept, gone):
    """A file of its own, so that erasing one organisation never takes the other's logo."""
    try:
        with gone.logo.open() as file:
            content = ContentFile(file.read())
    except OSError:
        return kept.logo.name or ""
    kept.logo.save(f"{kept.slug}.png", content, save=False)
    return kept.logo.name
