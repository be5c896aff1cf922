"""Files that no row knows any more: whoever deletes rows past the operations leaves their bytes.

They are not deleted at once. A site that was started with the wrong database would know none of its
files; so they are put aside, from where they can be put back, and go after some days.
"""

import os
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

ASIDE = "swept"
YOUNG = 24 * 3600  # Seconds: bytes are written before their row is committed.
KEPT_ASIDE = 14 * 24 * 3600
AT_ONCE = 500


def sweep_files(now=None):
    """Put aside what no row knows, and delete what was put aside long ago; how many of each."""
    now = time.time() if now is None else now
    root = Path(settings.MEDIA_ROOT)
    put_aside = 0
    for folder, fields in _folders().items():
        old = _older(root / folder, now - YOUNG)
        while some := list(islice(old, AT_ONCE)):
            known = _known(fields, [f"{folder}/{path.name}" for path in some])
            for path in some:
                if f"{folder}/{path.name}" not in known:
                    _put_aside(path, root / ASIDE / folder, now)
                    put_aside += 1
    return put_aside, _forget(root / ASIDE, now)


def _folders():
    """{folder: fields whose files lie in it}, of our own models; Wagtail looks after its own."""
    folders = {}
    for model in apps.get_models():
        if not model.__module__.startswith("clusterhub."):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, FileField) and isinstance(field.upload_to, str):
                folders.setdefault(field.upload_to.strip("/"), []).append(field)
    return {folder: fields for folder, fields in folders.items() if folder}


def _known(fields, names):
    return {
        name
        for field in fields
        for name in field.model._base_manager.filter(**{f"{field.name}__in": names}).values_list(
            field.name, flat=True
        )
    }


def _put_aside(path, folder, now):
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        path.replace(folder / path.name)
        # From now on its days are counted; when it was written matters no more.
        os.utime(folder / path.name, (now, now))


def _forget(aside, now):
    count = 0
    for folder in aside.iterdir() if aside.is_dir() else ():
        for path in _older(folder, now - KEPT_ASIDE):
            path.unlink(missing_ok=True)
            count += 1
    return count


def _older(folder, moment):
    """Files that were written before; one that goes meanwhile is nobody's business any more."""
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < moment:
                yield path
