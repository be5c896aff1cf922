"""The open data as files: every listed organisation, without contacts, in three formats at once and
in bounded memory."""

import csv
import io
import json
from contextlib import ExitStack
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser

from clusterhub.api.shapes import COLUMNS, cells, feature, organisation_shape, table_row
from clusterhub.directory.models import Organisation

AT_ONCE = 1000
CSV, LINES, GEOJSON = "organisations.csv", "organisations.jsonl", "organisations.geojson"
NAMES = (CSV, LINES, GEOJSON)


def write_files(folder):
    """Fill an empty `folder`; returns the number of rows and what to say about each file."""
    with ExitStack() as stack:
        sums = {name: stack.enter_context(_Sum(folder / name)) for name in NAMES}
        count = _write(sums)
    return count, [each.as_record() for each in sums.values()]


def listed():
    """Through the door of a visitor, by the number: what arrives meanwhile comes at the end."""
    visible, last = Organisation.objects.visible_to(AnonymousUser()).order_by("pk"), 0
    while rows := list(visible.filter(pk__gt=last)[:AT_ONCE]):
        yield from rows
        last = rows[-1].pk


def _write(sums):
    sums[CSV].write(_line(COLUMNS))
    sums[GEOJSON].write('{"type":"FeatureCollection","features":[')
    count = 0
    for organisation in listed():
        sums[CSV].write(_line(cells(table_row(organisation))))
        sums[LINES].write(_compact(organisation_shape(organisation)) + "\n")
        sums[GEOJSON].write((",\n" if count else "\n") + _compact(feature(organisation)))
        count += 1
    sums[GEOJSON].write("\n]}\n")
    return count


def _line(values):
    text = io.StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue()


def _compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Sum:
    """A file that knows its length and its digest when it is written."""

    def __init__(self, path):
        self.path, self.digest, self.bytes = path, sha256(), 0

    def __enter__(self):
        self.file = self.path.open("wb")
        return self

    def __exit__(self, *error):
        self.file.close()

    def write(self, text):
        content = text.encode(errors="replace")
        self.file.write(content)
        self.digest.update(content)
        self.bytes += len(content)

    def as_record(self):
        name = self.path.name
        return {
            "name": name,
            "format": name.rpartition(".")[2],
            "bytes": self.bytes,
            "sha256": self.digest.hexdigest(),
        }
