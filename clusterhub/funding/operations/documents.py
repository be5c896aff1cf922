"""Documents of a call: addresses elsewhere, and files that are kept here."""

from functools import partial
from hashlib import sha256
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.documents.file_kinds import kind_of, safe_name
from clusterhub.funding.models import CallDocument
from clusterhub.funding.operations.rows import lock, write_by_hand
from clusterhub.funding.permissions import can_add_documents

MOST_DOCUMENTS = 60
LONGEST_TITLE = 200


class TooManyDocuments(Exception):
    """Nobody finds anything in a longer list."""


def add_document(call, *, title="", url="", name="", content=None, by):
    """Add an address, or a file by its name and content; the same once more is the one that is
    there. BadFile for a file that is not taken."""
    _demand(by, call)
    row = CallDocument(call=call, url=url, added_by=by, added_at=timezone.now())
    if content is None:
        row.title = (title or url)[:LONGEST_TITLE]
        return _keep(row, by)
    row.kind = kind_of(content)
    row.title = (title or safe_name(name, row.kind))[:LONGEST_TITLE]
    row.size, row.digest = len(content), sha256(content).hexdigest()
    # An invented name: what somebody called it reaches no file system.
    row.file.save(f"{uuid4().hex}.{row.kind}", ContentFile(content), save=False)
    try:
        return _keep(row, by)
    except Exception:
        row.file.storage.delete(row.file.name)
        raise


@transaction.atomic
def _keep(row, by):
    call = lock(row.call)
    same = {"digest": row.digest} if row.file else {"url": row.url}
    if known := call.documents.filter(**same).first():
        if row.file:
            transaction.on_commit(partial(row.file.storage.delete, row.file.name))
        return known
    if call.documents.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments
    row.save()
    _note("added a document to", call, row, by)
    return row


@transaction.atomic
def remove_document(row, *, by):
    """Take a document away, its bytes after the commit. One that a source brought stays away."""
    _demand(by, row.call)
    call = lock(row.call)
    gone, _rows = CallDocument.objects.filter(pk=row.pk).delete()
    if not gone:
        return
    if row.added_at is None:
        write_by_hand(call, "documents")
    if row.file:
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
    _note("removed a document from", call, row, by)


def _demand(by, call):
    if by is not None and not can_add_documents(by, call):
        raise PermissionDenied


def _note(verb, call, row, by):
    call.save(update_fields=["updated_at"])  # By this harvesters know that it has changed.
    record_activity(verb, call, by=by, document=row.title)
