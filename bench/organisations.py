"""Organisations as they might be: the same ones at every run, the first thousand of any number.

Countries and towns weigh as many people as live there (other countries than members a fifth),
kinds as in a directory of clusters, words as often as words come (Zipf). Names are made of
syllables and name nobody; local names are in six scripts.

    python -m bench.organisations 1000000 var/bench/organisations.csv
"""

import csv
import sys
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from clusterhub.vocabularies import files
from clusterhub.vocabularies.places import OVERSEAS

AT_ONCE = 1000
WORD_COUNT, NAME_WORDS, TEXT_WORDS = 30_000, slice(40, 3040), 40
COLUMNS = (
    "source", "source_id", "name", "local_name", "acronym", "kind", "country", "city", "nuts",
    "latitude", "longitude", "website", "english_website", "description", "founded_year",
    "staff_fte", "ecosystems", "nace", "technologies", "languages",
)  # fmt: skip
KINDS = {
    "sme": 700, "large_company": 60, "public_authority": 50, "rto": 40, "support_body": 30,
    "training_provider": 30, "investor": 20, "other": 20, "university": 15,
    "cluster_organisation": 10, "innovation_hub": 10, "network": 10, "partnership": 5,
}  # fmt: skip
PATTERNS = {
    "cluster_organisation": ("{word} Cluster {city}", "{stem} {word} Cluster", "Cluster {stem}"),
    "network": ("{word} Association {stem}", "{stem} Network {word}"),
    "partnership": ("{stem} {word} Partnership", "{stem} {word}"),
    "university": ("{stem} University of {city}", "{city} {stem} University"),
    "rto": ("{stem} Institute of {word}", "{word} Centre {city} {stem}"),
    "public_authority": ("{stem} Agency for {word} {city}", "Council of {stem} {city}"),
}
COMPANY = ("{stem} {word} {form}", "{stem} {word} {other} {form}", "{stem} {form}", "{word} {stem}")
FORMS = {
    "DE": "GmbH", "AT": "GmbH", "CH": "AG", "FR": "SAS", "BE": "NV", "NL": "B.V.", "IT": "S.r.l.",
    "ES": "S.L.", "PT": "Lda", "PL": "Sp. z o.o.", "CZ": "s.r.o.", "SK": "s.r.o.", "HU": "Kft.",
    "RO": "SRL", "SE": "AB", "FI": "Oy", "DK": "ApS", "NO": "AS", "EE": "OÜ", "LV": "SIA",
    "LT": "UAB", "SI": "d.o.o.", "HR": "d.o.o.", "RS": "d.o.o.", "GR": "A.E.", "TR": "A.Ş.",
}  # fmt: skip
# Not in the list of towns: the largest town of each region or the capital, and thousands of people.
MORE_PLACES = {"GB": 68_000, "UA": 38_000, "IL": 9_700, "GE": 3_700, "BA": 3_200, "AM": 3_000}
NOT_MEMBERS = 0.2
_LATIN = "abdefghiklmnoprstuvz"
SCRIPTS = {
    "greek": ("αβδεφγχικλμνοπρστυωζ", {"GR", "CY"}),
    "cyrillic": ("абдефгхиклмнопрстувз", {"BG", "RS", "MK", "UA"}),
    "georgian": ("აბდეფგჰიკლმნოპრსტუვზ", {"GE"}),
    "armenian": ("աբդեֆգհիկլմնոպրստուվ", {"AM"}),
    "hebrew": ("אבדהפגחיכלמנועקשתטוז", {"IL"}),
}
# Latin letters that English does not have, in local names.
MARKS = {
    "DE": "oö", "AT": "uü", "FR": "eé", "ES": "oó", "PT": "aã", "PL": "lł", "CZ": "rř", "SK": "aá",
    "HU": "oő", "RO": "aă", "SE": "aå", "FI": "aä", "DK": "oø", "NO": "oø", "TR": "iı", "LT": "eė",
}  # fmt: skip
_ONSETS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "st")
_ENDS = ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")


def rows(count, seed=1):
    """`count` rows as dicts of text, by the columns that an import knows."""
    return islice(_all_rows(count, seed), count)


