"""What editors say of money and moments, and what the page of a call makes of it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.funding.answers import answers_of
from clusterhub.funding.models import Call
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
PLAIN = {"title": "Vouchers", "kind": "cascade", "time_zone": "Europe/Brussels"}


def edit(call):
    return reverse("funding:edit-call", args=[call.slug])


def test_the_page_answers_until_when_how_much_and_who(client):
    sign_in(client, "editor")
    call = make_call(rules=[{"kind": "applicant", "id": "a", "kinds": ["sme"]}])
    money = {"max_eur": "60000", "budget_eur": "1500000", "rate": "75", "money_form": "voucher"}

    saved = client.post(edit(call), PLAIN | money)
    answers = client.get(call.get_absolute_url()).context["answers"]

    call.refresh_from_db()
    assert (saved.status_code, call.max_eur) == (302, Decimal(60_000))
    assert (answers.how_much, answers.who) == ("up to €60,000", "Small or medium-sized enterprise")
    assert answers.how_much_more == ("€1.5 million in all", "75 % of the costs", "Voucher")


SME = {"kind": "size", "id": "s", "sizes": ["small", "micro", "medium"]}
PILLAR = {"kind": "country", "id": "c", "programmes": ["smp"]}


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([SME, PILLAR], "SMEs from countries in the Single Market Programme, SME pillar"),
        ([PILLAR], "Anybody from countries in the Single Market Programme, SME pillar"),
        ([SME | {"sizes": ["micro", "small"]}], "Micro enterprise or small enterprise"),
        ([PILLAR | {"except": ["SE"]}], "See the rules below"),
        ([SME, SME | {"id": "t", "sizes": ["large"]}], "See the rules below"),
        ([{"kind": "size", "sizes": "sme"}, "odd", {"kind": "all"}], "See the rules below"),
    ],
)
def test_who_may_apply_is_said_in_a_line_where_the_rules_are_that_plain(rules, words):
    assert answers_of(make_call(rules=rules)).who == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        ({"min_eur": "10", "max_eur": "5"}, "The most is less than the least."),
        ({"rate": "101"}, "less than or equal to 100"),
        ({"budget_eur": "-1"}, "greater than or equal to 0"),
        ({"budget_eur": "1" * 20}, "no more than 14 digits"),
        ({"max_eur": "NaN"}, "Enter a number"),
    ],
)
def test_amounts_that_cannot_be_are_refused_and_what_was_typed_stays(client, money, words):
    sign_in(client, "editor")

    answer = client.post(edit(make_call()), PLAIN | money)

    html = answer.content.decode()
    assert words in html
    assert next(iter(money.values())) in html


def test_an_editor_says_that_a_call_is_cancelled_and_takes_it_back(client):
    call = make_call()
    address = reverse("funding:call-moments", args=[call.slug])
    moment = {"moment": "cancelled_at", "time_zone": "Europe/Brussels"}

    stranger = client.post(address, moment | {"day": "2026-01-02"})
    sign_in(client, "editor")
    client.post(address, moment | {"day": "2026-01-02", "hour": "10:00", "source": "a letter"})
    cancelled = Call.objects.get().status()
    client.post(address, moment)

    assert stranger.status_code in (302, 403)
    assert (cancelled, Call.objects.get().status()) == ("cancelled", "open")
    assert [row.source for row in call.changes.all()] == ["", "a letter"]


def test_a_call_cannot_go_on_before_it_was_suspended(client):
    sign_in(client, "editor")
    call = make_call()
    address = reverse("funding:call-moments", args=[call.slug])

    answer = client.post(
        address, {"moment": "resumed_at", "day": "2026-01-02", "time_zone": "Europe/Brussels"}
    )

    assert "It goes on after it was suspended" in answer.content.decode()
    assert Call.objects.get().resumed_at is None
