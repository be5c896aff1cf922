"""Records of our own making in the shapes of the portal."""

import gzip
import json
from io import BytesIO


def result(identifier="CLUSTER-2027-01", **changes):
    """A result of the portal's search: every value is a list of strings."""
    reference = changes.pop("reference", "1TOPICSen")
    metadata = {
        "identifier": identifier,
        "title": "Vouchers for clusters",
        "type": "1",
        "status": "31094502",
        "frameworkProgramme": "43252476",
        "deadlineModel": "single-stage",
        "startDate": "2026-09-01T00:00:00.000+0000",
        "deadlineDate": "2027-04-06T00:00:00.000+0000",
        "esDA_IngestDate": "2026-06-11T14:09:07.000+0000",
        "DATASOURCE": "SEDIA",
    } | changes
    lists = {
        name: value if isinstance(value, list) else [value]
        for name, value in metadata.items()
        if value is not None
    }
    return {"reference": reference, "metadata": lists}


def overview(*rows):
    """Rows of (words on the action, {year: amount}, least, most)."""
    listed = [
        {
            "action": action,
            "budgetYearMap": years,
            "minContribution": least,
            "maxContribution": most,
        }
        for action, years, least, most in rows
    ]
    return json.dumps({"budgetTopicActionMap": {"7": listed}})


def page(*records):
    """A search page as an open file."""
    return as_file({"apiVersion": "2", "totalResults": len(records), "results": list(records)})


def as_file(data, packed=False):
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return BytesIO(gzip.compress(content) if packed else content)
