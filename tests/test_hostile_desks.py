"""The desks of editors and the event team, with nonsense in all their fields at once."""

import re

import pytest

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.summaries.tests.makers import make_draft, make_published
from tests.database import undone
from tests.hostile import ATTACK, make_hostile_site

pytestmark = pytest.mark.django_db
NAMES = re.compile(r"<(?:input|select|textarea)\b[^>]*?\bname=\"([^\"]+)\"")
MORE = {"revision", "answer", "event", "closes_at", "day", "role", "note", "version", "change"}
VALUES = ["\x00", "9" * 30, "-1", "²", "٣", "x" * 5000, ATTACK, "0001-01-01", "9999-12-31", "99:99"]


def desks():
    organisation, person, series, event, call, _news = make_hostile_site()
    draft, published = make_draft(), make_published()
    summary = f"/desk/summaries/{draft.pk}/"
    finding = draft.findings.first()
    return [
        *(f"{page}edit/" for page in (organisation, person, series, call)),
        *(f"{event}edit/{end}/" for end in ("facts", "venue", "hosts", "organisers")),
        "/events/new/?kind=conference", "/submit-event/",
        f"{organisation}other-names/", f"{person}affiliations/", f"{event}programme/",
        f"{event}cancellation/", f"{call}deadlines/", "/events/new/", "/calls/new/",
        "/people/new/", "/organisations/new/", "/account/", "/desk/summaries/new/",
        *(f"{summary}{end}" for end in ("edit/", "draft/", "invited/", "text/", "publication/")),
        f"{summary}findings/{finding.pk}/", f"/desk/summaries/{published.pk}/correction/",
        f"/desk/summaries/{published.pk}/findings/{finding.pk}/",
    ]  # fmt: skip


def test_no_desk_breaks_on_what_is_typed(client):
    client.raise_request_exception = False
    addresses = desks()
    sign_in(client, "administrator")
    names = {
        address: set(NAMES.findall(client.get(address).content.decode())) | MORE
        for address in addresses
    }

    answers = {}
    for value in VALUES:
        with undone():  # The site is made once.
            for address in addresses:
                typed = {name: "2" if "_FORMS" in name else value for name in names[address]}
                answers[value[:20], address] = client.post(address, typed).status_code

    assert {put: status for put, status in answers.items() if status >= 500} == {}
    assert len(answers) == len(VALUES) * len(addresses)


def test_a_finding_of_another_summary_is_not_there(client):
    sign_in(client, "editor")
    finding, other = make_draft().findings.first(), make_published()
    address = f"/desk/summaries/{other.pk}/findings/{finding.pk}/"

    statuses = {
        client.post(end, {"answer": "accepted", "revision": other.revision}).status_code
        for end in (address, f"{address}withdraw/")
    }

    finding.refresh_from_db()
    assert (statuses, finding.answer) == ({404}, "")
