"""What the pages of 30,000 calls with 60,000 deadlines cost somebody who has signed in: nothing is
kept for her, so each is made anew."""

from django.db import connection
from django.test import Client

from bench.funding_rows import WORDS, fill
from bench.measuring import Meter, print_table
from clusterhub.funding.models import Call

REPEAT = 15
MOST_CPU_MS, MOST_STATEMENTS = 60, 8


def run(calls, database_pid=None):
    _firm, reader = fill(calls)
    meter, client = Meter(database_pid), Client()
    client.force_login(reader)
    rare, often = WORDS[-1], WORDS[0]
    slug = Call.objects.order_by("pk").first().slug
    pages = {
        "list with facets": "/calls/",
        "list, three filters": "/calls/?status=open&country=AT&money=unstated",
        "list, far behind": f"/calls/?page={calls // 50}",
        "search by a word of a few": f"/calls/?q={rare}",
        "search by a word of most": f"/calls/?q={often}",
        "search by three words": f"/calls/?q={often}+{WORDS[5]}+{rare}&status=open",
        "timeline": "/calls/timeline/",
        "months": "/calls/months/",
        "one call": f"/calls/{slug}/",
        "API, a page of 100": "/api/v1/calls?limit=100",
        "Atom feed": "/calls/feed.atom?status=open",
        "calendar": "/calls/calendar.ics?status=open",
    }
    rows = [_row(client, meter, name, address) for name, address in pages.items()]
    print_table(
        f"{calls} calls, {Call.deadlines.rel.related_model.objects.count()} deadlines;"
        f" bar of the list: {MOST_CPU_MS} ms of CPU, {MOST_STATEMENTS} statements",
        ["page", "CPU ms, median", "95 %", "most", "statements", "kB"],
        rows,
    )
    _after_a_change(client, meter)


def _row(client, meter, name, address):
    response = _get(client, address)
    statements = _statements(lambda: _get(client, address))
    figures = meter.of_each([lambda: _get(client, address)] * REPEAT)
    size = len(b"".join(response.streaming_content) if response.streaming else response.content)
    return (name, *(f"{figure:.0f}" for figure in figures), statements, size // 1000)


def _after_a_change(client, meter):
    """What the first reader pays after an editor has saved one call."""

    def work():
        _get(client, "/calls/?q=wood")

    figures = []
    for call in Call.objects.order_by("-pk")[:5]:
        call.save(update_fields=["updated_at"])
        figures.append(meter.of(work))
    print(f"  list after one call was saved: {sorted(figures)[2]:.0f} ms of CPU")
    first = Call.objects.order_by("pk").first()
    figures = []
    for number in range(3):
        first.title = f"Changed {number}"
        first.save(update_fields=["title"])
        figures.append(meter.of(work))
    print(f"  list after one call got another title: {sorted(figures)[1]:.0f} ms of CPU")


def _statements(work):
    asked = []

    def counted(execute, sql, *more):
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(counted):
        work()
    return len(asked)


def _get(client, address):
    response = client.get(address)
    if response.status_code != 200:
        raise AssertionError((address, response.status_code))
    return response
