"""Our pages and our registration for the load driver that timed the peers over HTTP.

Copy this file into the driver's `scenarios/` folder, start the site on PostgreSQL with two granian
workers and the worker (`CLUSTERHUB_BEHIND_PROXY=1`, so that each visitor counts for herself), and name
it in the driver's JSON config:
{"scenario": "clusterhub", "base_url": "http://127.0.0.1:8000", "dsn": "…", "event": "rush",
 "processes": {"web": <pid>, "worker": <pid>, "database": <pid>},
 "count_sql": "select sum(taken) from events_pool p join events_event e on e.id = p.event_id
               where e.slug = 'rush'"}

`browser` is what the peers do: page, form, page; the place is held. That the address is proven by a
mailed link, which none of them asks for, is measured by `bin/bench events`.
"""

from .base import PEOPLE, BaseScenario


class Scenario(BaseScenario):
    def __init__(self, config):
        super().__init__(config)
        talk = config.get("talk", "talk-0")
        self.event = f"/events/{config.get('event', 'rush')}/"
        self.pages |= {
            "front": {"path": "/", "contains": "Funding that closes soon"},
            "event": {"path": self.event, "contains": "Programme"},
            "talk": {"path": f"/events/{talk}/", "contains": "Programme"},
            "summary": {"path": f"/summaries/{talk}/", "contains": "Key messages"},
            "list": {"path": "/events/", "contains": "events"},
            "ical": {"path": "/events/calendar.ics", "contains": "BEGIN:VCALENDAR"},
        }
        self.flows = {"default": self.browser, "browser": self.browser}

    async def browser(self, visitor, n):
        headers = {"X-Forwarded-For": f"10.{n // 65536}.{n // 256 % 256}.{n % 256}"}
        page = await visitor.get(self.event, headers=headers)
        if page.status != 200:
            raise RuntimeError(f"event page answered {page.status}")
        person = {"name": f"Visitor {n}", "email": PEOPLE.format(n=n), "mode": "on_site"}
        address = f"{self.event}registration/"
        done = await visitor.post(address, data=person, headers=headers)
        if done.status != 200 or not done.path.endswith("/sent/"):
            raise RuntimeError(f"form answered {done.status}: {done.path}")
        return "full" if "waiting list" in done.text else "confirmed"
