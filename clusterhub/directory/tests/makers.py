from itertools import count

from clusterhub.directory.models import OrganisationKind
from clusterhub.directory.operations import (
    add_affiliation,
    create_organisation,
    create_person,
    publish,
)

_numbers = count(1)


def make_organisation(is_published=True, **changes):
    """The least that is valid, and published."""
    values = {
        "name": f"Timber Valley {next(_numbers)}",
        "kind": OrganisationKind.CLUSTER_ORGANISATION,
    }
    organisation = create_organisation(by=None, **(values | changes))
    return publish(organisation, by=None) if is_published else organisation


def make_person(is_published=True, organisation=None, role="Director", **changes):
    person = create_person(by=None, **({"name": f"Ines Teste {next(_numbers)}"} | changes))
    if organisation:
        add_affiliation(person, organisation=organisation, role=role, by=None)
    return publish(person, by=None) if is_published else person
