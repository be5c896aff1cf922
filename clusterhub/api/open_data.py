"""The edition of the open data that is published now, if an operator has chosen a licence."""

from django.conf import settings

from clusterhub.directory.models import DirectoryDump


def edition():
    """The newest one, or nothing: without a licence nobody may use what is published."""
    if not settings.OPEN_DATA_LICENCE:
        return None
    newest = DirectoryDump.objects.first()
    return newest if newest and folder_of(newest).is_dir() else None


def folder():
    return settings.DATA_DIR / "open-data"


def folder_of(dump):
    return folder() / f"edition-{dump.pk}"
