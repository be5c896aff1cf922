"""A programme in the formats that other programs read, all out of one record.

What a format cannot say is left out of it: schedules know no cancelled sessions and none without an
hour; `events/reading` reads every one of these files back.
"""

from clusterhub.events.writing.calendar import to_calendar
from clusterhub.events.writing.frame import Frame
from clusterhub.events.writing.linked import to_json_ld
from clusterhub.events.writing.paper import to_document
from clusterhub.events.writing.schedule_json import to_schedule_json
from clusterhub.events.writing.schedule_xml import to_schedule_xml
from clusterhub.events.writing.table import to_csv

__all__ = [
    "Frame",
    "to_calendar",
    "to_csv",
    "to_document",
    "to_json_ld",
    "to_schedule_json",
    "to_schedule_xml",
]
