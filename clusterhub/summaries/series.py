"""The series that documents may belong to: the platform's own, beside those the reader knows."""

from pathlib import Path

from django.db import DatabaseError, connection

from clusterhub.events.models import EventSeries
from clusterhub.summaries.reading.series import KNOWN


def known_series():
    return tuple(dict.fromkeys([*EventSeries.objects.values_list("name", flat=True), *KNOWN]))


def known_series_if_any():
    """For the command line, which reads a document also where there is no platform yet."""
    is_file = connection.vendor == "sqlite" and "memory" not in str(
        connection.settings_dict["NAME"]
    )
    if is_file and not Path(connection.settings_dict["NAME"]).exists():
        return KNOWN  # Looking would make an empty one.
    try:
        return known_series()
    except DatabaseError:
        return KNOWN
