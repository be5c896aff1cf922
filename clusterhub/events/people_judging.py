"""What we think of each row of a list of people, before anything is taken over."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from clusterhub.events.address_hints import suggestion
from clusterhub.events.addresses import address_key, holds_address
from clusterhub.events.models import ListPurpose, PeopleRow, Registration
from clusterhub.events.models import PeopleListVerdict as Verdict
from clusterhub.events.models.registration import SAID_NO
from clusterhub.events.operations.text import one_line
from clusterhub.events.people_columns import LONGEST_ADDRESS, LONGEST_NAME, read_cells

AT_ONCE = 500


def judge(people_list, rows):
    """Give every row (PeopleRow with cells) its verdict; needs a few queries for each 500 rows."""
    seen = {}
    for start in range(0, len(rows), AT_ONCE):
        chunk = rows[start : start + AT_ONCE]
        said = [read_cells(people_list.columns, row.cells) for row in chunk]
        known = _known(people_list, [address_key(each.email) for each in said])
        for row, each in zip(chunk, said, strict=True):
            _judge_row(row, each, known, seen)


def _known(people_list, keys):
    """{address key: verdict} of those who are registered for the event or said no to it. Whoever
    brings a group does not learn that of anybody: they are left out when the group is registered."""
    if people_list.purpose == ListPurpose.PARTY:
        return {}
    rows = Registration.objects.filter(event=people_list.event_id, address_key__in={*keys} - {""})
    living = dict.fromkeys(rows.living().values_list("address_key", flat=True), Verdict.SAME)
    refused = rows.filter(steps__verb=SAID_NO).values_list("address_key", flat=True)
    return dict.fromkeys(refused, Verdict.DECLINED) | living


def _judge_row(row, said, known, seen):
    row.name, row.email = one_line(said.name), one_line(said.email)
    row.problem = _problem(row, said)
    row.name, row.email = row.name[:LONGEST_NAME], row.email[:LONGEST_ADDRESS]
    row.facts |= {"organisation": one_line(said.organisation)[:200], "mode": said.mode}
    row.meant = ""
    key = address_key(row.email)
    if said.is_gone:
        row.verdict = Verdict.CANCELLED
    elif row.problem:
        row.verdict = Verdict.FAULTY
    elif key in seen:
        row.verdict, row.facts["like"] = Verdict.TWICE, seen[key]
    else:
        seen[key] = row.number
        row.meant = suggestion(row.email)
        row.verdict = known.get(key) or (Verdict.TYPO if row.meant else Verdict.NEW)


def _problem(row, said):
    """A code of PROBLEMS, or nothing."""
    if row.facts.get("fault"):
        return "fault"
    if not row.email:
        return "no-address"
    if len(row.email) > LONGEST_ADDRESS or len(row.name) > LONGEST_NAME:
        return "too-long"
    try:
        validate_email(row.email)
    except ValidationError:
        return "no-such-address"
    if not any(sign.isalpha() for sign in row.name):
        return "no-name"
    return "name-is-address" if holds_address(row.name) else ""


def fresh_row(people_list, number, cells, is_faulty=False):
    facts = {"fault": True} if is_faulty else {}
    return PeopleRow(people_list=people_list, number=number, cells=cells, facts=facts)
