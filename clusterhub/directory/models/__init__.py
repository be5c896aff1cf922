from clusterhub.directory.models.names import NameGram, NameKey
from clusterhub.directory.models.organisation import (
    NameKind,
    Organisation,
    OrganisationKind,
    OtherName,
)
from clusterhub.directory.models.person import Affiliation, Person

__all__ = [
    "Affiliation",
    "NameGram",
    "NameKey",
    "NameKind",
    "Organisation",
    "OrganisationKind",
    "OtherName",
    "Person",
]
