"""The directory with many organisations: CPU of our whole path beside the raw engines', in one run."""

from functools import partial
from random import Random
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory, override_settings

from bench import directory_changes, organisations, raw
from bench.measuring import Meter, print_table, summed
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.facets import ALWAYS
from clusterhub.directory.finding.listing import OrganisationList
from clusterhub.directory.finding.reader import open_index
from clusterhub.directory.finding.wanted import Wanted

PREFIXES = 300
TRIES = 5000
FILTERS = (
    "", "kind=sme", "kind=cluster_organisation", "country=DE", "ecosystem=digital", "sector=C",
    "technology=robotics", "label=bronze", "language=de", "freshness=never", "region=DE2",
    "kind=sme&country=DE&country=FR&ecosystem=digital", "q={common}", "q={common}+{rarer}",
    "q={rarer}&kind=sme",
)  # fmt: skip
# How wide a window of 1280 points is at each zoom, around a town.
ZOOMS = (3, 5, 6, 7, 8, 9, 10)
TOWNS = ((48.86, 2.35), (50.11, 8.68), (52.23, 21.01))


@override_settings(ALLOWED_HOSTS=["*"])
def run(store):
    store.prepare()
    meter = Meter(_database_pid())
    random = Random("directory")
    title = f"{store.rows:,} organisations, {connection.vendor}"
    _search(title, meter, store, random)
    _map(title, meter)
    _typing(title, meter, random)
    directory_changes.run(title, meter, store)


def _database_pid():
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def _search(title, meter, store, random):
    opened, client, rows = open_index(), Client(), []
    for name, wanteds in _questions(opened, store.rows, random).items():
        for wanted in wanteds[:5]:  # What is measured has been used before.
            client.get(f"/organisations/?{wanted.as_query()}")
            raw.ask_database(store.folder, wanted)
        ways = {
            "our page": lambda wanted: client.get(f"/organisations/?{wanted.as_query()}"),
            "our list and counts": _listed,
            "our find + counts": _found,
            "raw tantivy": partial(raw.ask_tantivy, opened),
            f"raw {connection.vendor}": partial(raw.ask_database, store.folder),
        }
        figures = {way: [] for way in ways}
        for wanted in wanteds:
            for way, ask in ways.items():
                asking.forget_counts()
                figures[way].append(meter.of(partial(ask, wanted)))
        hits = summed([asking.find(wanted, limit=1).count for wanted in wanteds])
        rows += [(name, f"{hits[0]:,}", way, *_ms(found)) for way, found in figures.items()]
    columns = ["question", "hits p50", "who", "p50 ms", "p95 ms", "most ms"]
    print_table(f"Top 20 and four facets: {title}", columns, rows)


def _questions(opened, count, random):
    """Two words that few and that many have, and filters without words."""
    words = organisations.words()
    enough = 60 if count < 1_000_000 else 25  # A raw broad question takes half a second there.
    found = {}
    for name, (least, most, ranks) in {
        "selective words": (5, max(10, count // 1000), (20, 6000)),
        "broad words": (count // 100, count // 10, (5, 120)),
        "few, near spellings asked, too": (1, 4, (100, 20_000)),
    }.items():
        found[name] = []
        for _try in range(TRIES):
            pair = {words[random.randint(*ranks)] for _ in range(2)}
            asked = Wanted(words=" ".join(sorted(pair)))
            if least <= raw.count_in_tantivy(opened, asked) <= most and len(pair) == 2:
                found[name].append(asked)
            if len(found[name]) == enough:
                break
    return found | {"kind only": [Wanted(kind=(kind,)) for kind in organisations.KINDS]}


def _listed(wanted):
    request = RequestFactory().get("/organisations/", query_params=None)
    request.GET = RequestFactory().get(f"/?{wanted.as_query()}").GET
    request.user = AnonymousUser()
    shown = OrganisationList(request)
    return list(shown.page), shown.facets


def _found(wanted):
    found = asking.find(wanted, limit=20)
    return found, asking.facet_counts(wanted, ALWAYS)


def _map(title, meter):
    words = organisations.words()
    client, rows = Client(), []
    filters = [each.format(common=words[50], rarer=words[400]) for each in FILTERS]
    for zoom in ZOOMS:
        figures, sizes, worst = [], [], ("", 0)
        for query in filters:
            for latitude, longitude in TOWNS:
                half = 900 / 2**zoom
                box = (longitude - half, latitude - half / 3, longitude + half, latitude + half / 3)
                address = f"/organisations/map.json?{query}&" + urlencode(
                    {"zoom": zoom, "box": ",".join(f"{side:.4f}" for side in box)}
                )
                asking.forget_counts()
                start = meter.now()
                answer = client.get(address)
                figures.append(meter.now() - start)
                sizes.append(len(answer.content))
                worst = max(worst, (query, figures[-1]), key=lambda pair: pair[1])
        rows.append((zoom, *_ms(figures), f"{max(sizes):,}", worst[0] or "no filter"))
    figures = []
    for query in filters:
        asking.forget_counts()
        figures.append(meter.of(partial(client.get, f"/organisations/map/?{query}")))
    rows.append(("page", *_ms(figures), "", ""))
    columns = ["zoom", "p50 ms", "p95 ms", "most ms", "most bytes", "dearest filter"]
    print_table(f"Map with any of {len(filters)} filters: {title}", columns, rows)


def _typing(title, meter, random):
    client = Client()
    begun = []
    for row in organisations.rows(PREFIXES):
        begun.append(row["name"][: random.randint(1, 8)])
    rows = []
    for name, typed in {
        "one letter": [each[:1] for each in begun],
        "two letters": [each[:2] for each in begun],
        "one to eight letters": begun,
        "a word and the beginning of one": [
            " ".join((row["name"].split()[0], row["name"].split()[-1][:2]))
            for row in organisations.rows(PREFIXES)
        ],
    }.items():
        addresses = [f"/organisations/suggest/?{urlencode({'q': each})}" for each in typed]
        client.get(addresses[0])
        figures = [meter.of(partial(client.get, address)) for address in addresses]
        rows.append((name, *_ms(figures)))
    print_table(f"As you type: {title}", ["typed", "p50 ms", "p95 ms", "most ms"], rows)


def _ms(figures):
    return [f"{figure:.1f}" for figure in summed(figures)]
