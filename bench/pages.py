"""Pages: SQL statements and CPU against a bare Django page; the same with ten times the rows."""

from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from bench import data
from bench.measuring import cpu_pair, cpu_seconds, print_table
from bench.reading import founding_document

BARE = engines["django"].from_string(
    "<!doctype html><html lang=en><title>{{ title }}</title><ul>"
    "{% for row in rows %}<li><a href='/e/{{ row.slug }}/'>{{ row.title }}</a> {{ row.starts_at }}</li>"
    "{% endfor %}</ul>{{ filler|safe }}</html>"
)
SIZE = {"bytes": 0}


def bare_page(request):
    """Three queries, twenty rows, and as many bytes as the page that it is compared with."""
    from clusterhub.events.models import Event, EventSeries
    from clusterhub.vocabularies.models import Topic

    rows = list(Event.objects.order_by("-starts_at")[:20])
    context = {"title": EventSeries.objects.first(), "rows": rows, "topics": Topic.objects.count()}
    text = BARE.render({**context, "filler": ""}, request)
    context["filler"] = "<p>filler</p>" * max(0, (SIZE["bytes"] - len(text.encode())) // 13)
    return HttpResponse(BARE.render(context, request))


urlpatterns = [path("bare/", bare_page), path("", include("clusterhub.config.urls"))]


def addresses():
    return {
        "front page": "/",
        "talk": "/events/talk-0/",
        "summary": "/summaries/talk-0/",
        "coming list": "/events/",
        "past list": "/events/past/",
        "summaries list": "/summaries/",
        "series": "/series/bench/",
        "calls": "/calls/",
        "organisations": "/organisations/",
        "people": "/people/",
    }


def measure(client, address):
    from clusterhub.activity.kept import forget_pages

    response = client.get(address)
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    SIZE["bytes"] = len(response.content)
    forget_pages()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    count = len(queries)  # Now: the next request empties the log.
    page, bare = cpu_pair(lambda: client.get(address), lambda: client.get("/bare/"))
    first, bare_again = cpu_pair(lambda: made_anew(client, address), lambda: client.get("/bare/"))
    return {
        "sql": count,
        "bytes": len(response.content),
        "cpu": page,
        "ratio": page / bare,
        "first": first / bare_again,
    }


def made_anew(client, address):
    """As after a change, and once a minute."""
    from clusterhub.activity.kept import forget_pages

    forget_pages()
    client.get(address)


@override_settings(ROOT_URLCONF="bench.pages", ALLOWED_HOSTS=["*"])
def run(count):
    from clusterhub.summaries.reading import read_summary

    call_command("migrate", verbosity=0)
    data.make_lists()
    data.make_calls(300)
    file = founding_document()
    record = read_summary(file.read_bytes(), file.name)
    client = Client()
    data.make_events(count // 10, record)
    few = {name: measure(client, address) for name, address in addresses().items()}
    data.make_events(count - count // 10, record)
    many = {name: measure(client, address) for name, address in addresses().items()}
    rows = [
        (name, few[name]["sql"], one["sql"], f"{one['bytes']:,}", f"{one['cpu'] * 1000:.1f}",
         f"{one['ratio']:.2f}", f"{one['first']:.2f}", f"{one['cpu'] / few[name]['cpu']:.2f}")
        for name, one in many.items()
    ]  # fmt: skip
    columns = [
        "page",
        f"SQL, {count // 10} events",
        f"SQL, {count}",
        "bytes",
        "CPU ms",
        "× bare page",
        "× bare, made anew",
        "× a tenth",
    ]
    print_table(f"Pages with {count:,} events (limits: 8 SQL, the same; 2 × bare)", columns, rows)
    feeds(client, count)


def feeds(client, count):
    rows = []
    for name, address in {"calendar of all events": "/events/calendar.ics"}.items():
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found = body.count(b"BEGIN:VEVENT")
        seconds = cpu_seconds(lambda address=address: client.get(address), repeat=3)
        rows.append((name, found, f"{len(body):,}", f"{seconds:.2f} s", "0.5 s"))
    print_table(f"Feeds with {count:,} events", ["feed", "events", "bytes", "CPU", "limit"], rows)
