"""30,000 calls with 60,000 deadlines, written past the operations; about 1,500 are open."""

from datetime import timedelta
from itertools import islice
from random import Random

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.directory.models import Organisation
from clusterhub.directory.names import fold
from clusterhub.directory.operations import create_organisation
from clusterhub.funding.eligibility import clean_rules
from clusterhub.funding.models import Call, CallSetAside, Deadline
from clusterhub.vocabularies import files
from clusterhub.vocabularies.models import IndustrialEcosystem, NutsRegion, Technology, Topic

OPEN_SHARE, PROGRAMMES, AT_ONCE = 0.05, 40, 5000
COUNTRIES = ("AT", "DE", "FR", "IT", "ES", "PL", "SE", "FI", "RO", "PT", "CZ", "TR", "NO", "CH")
KINDS = ("sme", "large_company", "university", "rto", "cluster_organisation", "public_authority")
WAYS = (
    lambda r: {"kind": "applicant", "kinds": r.sample(KINDS, r.randint(1, 4))},
    lambda r: {"kind": "size", "sizes": ["micro", "small", "medium"][: r.randint(1, 3)]},
    lambda r: {"kind": "country", "programmes": ["smp"], "countries": r.sample(COUNTRIES, 2)},
    lambda r: {"kind": "country", "countries": sorted(r.sample(COUNTRIES, r.randint(1, 8)))},
    lambda r: {"kind": "region", "regions": [f"AT{r.randint(11, 13)}", "DE2", "ITC"]},
    lambda r: {"kind": "nace", "codes": r.sample([row["code"] for row in _activities()], 5)},
    lambda r: {
        "kind": "age",
        "at_least_years": r.randint(0, 5),
        "less_than_years": r.randint(6, 40),
    },
    lambda r: {"kind": "aid", "amount_eur": 1000 * r.randint(5, 60)},
    lambda r: {"kind": "quota", "per": "country", "left": {c: r.randint(0, 5) for c in COUNTRIES}},
    lambda r: {"kind": "figure", "figure": "staff", "at_least": r.randint(1, 9)},
    lambda r: {"kind": "statement", "question": f"Is it new to area {r.randint(1, 400)}?"},
)
# As of a language: the first word stands in most texts, the last one in a few.
SYLLABLES = ("ba", "ko", "li", "mu", "ne", "ri", "sto", "tra", "ve", "zan")
WORDS = [
    f"{a}{b}{c}{d}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in SYLLABLES
]
_rows = []


def _activities():
    if not _rows:
        _rows.extend(files.activities("2.1"))
    return _rows


def fill(count):
    """An organisation with an editor, and the calls; returns the organisation and the editor."""
    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", verbosity=0)
    random, now = Random(2026), timezone.now()
    publishers = [
        create_organisation(
            by=None, name=f"Publisher {n}", kind="cluster_organisation", is_listed=True
        )
        for n in range(20)
    ]
    numbered = iter(range(count))
    while numbers := list(islice(numbered, AT_ONCE)):
        calls = Call.objects.bulk_create(_call(random, n, now, publishers) for n in numbers)
        closing = [_closes(random, number, now) for number in numbers]
        Deadline.objects.bulk_create(
            Deadline(call=call, closes_at=moment - timedelta(days=90 * step))
            for moment, call in zip(closing, calls, strict=True)
            for step in range(2)
        )
        _subjects(random, calls)
    # What was written a moment ago is read again for some minutes; these are long there.
    Call.objects.update(updated_at=now - timedelta(days=1))
    firm, editor = _firm()
    some = Call.objects.order_by("pk")[: count // 150]
    CallSetAside.objects.bulk_create(CallSetAside(person=editor, call=call) for call in some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return firm, editor


def _call(random, number, now, publishers):
    summary = _text(random, 85)  # 600 signs or so, as what the portal's texts begin with.
    title = f"{_text(random, 8)} {number}"
    programme = f"Programme {number % PROGRAMMES}"
    rules = [way(random) for way in random.sample(WAYS, random.randint(2, 6))]
    return Call(
        title=title,
        summary=summary,
        words=fold(f"{title} {programme} {summary}"),
        slug=f"call-{number}",
        programme=programme,
        body="It says much. " * 200,
        opens_at=now - timedelta(days=400),
        published_at=now,
        organisation=random.choice(publishers),
        rules=clean_rules(rules),
    )


def _text(random, count):
    places = (int(len(WORDS) ** random.random()) - 1 for _ in range(count))
    return " ".join(WORDS[place] for place in places)


def _closes(random, number, now):
    is_open = number % int(1 / OPEN_SHARE) == 0
    return now + timedelta(days=random.randint(1, 300) if is_open else -random.randint(1, 2000))


def _subjects(random, calls):
    for name, model, key in (
        ("ecosystems", IndustrialEcosystem, "industrialecosystem_id"),
        ("technologies", Technology, "technology_id"),
        ("topics", Topic, "topic_id"),
    ):
        through = getattr(Call, name).through
        keys = list(model.objects.values_list("pk", flat=True))
        through.objects.bulk_create(
            through(call_id=call.pk, **{key: chosen})
            for call in calls
            for chosen in random.sample(keys, 2)
        )


def _firm():
    editor = User.objects.create_user(email="bench@hub.example", name="Bench")
    firm = create_organisation(
        by=None,
        name="Bench Ltd",
        kind="sme",
        is_listed=True,
        country_id="AT",
        region=NutsRegion.objects.get(code="AT121", version=2024),
        founded_year=2012,
        ecosystems=IndustrialEcosystem.objects.all()[:3],
        facts={
            "activities": ["2.1:62.10", "2.1:26.51"],
            "technologies": ["artificial-intelligence"],
        },
    )
    firm.editorships.create(editor=editor, level="admin")
    return Organisation.objects.get(pk=firm.pk), editor
