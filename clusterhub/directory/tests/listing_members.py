"""Lists of members as files, brought and read, as the tests need them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from clusterhub.directory.models import ImportBatch
from clusterhub.directory.operations.member_lists import (
    bring_member_list,
    read_member_list,
    start_taking,
    take_member_list,
)
from clusterhub.directory.tests.tying import again

HEAD = "name,country,city,website,kind,joined_on\n"
LIST = f"""{HEAD}Sawmill Murau,AT,Murau,https://murau.example,SME,2019
Holz Lienz GmbH,AT,Lienz,,SME,
Holz Linez GmbH,AT,Lienz,,SME,
,AT,Graz,,,
Beam Works,Nowhere,Graz,,,
Timber University,AT,Graz,https://tu.example,University,1.10.2021
"""


def as_file(text, name="members.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, data)


def as_book(rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return as_file(file.getvalue(), "members.xlsx")


def brought(cluster, by, text, **values):
    """A list that was read, ready to be decided on."""
    batch = bring_member_list(again(cluster), file=as_file(text), by=by, **values)
    read_member_list(batch)
    return batch


def taken(batch, by):
    start_taking(batch, by=by)
    take_member_list(batch, by=by)
    return ImportBatch.objects.get(pk=batch.pk)


def verdicts(batch):
    return {row.number: row.verdict for row in batch.rows.all()}
