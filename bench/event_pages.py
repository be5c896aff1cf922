"""What events cost to look at, over HTTP: pages, lists, programmes and files, beside our bars.

- kept: for visitors without a cookie, as most come; also with what they hold already (304);
- drawn: the same, after something that the page shows has changed before each view, so that the page
  which was kept is of no use. What the change itself costs the database is not counted: it is ours;
- elsewhere: the same, after something else has changed before each view: the rows are read again,
  and are as they were;
- once more: with a cookie that we do not know, so that the answer is made for her alone, out of parts
  that may have been drawn for others since the last change;
- member: the same for somebody signed in, who works on no event.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bench.browsing import Visitor, read
from bench.measuring import print_table

KEPT_VIEWS, DRAWN_VIEWS = 400, 100
WARMING = 50  # Each thread has a connection, to which PostgreSQL gives its plans after six times.
_changer = ThreadPoolExecutor(max_workers=1)
PAST, EVENTS = "/events/past/", ("rush", "conference")
KEPT, DRAWN, ELSEWHERE = "kept", "drawn", "elsewhere"
AGAIN, MEMBER = "once more", "member"
CHANGED = (DRAWN, ELSEWHERE)
# What, address, bar of each way of asking; elsewhere has the bar of drawn.
PAGES = [
    ("event page, 36 sessions", "/events/rush/", {KEPT: 1, DRAWN: 6, AGAIN: 6, MEMBER: 6}),
    ("event page, all of it", "/events/conference/", {KEPT: 1, DRAWN: 6, AGAIN: 6, MEMBER: 6}),
    ("programme page, 36 sessions", "/events/conference/programme/", {KEPT: 1, DRAWN: 6}),
    ("programme, JSON", "/events/conference/programme.json", {KEPT: 1, DRAWN: 8}),
    ("programme, XML", "/events/conference/programme.xml", {DRAWN: 8}),
    ("programme, iCalendar", "/events/conference/programme.ics", {DRAWN: 15}),
    ("list, coming", "/events/", {KEPT: 1, DRAWN: 10, MEMBER: 10}),
    ("list, past", PAST, {DRAWN: 10}),
    ("calendar of all", "/events/calendar.ics", {KEPT: 1, DRAWN: 40}),
]


def cookies():
    """The header of each way of asking; a member is made, with her session."""
    from django.conf import settings
    from django.test import Client

    from clusterhub.accounts.models import User

    client, person = Client(), User.objects.create_user(email="member@example.org", name="Mia")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    member = f"{settings.SESSION_COOKIE_NAME}={session}"
    return {
        KEPT: {},
        DRAWN: {},
        ELSEWHERE: {},
        AGAIN: {"Cookie": "drawn=afresh"},
        MEMBER: {"Cookie": member},
    }


def statements(cookies):
    """How many statements each answer asks for, by (address, way)."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for _what, path, bars in PAGES:
        for way in ways(bars):
            client = Client(headers=cookies[way])
            client.get(path)
            if way in CHANGED:
                change(path if way == DRAWN else None)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts[path, way] = len(queries)
    return counts


def ways(bars):
    """The ways of asking, each with its bar."""
    return bars | ({ELSEWHERE: bars[DRAWN]} if DRAWN in bars else {})


def change(path=None):
    """Something has happened, as every operation notes it: to what stands at this address, if any."""
    from django.utils import timezone

    from clusterhub.activity.models import Entry
    from clusterhub.events.models import Event

    if path:
        now = timezone.now()
        events = Event.objects.past() if path == PAST else Event.objects.coming()
        named = path.split("/")[2]
        rows = events.filter(slug=named) if named in EVENTS else events
        first = rows.values_list("pk", flat=True)[:1]
        title, lead = f"Talk of {now}", f"What is known of it at {now}."
        Event.objects.filter(pk__in=first).update(title=title, lead=lead, updated_at=now)
    names = ("actor_label", "verb", "target_kind", "target_id", "target_label")
    Entry.objects.create(**dict.fromkeys(names, "bench"))


async def look(serving, cookies, counts):
    rows = []
    for what, path, bars in PAGES:
        for way, bar in ways(bars).items():
            used, last, count = await _views(serving, path, way, **cookies[way])
            facts = (f"{used / count * 1000:.2f}", bar, counts[path, way], f"{len(last.body):,}")
            rows.append((f"{what}, {way}", *facts))
            if way == KEPT:
                tag = {"If_None_Match": last.headers["etag"]}
                used, last, count = await _views(serving, path, way, **tag)
                facts = (f"{used / count * 1000:.2f}", 1, counts[path, way], f"{len(last.body):,}")
                rows.append((f"{what}, not modified ({last.status})", *facts))
    columns = ("work", "CPU s per 1,000", "bar", "SQL", "bytes")
    print_table("Pages, 8 clients", columns, rows)


async def _views(serving, path, way, **headers):
    """CPU, the last reply and how many there were, of what both workers have answered before."""
    await read(serving.port, path, clients=4, count=12, **headers)
    before = serving.cpu_seconds()
    if way in CHANGED:
        changed = path if way == DRAWN else None
        await _drawn(serving.port, path, changed, WARMING)
        before = serving.cpu_seconds()
        own_before = await _in_its_thread(_own_seconds, serving)
        last, count = await _drawn(serving.port, path, changed, DRAWN_VIEWS), DRAWN_VIEWS
        before += await _in_its_thread(_own_seconds, serving) - own_before
    else:
        count = KEPT_VIEWS if way == KEPT else DRAWN_VIEWS
        last = await read(serving.port, path, clients=8, count=count, **headers)
    return serving.cpu_seconds() - before, last, count


async def _drawn(port, path, changed, count):
    """One after the other: of two at once the second would get what was drawn for the first."""
    async with Visitor(port, "10.9.1.1") as visitor:
        for _ in range(count):
            await _in_its_thread(change, changed)
            last = await visitor.get(path)
            assert last.status == 200, f"{path} answered {last.status}"
    return last


async def _in_its_thread(work, *values):
    """All changes are made over one connection, so that we know what they cost."""
    return await asyncio.get_running_loop().run_in_executor(_changer, work, *values)


def _own_seconds(serving):
    """What the database used for us."""
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor != "postgresql":
        return 0
    return serving.cpu_seconds_of(connection.connection.info.backend_pid)
