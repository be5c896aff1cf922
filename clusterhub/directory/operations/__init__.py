from clusterhub.directory.operations.changes import (
    ChangedMeanwhile,
    lock,
    make_move,
    note_change,
    note_changes,
    settle,
)
from clusterhub.directory.operations.history import keep_revision
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
from clusterhub.directory.operations.showing import mirror, refresh_shown
from clusterhub.directory.states import NotReachable

__all__ = [
    "ChangedMeanwhile",
    "NotReachable",
    "OwnParent",
    "add_affiliation",
    "add_other_name",
    "create_organisation",
    "create_person",
    "end_affiliation",
    "index_all_names",
    "is_part_of",
    "keep_revision",
    "lock",
    "make_move",
    "mirror",
    "note_change",
    "note_changes",
    "publish",
    "refresh_shown",
    "remove_other_name",
    "settle",
    "update_organisation",
    "update_person",
    "withdraw",
]
