"""Who may open and do what in an evaluation: pages and their JSON twins."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.applications.models import Evaluation, Screening
from clusterhub.applications.operations import deciding, engaging, scoring, ties
from clusterhub.applications.snapshots import digest_of
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    decide,
    give,
    judge_all,
    make_evaluator,
    make_judged,
)
from clusterhub.applications.tests.makers import make_publisher

pytestmark = pytest.mark.django_db
DESK = ("desk", "desk-json", "rules", "people", "minutes", "minutes-json", "ranking")
DESK += ("ranking-json", "ranking-csv", "awards", "awards-json", "awards-csv")
CASE = ("case", "case-json", "letter", "award")
FILE = ("file", "file-json")
TEAM = ("outcome", "outcome-json")
PUBLIC = ("results", "results-json")
MAY = {
    "visitor": {*PUBLIC},
    "stranger": {*PUBLIC},
    "editor": {*PUBLIC},
    "administrator": {*PUBLIC},
    "applicant": {*TEAM, *PUBLIC},
    "other applicant": {*PUBLIC},
    "evaluator": {*FILE, *PUBLIC},
    "evaluator of others": {*PUBLIC},
    "tied evaluator": {*PUBLIC},
    "former evaluator": {*PUBLIC},
    "observer": {*DESK, *CASE, *PUBLIC},
    "officer": {*DESK, *CASE, *PUBLIC},
    "tied officer": {*DESK, *PUBLIC},
    "publisher": {*DESK, *CASE, *PUBLIC},
}


@pytest.fixture
def world():
    """A call that is decided and published; its first application is funded."""
    hosted = make_judged(count=2, evaluators=3, budget=5000)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    first, second = applications(hosted)
    judge, tied, former = hosted.evaluators
    ties.declare_conflict(first, words="my brother", by=tied)
    officer = make_publisher(hosted, "officer", email="two@second.example")
    ties.declare_conflict(first, words="my firm", by=officer)
    role = hosted.roles.get(person=former)
    engaging.end_evaluator(role, keeps=True, reason="ill", by=hosted.publisher)
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    deciding.publish_results(hosted, by=hosted.officer)
    people = {
        "visitor": None,
        "stranger": make_user(),
        "editor": make_user(roles=["editor"]),
        "administrator": make_user(roles=["administrator"]),
        "applicant": first.created_by,
        "other applicant": second.created_by,
        "evaluator": judge,
        "evaluator of others": make_evaluator(hosted),
        "tied evaluator": tied,
        "former evaluator": former,
        "observer": make_publisher(hosted, "observer"),
        "officer": hosted.officer,
        "tied officer": officer,
        "publisher": hosted.publisher,
    }
    return hosted, first, people


def address(name, hosted, application):
    if name in FILE + TEAM:
        return reverse(f"evaluation:{name}", args=[application.uid])
    number = [application.number] if name in CASE else []
    return reverse(f"evaluation:{name}", args=[hosted.call.slug, *number])


def test_every_page_and_its_twin_opens_for_whom_it_is_and_for_nobody_else(client, world):
    hosted, application, people = world

    for who, person in people.items():
        client.logout()
        if person is not None:
            client.force_login(type(person).objects.get(pk=person.pk))
        found = set()
        for name in (*DESK, *CASE, *FILE, *TEAM, *PUBLIC):
            response = client.get(address(name, hosted, application))
            assert response.status_code in (200, 302, 404), (who, name)
            if response.status_code == 200:
                found.add(name)
                if name not in PUBLIC:
                    assert response["X-Robots-Tag"] == "noindex", name
        assert found == MAY[who], who


def test_who_only_reads_changes_nothing(client, world):
    hosted, application, people = world
    slug = hosted.call.slug
    posts = [
        reverse("evaluation:rules", args=[slug]),
        reverse("evaluation:fixing", args=[slug]),
        reverse("evaluation:people", args=[slug]),
        reverse("evaluation:assignment", args=[slug]),
        reverse("evaluation:step", args=[slug, "decision"]),
        *(
            reverse("evaluation:act", args=[slug, application.number, action])
            for action in ("screening", "lifting", "voiding", "settlement", "giving-back")
        ),
        reverse("evaluation:award-act", args=[slug, application.number, "steps"]),
        reverse("evaluation:award", args=[slug, application.number]),
    ]

    for who in ("observer", "evaluator", "applicant", "tied evaluator", "administrator"):
        client.force_login(type(people[who]).objects.get(pk=people[who].pk))
        for url in posts:
            assert client.post(url, {"reason": "x"}).status_code == 404, (who, url)


def test_a_file_shuts_in_the_middle_page_and_export_and_saving(client):
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    client.force_login(judge)
    url = reverse("evaluation:file", args=[application.uid])
    typed = {"s_c1": "4", "s_c2": "3.5", "w_c1": "Solid", "words": "", "number": "0"}
    assert client.post(url, typed, headers={"HX-Request": "true"}).status_code == 200
    assert Evaluation.objects.get().scores == {"c1": "4", "c2": "3.5"}

    engaging.end_evaluator(hosted.roles.get(person=judge), keeps=False, reason="left", by=None)

    fresh = type(judge).objects.get(pk=judge.pk)
    client.force_login(fresh)
    assert client.get(url).status_code == 404
    assert client.get(reverse("evaluation:file-json", args=[application.uid])).status_code == 404
    assert client.post(url, typed | {"number": "1"}).status_code == 404
    assert Evaluation.objects.get().voided_at is not None


def test_a_tie_that_arose_since_the_assignment_shuts_the_file_before_it_opens(client):
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    application.members.update(email=f"x@{judge.email.partition('@')[2]}")
    client.force_login(judge)

    response = client.get(reverse("evaluation:file", args=[application.uid]))

    assert response.status_code == 302
    assert client.get(reverse("evaluation:file", args=[application.uid])).status_code == 404


def test_nobody_sees_scores_or_names_of_others_before_giving_her_own(client):
    hosted = make_judged(count=1, is_anonymous=True)
    assign(hosted)
    [application], (first, second) = applications(hosted), hosted.evaluators
    give(application, first)
    client.force_login(second)
    url = reverse("evaluation:file", args=[application.uid])

    before = client.get(url).content.decode()
    scoring.save_evaluation(
        application, scores={"c1": "3", "c2": "3"}, comments={}, gives=True, by=second
    )
    after = client.get(url).content.decode()

    assert str(first) not in before and "Said by" not in before
    assert "Lead 1" not in before + after
    assert str(first) in after and "Said by" in after


def test_hostile_scores_and_reasons_are_refused_with_a_sentence(client):
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    client.force_login(judge)
    url = reverse("evaluation:file", args=[application.uid])

    for score in ("NaN", "-1", "1e9", "4;drop", "9" * 40, "\x00"):
        response = client.post(url, {"s_c1": score, "s_c2": "1", "number": "0"})
        assert response.status_code == 422, score
    client.force_login(hosted.officer)
    act = reverse("evaluation:act", args=[hosted.call.slug, 1, "screening"])
    client.post(act, {"verdict": "no", "reason": ""})
    client.post(act, {"verdict": "perhaps", "reason": "x"})

    assert not Evaluation.objects.exists()
    assert Screening.objects.filter(ended_at=None).get().verdict == "yes"


def test_the_desk_asks_the_database_as_often_for_ten_times_the_applications(
    client, django_assert_max_num_queries
):
    hosted = make_judged(count=12, evaluators=1)
    assign(hosted)
    client.force_login(hosted.officer)
    client.get(reverse("evaluation:desk", args=[hosted.call.slug]))

    with django_assert_max_num_queries(28):
        assert client.get(reverse("evaluation:desk", args=[hosted.call.slug])).status_code == 200


def test_a_publisher_sets_the_rules_in_words(client):
    hosted = make_judged(count=1, is_fixed=False, evaluators=1)
    client.force_login(hosted.publisher)
    typed = {
        "criteria": "Impact; 1.5; 5; 3\nQuality",
        "step": "0.5",
        "scale": "percent",
        "evaluators": "2",
        "way": "in_order",
        "amount": "5000",
        "budget": "280000",
        "quotas": "each country: at most 5\nEL, PT: at least 2\nES61: at most €20,000",
        "tie_1": "criterion:c1",
        "tie_2": "lot",
        "appeal_days": "10",
    }
    url = reverse("evaluation:rules", args=[hosted.call.slug])

    assert client.post(url, typed).status_code == 422  # A lot needs a seed.
    assert client.post(url, typed | {"seed": "2026"}).status_code == 302
    again = client.get(url).content.decode()

    rules = type(hosted.procedure).objects.get().rules()
    assert [(q.group, q.values, q.at_least, q.at_most, q.most_amount) for q in rules.quotas] == [
        ("country", (), 0, 5, None),
        ("country", ("EL", "PT"), 2, None, None),
        ("region", ("ES61",), 0, None, 2_000_000),
    ]
    assert [(tie.kind, tie.of) for tie in rules.ties] == [("criterion", "c1"), ("lot", "2026")]
    assert "EL, PT: at least 2" in again and "Impact; 1.5; 5; 3" in again


def test_the_chain_of_minutes_can_be_checked_by_whoever_reads_it(client):
    hosted = make_judged(count=1, evaluators=1)
    client.force_login(hosted.publisher)

    minutes = client.get(reverse("evaluation:minutes-json", args=[hosted.call.slug])).json()

    found = minutes["minutes"]
    assert [minute["number"] for minute in found] == [1, 2]
    for minute in found:
        digest = minute.pop("digest")
        assert digest_of(minute) == digest
    assert found[1]["before"] != ""


def test_a_visitor_signs_in_first(client):
    hosted = make_judged(count=1, evaluators=1)
    sign_in(client, "visitor")

    response = client.get(reverse("evaluation:desk", args=[hosted.call.slug]))

    assert response.status_code == 302 and "/account/" in response["Location"]
