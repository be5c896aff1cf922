"""What an organisation may be, and what its kind asks of it. Knows no database."""

from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    CLUSTER_ORGANISATION = "cluster_organisation", _("Cluster organisation")
    SME = "sme", _("Small or medium-sized enterprise")
    LARGE_COMPANY = "large_company", _("Large company")
    RTO = "rto", _("Research or technology organisation")
    UNIVERSITY = "university", _("University")
    TRAINING_PROVIDER = "training_provider", _("Training provider")
    INNOVATION_HUB = "innovation_hub", _("Innovation hub")
    SUPPORT_BODY = "support_body", _("Business support body")
    PUBLIC_AUTHORITY = "public_authority", _("Public authority")
    INVESTOR = "investor", _("Investor")
    NETWORK = "network", _("Network or association")
    PARTNERSHIP = "partnership", _("Partnership or project")
    OTHER = "other", _("Other")


def kind_words(kind):
    """What a kind is called. A list says it a hundred times, and `.label` translates each time."""
    return _kind_words(kind, get_language())


@lru_cache(maxsize=512)
def _kind_words(kind, _language):
    return str(OrganisationKind(kind).label)


class Part(TextChoices):
    """What is edited, dated and confirmed as one."""

    IDENTITY = "identity", _("Names and addresses on the web")
    PLACE = "place", _("Place")
    CONTACTS = "contacts", _("Contacts")
    WHAT_WE_DO = "what_we_do", _("What we do")
    STAFF = "staff", _("Staff")
    MEMBERS = "members", _("Members")
    LABELS = "labels", _("Labels")
    COOPERATION = "cooperation", _("Cooperation")
    DOCUMENTS = "documents", _("Documents")


_K = OrganisationKind
BUSINESS = frozenset({_K.SME, _K.LARGE_COMPANY})
HAS_MEMBERS = frozenset({_K.CLUSTER_ORGANISATION, _K.NETWORK, _K.PARTNERSHIP})
_SUPPORTING = frozenset({_K.RTO, _K.TRAINING_PROVIDER, _K.INNOVATION_HUB, _K.SUPPORT_BODY})
_EVERYBODY = frozenset(_K)
_PRIVATE = _EVERYBODY - {_K.PUBLIC_AUTHORITY, _K.INVESTOR}

# A name is a column, a key of `facts`, or the name of own rows; who is asked for it stands beside.
FIELDS = {
    Part.IDENTITY: {
        "name": _EVERYBODY,
        "names": _EVERYBODY,
        "website": _EVERYBODY,
        "english_website": HAS_MEMBERS | _SUPPORTING,
        "founded_year": _EVERYBODY,
        "parent": _EVERYBODY - HAS_MEMBERS,
        "logo": _EVERYBODY,
        "links": _EVERYBODY,
    },
    Part.PLACE: dict.fromkeys(("country", "street", "postcode", "city", "region"), _EVERYBODY),
    Part.CONTACTS: {"contacts": _EVERYBODY},
    Part.WHAT_WE_DO: {
        "description": _EVERYBODY,
        "ecosystems": _EVERYBODY,
        "activities": _PRIVATE,
        "technologies": _EVERYBODY - {_K.PUBLIC_AUTHORITY},
        "s3_priorities": HAS_MEMBERS | {_K.PUBLIC_AUTHORITY},
        "emerging_industries": HAS_MEMBERS,
        "services": _EVERYBODY - {_K.PUBLIC_AUTHORITY},
        "strategy": HAS_MEMBERS,
        "specialisation": HAS_MEMBERS | _SUPPORTING,
        "support_types": HAS_MEMBERS | _SUPPORTING | {_K.INVESTOR},
        "serves": HAS_MEMBERS | _SUPPORTING | {_K.INVESTOR, _K.PUBLIC_AUTHORITY},
        "facilities": HAS_MEMBERS | _SUPPORTING | {_K.UNIVERSITY},
        "major_players": frozenset({_K.CLUSTER_ORGANISATION}),
        "strand": frozenset({_K.PARTNERSHIP}),
    },
    Part.STAFF: {"staff_fte": HAS_MEMBERS | _SUPPORTING, "languages": _EVERYBODY},
    Part.MEMBERS: {"members": HAS_MEMBERS, "counts": HAS_MEMBERS},
    Part.LABELS: {"labels": frozenset({_K.CLUSTER_ORGANISATION})},
    Part.COOPERATION: {"interest_countries": _EVERYBODY, "programmes": _EVERYBODY},
    Part.DOCUMENTS: {"documents": _EVERYBODY},
}


def fields_of(kind, part):
    """What is asked of this kind in one part, in the order of the form."""
    return tuple(name for name, kinds in FIELDS[part].items() if kind in kinds)


PARTS_OF = {kind: tuple(part for part in Part if fields_of(kind, part)) for kind in _K}
FIELDS_OF = {
    kind: tuple(name for part in PARTS_OF[kind] for name in fields_of(kind, part)) for kind in _K
}
# Nobody is less complete for having none of these.
NOT_COUNTED = frozenset(
    {"names", "parent", "links", "members", "labels", "documents", "programmes"}
)
