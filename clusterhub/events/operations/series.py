from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory.slugs import create_with_slug
from clusterhub.events.models import EventSeries
from clusterhub.events.operations.text import one_line

LINES = ("name", "summary", "rhythm")


@transaction.atomic
def make_series(*, by, name, summary="", rhythm="", organiser=None, time_zone="Europe/Brussels"):
    """Begin a series with an address of its own."""
    name = one_line(name)
    series = create_with_slug(
        EventSeries,
        name,
        name=name,
        summary=one_line(summary),
        rhythm=one_line(rhythm),
        organiser=organiser,
        time_zone=time_zone,
    )
    record_activity("created", series, by=by)
    return series


@transaction.atomic
def update_series(series, *, by, **changes):
    """Change what is given; the address stays."""
    series = EventSeries.objects.select_for_update().get(pk=series.pk)
    for name, value in changes.items():
        setattr(series, name, one_line(value) if name in LINES else value)
    series.save(update_fields=[*changes, "updated_at"])
    record_activity("changed", series, by=by, what=sorted(changes))
    return series
