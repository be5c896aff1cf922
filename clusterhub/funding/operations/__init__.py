from clusterhub.funding.operations.answers import (
    change_rules,
    forget_answers,
    keep_answers,
    recount_places,
    set_aside,
    take_back,
)
from clusterhub.funding.operations.calls import (
    create_call,
    publish_call,
    update_call,
    withdraw_call,
)
from clusterhub.funding.operations.deadlines import (
    ClosesBeforeItOpens,
    DeadlineInUse,
    add_deadline,
    move_deadline,
    remove_deadline,
    set_deadline,
)
from clusterhub.funding.operations.documents import (
    TooManyDocuments,
    add_document,
    remove_document,
)
from clusterhub.funding.operations.fetching import fetch_calls_from
from clusterhub.funding.operations.importing import CallImporter, follow_source, note_import
from clusterhub.funding.operations.moments import ResumesBeforeItIsSuspended, set_moment
from clusterhub.funding.operations.rows import IdentifierTaken

__all__ = [
    "CallImporter",
    "ClosesBeforeItOpens",
    "DeadlineInUse",
    "IdentifierTaken",
    "ResumesBeforeItIsSuspended",
    "TooManyDocuments",
    "add_deadline",
    "add_document",
    "change_rules",
    "create_call",
    "fetch_calls_from",
    "follow_source",
    "forget_answers",
    "keep_answers",
    "move_deadline",
    "note_import",
    "publish_call",
    "recount_places",
    "remove_deadline",
    "remove_document",
    "set_aside",
    "set_deadline",
    "set_moment",
    "take_back",
    "update_call",
    "withdraw_call",
]
