"""Files that answer a question. Looked at before anything is locked or written."""

from functools import partial
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clusterhub.applications.models import AccessVerb, Attachment, QuestionKind
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.locks import (
    demand_member,
    demand_unfrozen,
    lock_application,
    touch,
)
from clusterhub.applications.permissions import WRITERS
from clusterhub.applications.questions import MOST_FILES
from clusterhub.applications.refusals import TooMany
from clusterhub.documents.file_kinds import MOST_MB, kind_of, safe_name


def attach_file(application, *, key, name, content, by):
    """Add a file to the answer to one question; the bytes go to the disk before the row is there."""
    question = application.form.questions.get(key=key, kind=QuestionKind.FILE)
    kind = kind_of(content, min(int(question.settings.get("most_mb", MOST_MB)), MOST_MB))
    row = Attachment(
        application=application,
        key=key,
        name=safe_name(name, kind),
        kind=kind,
        size=len(content),
        digest=sha256(content).hexdigest(),
        added_by=by,
        added_at=timezone.now(),
    )
    # An invented name: what she called it stands in the row and reaches no file system.
    row.file.save(f"{uuid4().hex}.{kind}", ContentFile(content), save=False)
    try:
        return _keep(row, application, question, by)
    except Exception:
        row.file.storage.delete(row.file.name)
        raise


@transaction.atomic
def _keep(row, application, question, by):
    application = lock_application(application)
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    present = application.attachments.filter(key=row.key, removed_at=None)
    if same := present.filter(digest=row.digest).first():  # Sent twice by a second click.
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
        return same
    most = min(int(question.settings.get("most_files", 1)), MOST_FILES)
    if present.count() >= most:
        raise TooMany(most)
    row.save()
    touch(application)
    what = row.name
    record_access(application, AccessVerb.ATTACHED, by=by, as_what=member.role, what=what)
    return row


@transaction.atomic
def detach_file(row, *, by):
    """Take a file away; one that was handed in is kept for those who read what was handed in."""
    application = lock_application(row.application)
    member = demand_member(by, application, *WRITERS)
    demand_unfrozen(application)
    touch(application)
    if was_submitted(row):
        Attachment.objects.filter(pk=row.pk, removed_at=None).update(removed_at=timezone.now())
    else:
        delete_file(row)
    what = row.name
    record_access(application, AccessVerb.DETACHED, by=by, as_what=member.role, what=what)


def was_submitted(row):
    submissions = row.application.submissions.values_list("snapshot", flat=True)
    uid = str(row.uid)
    return any(uid == file["uid"] for snapshot in submissions for file in snapshot["files"])


def delete_file(row):
    """The row, and after the commit its bytes, unless a second stage has them, too."""
    Attachment.objects.filter(pk=row.pk).delete()
    if not Attachment.objects.filter(file=row.file.name).exists():
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
