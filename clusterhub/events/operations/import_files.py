"""A file that was brought at the desk waits there until somebody has looked at what it would do."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import ProgrammeImport
from clusterhub.events.operations.importing import import_programme
from clusterhub.events.operations.refusals import ImportIsOver
from clusterhub.events.operations.text import one_line
from clusterhub.events.reading import Read

WAITS = timedelta(days=30)  # Then a file that nobody took over is forgotten, with the names in it.


@transaction.atomic
def bring_programme(event, *, read, file_name, by):
    """Keep what was read for its preview; an earlier file of hers that was not taken is let go."""
    forgotten = ProgrammeImport.objects.filter(taken_at=None)
    forgotten.filter(brought_at__lt=timezone.now() - WAITS).delete()
    forgotten.filter(event=event, by=by).delete()
    return ProgrammeImport.objects.create(
        event=event,
        file_name=one_line(file_name)[:150],
        dialect=read.dialect,
        programme=read.as_data(),
        by=by,
    )


@transaction.atomic
def take_programme(brought, *, by, replaces=False, choices=None):
    """Take over what was looked at; the names in it are kept no longer."""
    brought = ProgrammeImport.objects.select_for_update(no_key=True).get(pk=brought.pk)
    if not brought.is_open:
        raise ImportIsOver
    read = Read.from_data(brought.programme)
    report = import_programme(brought.event, read=read, by=by, replaces=replaces, choices=choices)
    brought.counts, brought.programme = report.counts, None
    brought.taken_at = timezone.now()
    brought.save(update_fields=["counts", "programme", "taken_at"])
    return report


@transaction.atomic
def let_go(brought):
    """Nothing of the file is kept."""
    brought.delete()
