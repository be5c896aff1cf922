"""Our pages for the load driver that timed the peers over HTTP.

Copy this file into the driver's `scenarios/` folder, start the site on PostgreSQL with two granian
workers, and name it in the driver's JSON config:
{"scenario": "clusterhub", "base_url": "http://127.0.0.1:8000", "processes": {"web": <pid>}}
"""

from .base import BaseScenario


class Scenario(BaseScenario):
    def __init__(self, config):
        super().__init__(config)
        talk = config.get("talk", "talk-0")
        self.pages |= {
            "front": {"path": "/", "contains": "Funding that closes soon"},
            "event": {"path": f"/events/{talk}/", "contains": "Programme"},
            "summary": {"path": f"/summaries/{talk}/", "contains": "Key messages"},
            "list": {"path": "/events/", "contains": "events"},
            "ical": {"path": "/events/calendar.ics", "contains": "BEGIN:VCALENDAR"},
        }
