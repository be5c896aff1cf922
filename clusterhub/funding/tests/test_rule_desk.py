import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db
# What an editor types, and the rule that it is.
TYPED = [
    ("applicant", {"kinds": ["sme", "rto"]}, {"kinds": ["sme", "rto"]}),
    ("size", {"sizes": ["micro"], "binding": "on"}, {"sizes": ["micro"], "binding": True}),
    ("figure", {"figure": "staff", "at_least": "5"}, {"figure": "staff", "at_least": 5}),
    ("age", {"less_than_years": "5", "on": "2026-01-01"},
        {"less_than_years": 5, "on": "2026-01-01"}),
    ("country", {"programmes": ["smp"], "except": ["HU"]},
        {"programmes": ["smp"], "except": ["HU"]}),
    ("region", {"regions": "at31, ITC"}, {"regions": ["AT31", "ITC"]}),
    ("quota", {"per": "country", "left": "AT 3\nDE 0", "otherwise": "0"},
        {"per": "country", "left": {"AT": 3, "DE": 0}, "otherwise": 0}),
    ("nace", {"codes": "c 62.10", "revision": "2.1"}, {"codes": ["C", "62.10"], "revision": "2.1"}),
    ("cluster", {"cluster_1": "steel hub"}, {"of": [{"id": "steel-hub", "name": "Steel Hub"}]}),
    ("cluster", {}, {}),
    ("label", {"at_least": "gold"}, {"at_least": "gold"}),
    ("aid", {"amount_eur": "60000", "member_state": "AT"},
        {"amount_eur": 60_000, "member_state": "AT"}),
    ("consortium", {"at_least": "3", "need_2_at_least": "2", "need_2_from": "eu"},
        {"at_least": 3, "needs": [{"at_least": 2, "programmes": ["eu"]}]}),
    ("statement", {"question": "Is it new?", "expected": "no"},
        {"question": "Is it new?", "expected": False}),
]  # fmt: skip


@pytest.fixture
def desk(client):
    sign_in(client, "editor")
    return client


def test_an_editor_writes_each_kind_of_rule_and_changes_none_by_opening_it(desk):
    make_organisation(name="Steel Hub")
    call = make_call()

    for kind, typed, _expected in TYPED:
        response = desk.post(reverse("funding:add-rule", args=[call.slug, kind]), typed)
        assert response.status_code == 302, response.context["form"].errors

    call.refresh_from_db()
    told = [{k: v for k, v in rule.items() if k != "id"} for rule in call.rules]
    assert told == [{"kind": kind} | expected for kind, _typed, expected in TYPED]
    assert [rule["id"] for rule in call.rules if rule["kind"] == "cluster"] == [
        "cluster", "cluster-2",
    ]  # fmt: skip
    before = call.rules
    for rule in before:
        address = reverse("funding:rule", args=[call.slug, rule["id"]])
        form = desk.get(address).context["form"]
        shown = {name: form[name].value() for name in form.fields}
        sent = {
            name: value for name, value in shown.items() if value is not None and value is not False
        }
        assert desk.post(address, sent).status_code == 302
    call.refresh_from_db()
    assert call.rules == before
    assert desk.get(reverse("funding:rules", args=[call.slug])).status_code == 200


def test_rules_are_put_together_taken_apart_reversed_and_removed(desk):
    call = make_call(rules=[])
    for kind in ("cluster", "label"):
        desk.post(reverse("funding:add-rule", args=[call.slug, kind]), {"at_least": "gold"})
    reverse_of = {"kinds": ["investor"], "reverse": "on", "source": "x"}
    desk.post(reverse("funding:add-rule", args=[call.slug, "applicant"]), reverse_of)
    group = reverse("funding:rule-group", args=[call.slug])

    def kinds():
        call.refresh_from_db()
        return [rule["kind"] for rule in call.rules]

    steps = [kinds()]
    desk.post(group, {"kind": "any", "rule": ["cluster"]})
    steps.append(kinds())
    desk.post(group, {"kind": "any", "rule": ["cluster", "label"]})
    steps.append(kinds())
    text = desk.get(reverse("funding:rules", args=[call.slug])).content.decode()
    desk.post(group, {"apart": "any"})
    steps.append(kinds())
    desk.post(reverse("funding:rule-removal", args=[call.slug, "cluster"]))
    steps.append(kinds())

    assert steps == [
        ["cluster", "label", "not"],
        ["cluster", "label", "not"],
        ["not", "any"],
        ["not", "cluster", "label"],
        ["not", "label"],
    ]
    assert "At least one of these: Member of a cluster; Holds a cluster management label" in text
    assert "Not: Open to: Investor." in text


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("age", {}, "It says nothing yet: fill in what it asks for."),
        (
            "age",
            {"at_least_years": "9", "less_than_years": "2"},
            "The least is more than the most.",
        ),
        ("region", {"regions": "XX99"}, "No NUTS region: XX99."),
        ("quota", {"per": "country", "left": "AT many"}, "This is a whole number."),
        ("nace", {"codes": "99.999"}, "No code of NACE: 99.999."),
    ],
)
def test_a_rule_that_says_nothing_is_refused_in_words(desk, kind, typed, words):
    call = make_call()

    response = desk.post(reverse("funding:add-rule", args=[call.slug, kind]), typed)

    assert words in response.content.decode()
    call.refresh_from_db()
    assert call.rules == []


def test_who_may_write_rules(client):
    call = make_call(rules=[{"kind": "cluster", "id": "cluster"}])
    read = [("rules", []), ("add-rule", ["age"]), ("rule", ["cluster"])]
    change = [("rule-group", []), ("rule-removal", ["cluster"])]

    for who, expected in (("visitor", 302), ("member", 403), ("event team", 403)):
        client.logout()
        sign_in(client, who)
        for name, more in read:
            address = reverse(f"funding:{name}", args=[call.slug, *more])
            assert client.get(address).status_code == expected, (who, name)
        for name, more in change:
            address = reverse(f"funding:{name}", args=[call.slug, *more])
            assert client.post(address).status_code == expected, (who, name)
    call.refresh_from_db()
    assert len(call.rules) == 1
    sign_in(client, "administrator")
    assert client.get(reverse("funding:add-rule", args=[call.slug, "magic"])).status_code == 404
    assert client.get(reverse("funding:rule", args=[call.slug, "none"])).status_code == 404


def test_a_broken_rule_is_shown_and_can_be_removed(desk):
    call = make_call(rules=["x", {"id": "odd", "kind": "magic"}, {"kind": "cluster", "id": "c"}])
    page = reverse("funding:rules", args=[call.slug])

    shown = desk.get(page).content.decode()
    refused = desk.post(reverse("funding:rule-removal", args=[call.slug, "c"]), follow=True)
    desk.post(reverse("funding:rule-removal", args=[call.slug, "odd"]))

    assert "A rule that this page cannot read" in shown
    assert "There is no kind of rule called “magic”." in refused.content.decode()
    call.refresh_from_db()
    assert call.rules == [{"kind": "cluster", "id": "c"}]
