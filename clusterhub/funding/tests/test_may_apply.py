import json

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.directory.models import OrganisationKind
from clusterhub.directory.operations.erasing import erase_organisation
from clusterhub.directory.taking_along import everything
from clusterhub.directory.tests.makers import (
    make_country,
    make_editor,
    make_member,
    make_organisation,
)
from clusterhub.funding.eligibility.leaves import answer_fact
from clusterhub.funding.models import KeptAnswers
from clusterhub.funding.tests.makers import make_call
from clusterhub.vocabularies.models import NutsRegion

pytestmark = pytest.mark.django_db
QUESTION = {"kind": "statement", "id": "new", "question": "Is it new?", "expected": True}
NEW = answer_fact(QUESTION).replace("/", "--")
AID = {"kind": "aid", "id": "aid", "amount_eur": 60_000}
NO_LINES = {"aid-TOTAL_FORMS": "0", "aid-INITIAL_FORMS": "0"}


def _page(call):
    return reverse("funding:eligibility", args=[call.slug])


def _asked(response):
    form = response.context["form"]
    tables = [table["question"].fact for table in form.tables]
    return [*form.facts_of_fields.values(), *tables]


def test_a_visitor_answers_what_is_missing_and_is_told_why_not(client):
    rules = [{"kind": "applicant", "id": "a", "kinds": ["sme"]}, QUESTION]
    call = make_call(rules=rules)

    first = client.get(_page(call))
    client.post(_page(call), {"kind": "sme"})
    second = client.get(_page(call))
    client.post(_page(call), {"kind": "sme", NEW: "no"})
    third = client.get(_page(call))

    assert _asked(first) == ["kind", answer_fact(QUESTION)]
    assert _asked(second)[0] == answer_fact(QUESTION)
    assert str(third.context["verdict"].answer) == "no"
    text = third.content.decode()
    assert "“Is it new?” must be answered with yes. Your answer: no." in text
    assert "shuts no door" in text
    assert "no-store" in third.headers["Cache-Control"]


def test_the_profile_answers_and_only_the_rest_is_asked(client):
    austria = make_country()
    linz = NutsRegion.objects.create(
        code="AT312", version=2024, level=3, country=austria, name="Linz-Wels"
    )
    firm = make_organisation(
        kind=OrganisationKind.SME,
        country=austria,
        region=linz,
        founded_year=2015,
        facts={"activities": ["2.1:62.10"]},
    )
    cluster = make_organisation(name="Steel Hub")
    make_member(cluster, firm)
    client.force_login(make_editor(firm))
    rules = [
        {"kind": "size", "sizes": ["micro", "small", "medium"]},
        {"kind": "region", "regions": ["AT31"]},
        {"kind": "nace", "codes": ["62"]},
        {"kind": "age", "at_least_years": 3},
        {"kind": "cluster", "of": [{"id": cluster.slug, "name": "Steel Hub"}]},
        AID,
    ]
    call = make_call(rules=rules)

    page = client.get(_page(call))

    answers = [str(result.answer) for result in page.context["verdict"].results]
    assert answers == ["yes"] * 5 + ["unsure"]
    assert page.context["verdict"].missing == ("aid",)
    assert "Member of Steel Hub." in page.content.decode()


def test_answers_stay_in_the_session_unless_an_editor_keeps_them_for_all_editors(client):
    firm = make_organisation(kind=OrganisationKind.SME)
    first, second = make_editor(firm), make_editor(firm)
    call = make_call(rules=[AID])
    lines = {
        "aid-TOTAL_FORMS": "1", "aid-INITIAL_FORMS": "0",
        "aid-0-granted_on": "2026-01-01", "aid-0-amount_eur": "290000", "aid-0-country": "AT",
    }  # fmt: skip

    def answer_for(user):
        client.force_login(user)
        return str(client.get(_page(call)).context["verdict"].answer)

    client.force_login(first)
    client.post(_page(call), lines)
    alone = (answer_for(first), answer_for(second))
    client.force_login(first)
    client.post(_page(call), lines | {"keep": "yes"})
    kept = (answer_for(first), answer_for(second), answer_for(make_user()))

    assert (alone, kept) == (("no", "unsure"), ("no", "no", "unsure"))
    assert everything(firm)["answers_about_calls"]["aid"][0]["amount_eur"] == 290_000
    staff = sign_in(client, "administrator")
    page = client.get(f"{_page(call)}?organisation={firm.slug}")
    assert (staff.is_authenticated, page.context["organisation"]) == (True, None)
    assert "290" not in page.content.decode()
    data = client.get(reverse("funding:eligibility-json", args=[call.slug])).json()
    assert data["answer"] == "unsure"
    client.force_login(second)
    client.post(reverse("funding:forget-answers", args=[call.slug]), {"organisation": firm.slug})
    assert not KeptAnswers.objects.exists()


