"""Events over HTTP: pages, feeds, and people who register at once, with our bars beside the figures.

The same work as was done with the peers: two web workers, 8 or 64 clients, CPU of all server
processes with the database. Nobody has a session; each visitor comes from an address of her own.
"""

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import timedelta

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from bench import data, event_pages
from bench.browsing import Visitor
from bench.conference import make_conference
from bench.mailbox import Mailbox
from bench.measuring import print_table
from bench.reading import founding_document
from bench.serving import Serving

SESSIONS = 36
SETTLES = 8


def prepare(count):
    from clusterhub.events.models import Event, Session
    from clusterhub.events.operations import set_admission
    from clusterhub.summaries.reading import read_summary

    call_command("migrate", verbosity=0)
    if Event.objects.exists():
        return
    data.make_lists()
    file = founding_document()
    data.make_events(count, read_summary(file.read_bytes(), file.name))
    for slug in ("rush", "big"):
        event = Event.objects.create(
            slug=slug, title="Industry days", format="hybrid", status="published",
            published_at=timezone.now(), month="2030-01", venue_name="Congress centre", city="Linz",
            starts_at=timezone.now() + timedelta(days=60), ends_at=timezone.now() + timedelta(days=62),
        )  # fmt: skip
        Session.objects.bulk_create(
            Session(event=event, number=n + 1, title=f"Session {n}: what clusters do next")
            for n in range(SESSIONS)
        )
        places = {"on_site": 500 if slug == "rush" else 1200, "online": None}
        set_admission(event, places=places, by=None, hold_minutes=60)
    make_conference()


def run(address, folder, database_pid, *, rush, only_pages=False):
    mailbox = Mailbox()
    cookies = event_pages.cookies()
    counts = event_pages.statements(cookies)
    environment = {
        "DATABASE_URL": address,
        "CLUSTERHUB_DATA_DIR": str(folder),
        "CLUSTERHUB_TASKS": "database",
        "CLUSTERHUB_BEHIND_PROXY": "1",
    }
    connections.close_all()

    async def all_of_it():
        port = await mailbox.open()
        environment["CLUSTERHUB_EMAIL_URL"] = f"smtp://localhost:{port}"
        serving = Serving(environment, database_pid)
        async with _running(serving):
            await asyncio.sleep(SETTLES)  # The worker makes its index.
            await event_pages.look(serving, cookies, counts)
            if not only_pages:
                title = "800 attempts at 500 places"
                await _registrations(serving, mailbox, "rush", 800, title)
            if rush:
                await _registrations(serving, mailbox, "big", 2000, "2,000 people, 1,200 places")
            web, worker = serving.memory()
            rows = [
                ("web and worker", f"{web + worker:.0f} MB ({web:.0f} + {worker:.0f})", "300 MB")
            ]
            print_table("Memory", ("processes", "used", "bar"), rows)
        mailbox.close()

    asyncio.run(all_of_it())


@asynccontextmanager
async def _running(serving):
    """It starts beside us, since the mailbox lives in this loop."""
    try:
        await asyncio.to_thread(serving.__enter__)
        yield
    finally:
        await asyncio.to_thread(serving.__exit__)


async def _used(serving, work):
    before = serving.cpu_seconds()
    result = await work
    return serving.cpu_seconds() - before, result


async def _registrations(serving, mailbox, slug, attempts, title):
    outcomes, numbers, statuses = {}, iter(range(attempts)), {}

    async def one():
        for number in numbers:
            address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
            async with Visitor(serving.port, address) as visitor:
                try:
                    outcome = await _come(visitor, mailbox, slug, f"{slug}{number}@example.org")
                except Exception as error:
                    outcome = f"{type(error).__name__}: {error}"
                outcomes[outcome] = outcomes.get(outcome, 0) + 1
                for status in visitor.statuses:
                    statuses[status] = statuses.get(status, 0) + 1

    async def everybody():
        began = time.monotonic()
        await asyncio.gather(*(one() for _ in range(64)))
        seconds = time.monotonic() - began
        while await asyncio.to_thread(_letters_wait):
            await asyncio.sleep(0.2)
        return seconds

    used, seconds = await _used(serving, everybody())
    found = await asyncio.to_thread(_found, slug)
    confirmed = max(found["confirmed"], 1)
    rows = [
        ("outcomes", outcomes, ""),
        ("HTTP statuses", statuses, "no 5xx"),
        ("in the database", found, "exactly as many as places; in order; one letter each"),
        ("confirmed a second", f"{confirmed / seconds:.0f}", "60"),
        ("attempts a second", f"{attempts / seconds:.0f}", ""),
        ("CPU s a confirmed registration", f"{used / confirmed:.4f}", "0.02"),
        ("CPU s an attempt", f"{used / attempts:.4f}", ""),
    ]
    print_table(f"{title}, 64 at once, letters and proof included", ("what", "found", "bar"), rows)


async def _come(visitor, mailbox, slug, address):
    """What one person does: page, form, mail, link, button."""
    page = await visitor.get(f"/events/{slug}/")
    assert "Register" in page.text, f"the page answered {page.status}"
    sent = await visitor.post(
        f"/events/{slug}/registration/", name="Anna Lind", email=address, mode="on_site"
    )
    assert "mailbox" in sent.text, f"the form answered {sent.status}"
    link = await mailbox.link_to(address)
    own = await visitor.get(link)
    if "waiting list" in own.text:
        return "waiting"
    done = await visitor.post(f"{link}confirmation/")
    assert "You are registered" in done.text, f"the button answered {done.status}"
    return "confirmed"


def _letters_wait():
    from clusterhub.letters.models import Letter

    return Letter.objects.filter(state__in=("queued", "sending")).exists()


def _found(slug):
    from clusterhub.events.models import Event, WaitingEntry
    from clusterhub.events.tests.invariants import assert_places_add_up
    from clusterhub.letters.models import Letter

    event = Event.objects.get(slug=slug)
    assert_places_add_up(event)
    entries = WaitingEntry.objects.filter(pool__event=event)
    in_order = entries.order_by("registration").values_list("number", flat=True)
    letters = Letter.objects.in_folder(f"events.event:{event.pk}")
    found = {
        "confirmed": event.registrations.filter(status="confirmed").count(),
        "waiting": event.registrations.filter(status="waiting").count(),
        "in order of arrival": list(in_order) == sorted(in_order),
        "letters": letters.count(),
        "not sent": letters.exclude(state="sent").count(),
    }
    connections.close_all()
    return found
