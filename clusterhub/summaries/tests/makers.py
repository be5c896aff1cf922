"""Summaries for tests: the founding talk in our own words, with all that a record can have."""

from itertools import count

from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, make_user
from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import Event, EventSeries
from clusterhub.funding.models import Call
from clusterhub.news.models import NewsPage
from clusterhub.summaries.differences import differences
from clusterhub.summaries.models import EventSummary, Finding, FindingAnswer
from clusterhub.summaries.operations import publish_summary, save_reading
from clusterhub.summaries.operations.revision import store_record
from clusterhub.summaries.proposals import applied
from clusterhub.vocabularies.models import Topic
from tests.kept_rows import kept

_numbers = count(1)
# What the names in a talk are compared with; where there is any, a talk is read anew.
MATCHED = (Call, Event, EventSeries, EventSummary, NewsPage, Organisation, Person, Topic)

TALK = """\
Industry Days: What the big European event leaves behind

Summary

EU Clusters Talks
11 October 2023, 8:30 – 9:45 CET

This EU Clusters Talk of 4 October 2023, 8:30 – 9:45 CET, collected what clusters took home.

Agenda of the meeting

Moderation: Zivile Kropaite

1. News from the platform
Nina Hoppmann, team member, European Cluster Collaboration Platform
2. What the days brought
Mariella Masselink, Head of Unit, DG GROW, European Commission
3. Panel debate
Daniel Cosnita, President, CLUSTERO
Jose Ramón Natal, Cluster Manager, MetalIndustry4
4. Funding opportunities
Nina Hoppmann, team member, European Cluster Collaboration Platform

Key messages

- Two transitions, green and digital, stood at the centre.
- Meeting in a room makes contacts that a screen does not.

1. News from the platform

Nina Hoppmann, team member, European Cluster Collaboration Platform

Three things were announced:

1. The partnerships have opened their first calls; see the [platform's news](#).
2. A briefing on [business with Japan in Africa](#) on 19 October
3. Everybody may join the [discussion groups](https://example.org/groups)

2. What the days brought

Mariella Masselink, Head of Unit, DG GROW, European Commission

The event drew 1,200 participants to 39 sessions. The **green and digital transition** came first.

3. Panel debate

The panel asked for **simpler registration** and for sessions on needs of single sectors.

4. Funding opportunities

Nina Hoppmann, team member, European Cluster Collaboration Platform

1. [Leadership in robotics and data](#) (AI Data and Robotics Partnership); deadline 19 March 2024
2. [Agri-food cluster partnerships](#); deadline 7 November 2023
3. [Calls of the partnerships](#) for small firms, on the platform
"""


def make_editor():
    return make_user(roles=ROLES["editor"])


def make_draft(text=TALK, by=None, filename="talk.txt", **swaps):
    """A draft read from our own sample; `swaps` replace words of it, so that files differ."""
    text = f"{text}\n".replace("Industry Days", swaps.pop("title", "Industry Days"))
    for old, new in swaps.items():
        text = text.replace(old, new)
    return save_reading(text.encode(), filename, by)


@kept(*MATCHED)
def make_other_draft(**changes):
    return make_draft(title=f"Industry Days {next(_numbers)}", **changes)


def answer_everything(summary):
    """A yes to each finding, as an editor in a hurry would, but in four statements for all."""
    summary, findings = fresh(summary), list(summary.findings.unanswered())
    record = summary.record
    for finding in findings:
        before, proposal = record, finding.proposal or {"do": "keep"}
        record = applied(before, proposal)
        finding.answer, finding.answered_at = FindingAnswer.ACCEPTED, timezone.now()
        finding.answer_values = {"proposal": proposal, "changes": differences(before, record)}
    Finding.objects.bulk_update(findings, ["answer", "answer_values", "answered_at"])
    store_record(summary, record, by=None)


@kept(*MATCHED)
def make_published(**changes):
    summary = make_other_draft(**changes)
    answer_everything(summary)
    summary.refresh_from_db()
    return publish_summary(summary, by=None)


def finding_of(summary, code, position=0) -> Finding:
    return summary.findings.filter(code=code)[position]


def fresh(summary) -> EventSummary:
    return EventSummary.objects.get(pk=summary.pk)
