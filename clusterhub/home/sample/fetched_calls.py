"""Calls as an import brings them: two records of one topic that contradict each other, and a cascade
call. Programmes and bodies are invented."""

import json
from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from clusterhub.funding.models import CallAlias
from clusterhub.funding.operations import CallImporter, note_import
from clusterhub.funding.reading import read_calls

TOPIC, CASCADE = "SAMPLE-2027-CLUST-01", "SAMPLE-OPEN-CALL-7"
SOURCE = "the portal of the sample"
TEXT = (
    '<p class="topicdescriptionkind">Expected outcome:</p><p>Regional clusters of the timber and the '
    "battery industry run <strong>joint pilot lines</strong> that small firms can book.</p>"
    '<p class="topicdescriptionkind">Scope:</p><ul><li>one pilot line in at least three countries</li>'
    "<li>a price list for small firms</li><li>open days for schools</li></ul>"
)


def load_fetched_calls(by):
    if CallAlias.objects.filter(identifier=TOPIC).exists():
        return
    importer = CallImporter(source=SOURCE, by=by)
    file = BytesIO(json.dumps({"results": _records()}).encode())
    for _told in importer.take(read_calls(file), name=SOURCE):
        pass
    note_import(SOURCE, importer.summary(), [])


def _records():
    budget = {
        "budgetTopicActionMap": {
            "1": [
                {
                    "action": f"{TOPIC} - Lump sum grants",
                    "budgetYearMap": {"2027": "6000000"},
                    "minContribution": 400_000,
                    "maxContribution": 750_000,
                    "expectedGrants": 10,
                }
            ]
        }
    }
    topic = {
        "identifier": TOPIC,
        "callIdentifier": "SAMPLE-2027-CLUST",
        "title": "Pilot lines that small firms can book",
        "type": "1",
        "frameworkProgramme": "43252476",
    }
    old = topic | {"status": "31094501", "deadlineModel": "two-stage", "startDate": _day(-40),
                   "deadlineDate": [_day(20), _day(150)], "esDA_IngestDate": _day(-200)}  # fmt: skip
    new = old | {
        "status": "31094502", "deadlineDate": [_day(34), _day(164)], "esDA_IngestDate": _day(-10),
        "typesOfAction": "Lump sum grants", "budgetOverview": json.dumps(budget),
        "descriptionByte": TEXT, "keywords": ["pilot lines", "timber", "batteries"],
    }  # fmt: skip
    cascade = {
        "identifier": CASCADE, "type": "8", "title": "Open call: lighter packaging for small firms",
        "frameworkProgramme": "43108390", "projectName": "Packaging Euro Cluster",
        "startDate": _day(-5), "deadlineDate": _day(60), "budget": "600000", "currency": "EUR",
        "description": "<p>Vouchers for tests of lighter packaging.</p>",
        "url": "https://packaging.example/open-call", "esDA_IngestDate": _day(-3),
    }  # fmt: skip
    return [
        _record("1old", old), _record("1TOPICSen", new), _record("7COMPETITIVE_CALLen", cascade)
    ]  # fmt: skip


def _record(reference, metadata):
    lists = {k: v if isinstance(v, list) else [v] for k, v in metadata.items()}
    return {"reference": reference, "metadata": lists}


def _day(ahead):
    return f"{timezone.now() + timedelta(days=ahead):%Y-%m-%d}T00:00:00.000+0000"
