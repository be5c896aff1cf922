"""Files of a board. Looked at before anything is locked or written; the bytes come before the row."""

from functools import partial
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clusterhub.documents.file_kinds import MOST_MB, kind_of, safe_name
from clusterhub.labs.models import GroupFile
from clusterhub.labs.operations.board import demand_room, lock_board, note
from clusterhub.labs.operations.people import fresh


def add_file(group, *, name, content, by):
    kind = kind_of(content, MOST_MB)
    row = GroupFile(
        group=group,
        name=safe_name(name, kind),
        kind=kind,
        size=len(content),
        digest=sha256(content).hexdigest(),
        added_by=by.person,
        added_at=timezone.now(),
    )
    row.file.save(f"{uuid4().hex}.{kind}", ContentFile(content), save=False)
    try:
        return _keep(row, by)
    except Exception:
        row.file.storage.delete(row.file.name)
        raise


@transaction.atomic
def _keep(row, by):
    group = lock_board(row.group, by)
    if same := group.files.filter(digest=row.digest).first():  # A second click, or a second member.
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
        return same
    demand_room(group, "files")
    row.save()
    note("added a file to", group, by, file=row.name)
    return row


@transaction.atomic
def remove_file(row, *, by):
    group = lock_board(row.group, by)
    row = fresh(group.files.all(), row)
    note("removed a file from", group, by, file=row.name)
    row.delete()


def bytes_go_too(instance, **_signal):
    """Whichever way a row goes, its bytes go after the commit."""
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
