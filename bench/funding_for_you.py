"""What “May I apply?” costs against every open call, and what the page “For you” costs."""

from collections import Counter

from django.db import connection
from django.test import Client

from bench.funding_rows import fill
from bench.measuring import Meter, print_table
from clusterhub.funding.applicants import facts_of, standings, today
from clusterhub.funding.eligibility import check, completed
from clusterhub.funding.eligibility.leaves import At
from clusterhub.funding.for_you import candidates, forget_rules
from clusterhub.funding.models import Call
from clusterhub.funding.ranking import Away, Interest, ranked

REPEAT = 9


def run(calls, database_pid=None):
    firm, editor = fill(calls)
    meter, client = Meter(database_pid), Client()
    client.force_login(editor)
    at, facts = At(today(), standings()), completed(facts_of(firm, today()))
    interest, nothing = Interest(facts, {}, {}, at), Away({}, {})
    rows = candidates()
    slug = Call.objects.get(pk=rows[0].pk).slug
    works = {
        "eligibility of one organisation, rules read": lambda: (
            forget_rules(),
            ranked(candidates(), interest, nothing),
        ),
        "the same, rules kept by the process": lambda: ranked(candidates(), interest, nothing),
        "the same, each rule with its questions": lambda: [
            check([rule for _key, rule in call.rules], facts, at.day, at.standings)
            for call in candidates()
        ],
        "page /calls/for-you/": lambda: _get(client, "/calls/for-you/"),
        "page of one check": lambda: _get(client, f"/calls/{slug}/eligibility/"),
    }
    table = []
    for name, work in works.items():
        work()
        count = _statements(work)
        median, _most_often, most = meter.of_each([work] * REPEAT)
        table.append((name, f"{median:.0f}", f"{most:.0f}", count))
    answers = Counter(str(fit.answer) for fit in ranked(rows, interest, nothing))
    print_table(
        f"{calls} calls, {len(rows)} open; for this organisation {dict(answers)}",
        ["what", "CPU ms, median", "most", "statements"],
        table,
    )


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
        raise AssertionError(response.status_code)
