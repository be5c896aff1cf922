from clusterhub.directory.operations.organisations import (
    OwnParent,
    add_other_name,
    create_organisation,
    index_all_names,
    is_part_of,
    publish,
    remove_other_name,
    update_organisation,
    withdraw,
)
from clusterhub.directory.operations.people import (
    add_affiliation,
    create_person,
    end_affiliation,
    update_person,
)

__all__ = [
    "OwnParent",
    "add_affiliation",
    "add_other_name",
    "create_organisation",
    "create_person",
    "end_affiliation",
    "index_all_names",
    "is_part_of",
    "publish",
    "remove_other_name",
    "update_organisation",
    "update_person",
    "withdraw",
]
