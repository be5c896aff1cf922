from clusterhub.directory.forms.filters import ListFilters, OrganisationFilters, PersonFilters
from clusterhub.directory.forms.records import (
    AffiliationForm,
    OrganisationField,
    OrganisationForm,
    OtherNameForm,
    PersonForm,
)

__all__ = [
    "AffiliationForm",
    "ListFilters",
    "OrganisationField",
    "OrganisationFilters",
    "OrganisationForm",
    "OtherNameForm",
    "PersonFilters",
    "PersonForm",
]
