"""What may happen to a summary; the only code that writes one."""

from clusterhub.summaries.operations.document import put_back, take_document
from clusterhub.summaries.operations.draft import (
    copy_speakers,
    delete_draft,
    drop_set_aside,
    leave,
    note_presence,
    save_draft,
    start_summary,
    take_set_aside,
)
from clusterhub.summaries.operations.file import (
    files_to_make,
    fingerprint_of,
    give_up_hopeless,
    make_file,
    queue_files,
    retry_file,
)
from clusterhub.summaries.operations.finding import (
    answer_all_matched,
    answer_finding,
    withdraw_answer,
)
from clusterhub.summaries.operations.publication import (
    complaints_about,
    correct_summary,
    publish_summary,
    unpublish_summary,
)
from clusterhub.summaries.operations.source import check_again, not_asked_yet, save_reading

__all__ = [
    "answer_all_matched",
    "answer_finding",
    "check_again",
    "complaints_about",
    "copy_speakers",
    "correct_summary",
    "delete_draft",
    "drop_set_aside",
    "files_to_make",
    "fingerprint_of",
    "give_up_hopeless",
    "leave",
    "make_file",
    "not_asked_yet",
    "note_presence",
    "publish_summary",
    "put_back",
    "queue_files",
    "retry_file",
    "save_draft",
    "save_reading",
    "start_summary",
    "take_document",
    "take_set_aside",
    "unpublish_summary",
    "withdraw_answer",
]