def write_csv(count, path):
    """The same as a table to import; made beside and moved, so that half a file is never taken."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    with making.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows(count))
    making.replace(path)
    return path


def words():
    """The words of names and texts, the commonest first."""
    return _words()[0]


def _all_rows(count, seed):
    for first in range(0, count, AT_ONCE):
        yield from _chunk(first, Random(f"{seed}-{first}"))


def _chunk(first, random):
    places, place_weights = _places()
    known, weights = _words()
    name_words = known[NAME_WORDS]
    drawn = {
        "place": random.choices(places, cum_weights=place_weights, k=AT_ONCE),
        "kind": random.choices(list(KINDS), list(KINDS.values()), k=AT_ONCE),
        "stem": random.choices(_syllables(), k=AT_ONCE * 3),
        "name": random.choices(name_words, cum_weights=weights[: len(name_words)], k=AT_ONCE * 2),
        "text": random.choices(known, cum_weights=weights, k=AT_ONCE * TEXT_WORDS),
    }
    for n in range(AT_ONCE):
        yield _row(first + n + 1, n, drawn, random)


def _row(number, n, drawn, random):
    country, city, nuts, latitude, longitude = drawn["place"][n]
    kind = drawn["kind"][n]
    stem = "".join(drawn["stem"][n * 3 : n * 3 + 3]).capitalize()
    word, other = (each.capitalize() for each in drawn["name"][n * 2 : n * 2 + 2])
    pattern = random.choice(PATTERNS.get(kind, COMPANY))
    form = FORMS.get(country, "Ltd")
    name = pattern.format(stem=stem, word=word, other=other, city=city, form=form)
    website = f"https://www.{stem.lower()}-{number % 997}.example/"
    row = {
        "source": "bench",
        "source_id": f"B{number:07}",
        "name": name,
        "local_name": _local(f"{word} {stem}", country),
        "acronym": f"{stem[:2]}{word[:2]}".upper() if number % 5 == 0 else "",
        "kind": kind,
        "country": country,
        "city": city,
        "nuts": nuts,
        "website": website,
        "english_website": website + "en/" if number % 4 == 0 else "",
        "description": " ".join(drawn["text"][n * TEXT_WORDS : (n + 1) * TEXT_WORDS]),
        "founded_year": str(2026 - int(random.expovariate(0.05)) % 200),
        "staff_fte": str(1 + number % 40) if kind in PATTERNS else "",
    }
    # Every third says only its town.
    is_exact = number % 3 != 0
    row["latitude"] = f"{latitude + random.gauss(0, 0.03):.5f}" if is_exact else ""
    row["longitude"] = f"{longitude + random.gauss(0, 0.04):.5f}" if is_exact else ""
    return row | _choices(country, random)


def _choices(country, random):
    ecosystems, activities, technologies, languages = _lists()
    first = int(random.expovariate(0.3)) % len(ecosystems)
    return {
        "ecosystems": "|".join(dict.fromkeys((ecosystems[first], random.choice(ecosystems)))),
        "nace": activities[int(random.expovariate(0.02)) % len(activities)],
        "technologies": "|".join(random.sample(technologies, random.choice((0, 0, 1, 2)))),
        "languages": "|".join(dict.fromkeys(("en", *languages.get(country, ())))),
    }


def _local(text, country):
    for letters, countries in SCRIPTS.values():
        if country in countries:
            return text.lower().translate(str.maketrans(_LATIN, letters)).capitalize()
    return text.replace(*MARKS[country]) if country in MARKS else ""


@lru_cache(maxsize=1)
def _words():
    random, found = Random("words"), {}
    while len(found) < WORD_COUNT:
        size = random.choice((2, 2, 3, 3, 4))
        found["".join(random.choices(_syllables(), k=size))] = None
    return list(found), list(accumulate(1 / rank for rank in range(1, WORD_COUNT + 1)))


@lru_cache(maxsize=1)
def _syllables():
    return [onset + end for onset in _ONSETS for end in _ENDS]


@lru_cache(maxsize=1)
def _places():
    """[(country, city, nuts, latitude, longitude)] and their weights, added up."""
    standing = {code: known["standing"] for code, known in files.countries()}
    found, weights = [], []
    for row in files.rows("places-nuts3"):
        country = {"AX": "FI", "MF": "FR", "SJ": "NO"}.get(row["country_iso"], row["country_iso"])
        country = OVERSEAS.get(country, country)
        nuts = row["nuts3_2024"]
        found.append((country, row["name"], nuts, float(row["lat"]), float(row["lon"])))
        weight = int(row["population"] or 0)
        weights.append(weight if standing[country] == "member" else weight * NOT_MEMBERS)
    for country, thousands in MORE_PLACES.items():
        more = _more_places(country)
        found += more
        weights += [thousands * 1000 * NOT_MEMBERS / len(more)] * len(more)
    return found, list(accumulate(weights))


def _more_places(country):
    regions = [row for row in files.regions() if row["code"].startswith(country)]
    deepest = max((row["level"] for row in regions), default=0)
    if not regions:
        rows = [row for row in files.rows("capitals") if row["code"] == country]
        return [
            (country, row["name"], "", float(row["latitude"]), float(row["longitude"]))
            for row in rows
        ]
    return [
        (country, row["anchor_place"], row["code"], row["anchor_latitude"], row["anchor_longitude"])
        for row in regions
        if row["level"] == deepest and row["anchor_latitude"] is not None
    ]


@lru_cache(maxsize=1)
def _lists():
    ecosystems = [slug for slug, _known in files.named("industrial-ecosystems")]
    technologies = [slug for slug, _known in files.named("technologies")]
    activities = [row["code"] for row in files.activities("2.1") if row["level"] == 4]
    Random("activities").shuffle(activities)  # Else most sit in agriculture.
    languages = {code: known["languages"] for code, known in files.countries()}
    return ecosystems, activities, technologies, languages


if __name__ == "__main__":
    print(write_csv(int(sys.argv[1]), sys.argv[2]))