def test_kept_answers_go_when_the_organisation_is_erased_though_a_call_says_its_name(client):
    firm = make_organisation(name="Loud Ltd")
    editor = make_editor(firm)
    call = make_call(rules=[AID], organisation=firm)
    client.force_login(editor)
    client.post(_page(call), {**NO_LINES, "aid--none": "on", "keep": "yes"})
    assert KeptAnswers.objects.exists()

    stays = erase_organisation(firm, name_typed="Loud Ltd", by=editor)

    assert (stays, KeptAnswers.objects.exists()) == (True, False)


def test_a_size_is_worked_out_with_linked_enterprises(client):
    call = make_call(rules=[{"kind": "size", "sizes": ["micro", "small", "medium"]}])
    figures = {
        "staff": "200", "turnover_eur": "1000000", "balance_eur": "1000000", "public_share": "no",
        "ties-TOTAL_FORMS": "1", "ties-INITIAL_FORMS": "0",
        "ties-0-tie": "linked", "ties-0-staff": "50", "ties-0-turnover_eur": "1",
        "ties-0-balance_eur": "1",
    }  # fmt: skip

    asked = _asked(client.get(f"{_page(call)}?work-out"))
    client.post(f"{_page(call)}?work-out", figures)
    page = client.get(_page(call))

    assert asked == ["staff", "turnover_eur", "balance_eur", "public_share", "ties"]
    assert str(page.context["verdict"].answer) == "no"
    assert "Staff (full-time posts in a year) 250" in page.content.decode()


def test_the_region_is_chosen_inside_the_country(client):
    call = make_call(rules=[{"kind": "region", "regions": ["AT31"]}])

    first = _asked(client.get(_page(call)))
    client.post(_page(call), {"country": "AT"})
    second = client.get(_page(call))
    client.post(_page(call), {"country": "AT", "region": "AT312"})

    assert (first, _asked(second)) == (["country"], ["region", "country"])
    assert "Linz-Wels (AT312)" in second.content.decode()
    assert str(client.get(_page(call)).context["verdict"].answer) == "yes"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"founded": "2021-02-30"}, "founded"),
        ({"founded": "x" * 400}, "founded"),
        ({"nace": "62.99999"}, "nace"),
        ({"staff": "nan"}, "staff"),
        ({"staff": "-1"}, "staff"),
        ({"staff": "9" * 400}, "staff"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(client, typed, field):
    rules = [
        {"kind": "age", "less_than_years": 5},
        {"kind": "nace", "codes": ["62"]},
        {"kind": "figure", "figure": "staff", "at_least": 2},
    ]

    response = client.post(_page(make_call(rules=rules)), {"founded": "2020"} | typed)

    assert list(response.context["form"].errors) == [field]
    assert not client.session.get("eligibility")


def test_only_a_binding_rule_says_that_an_application_would_be_refused(client):
    rule = {"kind": "applicant", "id": "a", "kinds": ["university"], "binding": True}
    call = make_call(rules=[rule])
    client.post(_page(call), {"kind": "sme"})

    text = client.get(_page(call)).content.decode()

    assert "an application would be refused" in text
    assert "shuts no door" not in text


def test_a_program_asks_with_facts_of_its_own_and_leaves_no_trace(client):
    call = make_call(rules=[{"kind": "age", "less_than_years": 5}, QUESTION])
    address = reverse("funding:eligibility-json", args=[call.slug])

    def ask(body):
        return client.post(address, body, content_type="application/json")

    told = ask(json.dumps({"facts": {"founded": "2021-11-24"}, "on": "2026-11-23"})).json()
    later = ask(json.dumps({"facts": {"founded": "2021-11-24"}, "on": "2026-11-24"})).json()
    wrong = [ask(body) for body in ("x", "[]", '{"facts": {"staff": "a"}}', "[" * 5000)]

    assert told["answer"] == "unsure"
    assert [rule["answer"] for rule in told["rules"]] == ["yes", "unsure"]
    assert told["questions"] == [{"fact": answer_fact(QUESTION), "words": "Is it new?", "hint": ""}]
    assert later["answer"] == "no"
    assert [response.status_code for response in wrong] == [400] * 4
    assert ask("x" * 200_000).status_code == 400
    assert not client.session.keys()


def test_a_hidden_call_answers_no_question(client):
    call = make_call(False, rules=[QUESTION])
    addresses = [_page(call), reverse("funding:eligibility-json", args=[call.slug])]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert client.post(addresses[1], "{}", content_type="application/json").status_code == 404
    sign_in(client, "editor")
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_the_page_of_a_call_says_who_may_apply_and_its_data_have_the_rules(client):
    rule = {
        "kind": "applicant", "id": "a", "kinds": ["sme"],
        "source": {"citation": "Call text, 3.2", "url": "https://call.example/"},
    }  # fmt: skip
    call = make_call(rules=[rule, "broken"])

    text = client.get(call.get_absolute_url()).content.decode()

    assert "Open to: Small or medium-sized enterprise." in text
    assert '<a href="https://call.example/" rel="noopener nofollow">Call text, 3.2</a>' in text
    assert client.get(reverse("funding:call-json", args=[call.slug])).json()["rules"][0] == rule
    assert client.get(_page(call)).status_code == 200
