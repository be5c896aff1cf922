from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from clusterhub.activity.operations import record_activity
from clusterhub.directory.kinds import Part
from clusterhub.directory.operations.changes import settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked

MOST_DOCUMENTS = 30
MAX_BYTES = 20 * 1024 * 1024


class TooManyDocuments(Exception):
    pass


class NotAPdf(Exception):
    """What was sent does not begin as a PDF does, or is larger than a profile may hold."""


@transaction.atomic
def add_document(organisation, *, title, file, language="", by):
    """Add a PDF; its name on disk is ours, and the same file twice is kept once."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES or not content.startswith(b"%PDF-"):
        raise NotAPdf
    lock_for(organisation, by=by)
    digest = sha256(content).hexdigest()
    if same := organisation.documents.filter(sha256=digest).first():
        return same
    if organisation.documents.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments
    document = organisation.documents.model(
        organisation=organisation,
        title=title,
        bytes=len(content),
        sha256=digest,
        language=language,
    )
    stem = slugify(PurePath(file.name or "").stem)[:60] or "document"
    document.file.save(f"{stem}.pdf", ContentFile(content), save=False)
    document.save()
    _settle(organisation, by, "added a document to", document)
    return document


@transaction.atomic
def remove_document(document, *, by):
    organisation = lock_for(document.organisation, by=by)
    storage, name = document.file.storage, document.file.name
    document.delete()
    _settle(organisation, by, "removed a document from", document)
    transaction.on_commit(lambda: storage.delete(name))


def _settle(organisation, by, verb, document):
    confirm_locked(organisation, [Part.DOCUMENTS], by)
    settle(organisation, by=by, changed=["documents"])
    record_activity(verb, organisation, by=by, document=document.title)
