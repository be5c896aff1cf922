"""Links, major players and activities in rows of their own, that no mistake empties."""

import re

import pytest

from clusterhub.directory.forms.parts import PartForm, asked_in
from clusterhub.directory.kinds import OrganisationKind, Part
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import address, sign_in, words
from clusterhub.vocabularies.models import NaceActivity

pytestmark = pytest.mark.django_db
NEWS = {"kind": "newsletter", "title": "News", "url": "https://timber.example/news"}

EMPTY = {"kind": "other", "title": "", "url": ""}


@pytest.fixture
def cluster():
    return make_organisation()


@pytest.fixture
def desk(client, cluster):
    return sign_in(client, make_editor(cluster))


def part_of(name):
    kind = OrganisationKind.CLUSTER_ORGANISATION
    return next(part for part in Part if name in asked_in(kind, part))


def send(desk, cluster, field, rows, **more):
    cluster.refresh_from_db()
    part = part_of(field)
    sent = {f"{field}-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
    fixed = {"version": cluster.version, "name": cluster.name, "kind": cluster.kind}
    answer = desk.post(address("edit-part", cluster.slug, part), fixed | sent | more)
    cluster.refresh_from_db()
    return answer


def typed(page, name):
    return re.findall(rf'name="{name}-\d+-\w+" [^>]*value="([^"]*)"', words(page))


def test_links_are_saved_row_by_row_and_an_empty_row_goes(desk, cluster):
    rows = [
        NEWS,
        {"kind": "other", "title": "", "url": ""},
        {"kind": "social", "title": "", "url": "x.example"},
    ]

    saved = send(desk, cluster, "links", rows)
    both = cluster.facts["links"]
    send(desk, cluster, "links", rows[1:])

    assert saved.status_code == 302
    assert both == [
        NEWS,
        {"kind": "social", "title": "https://x.example", "url": "https://x.example"},
    ]
    assert [row["kind"] for row in cluster.facts["links"]] == ["social"]


def test_what_is_kept_stands_in_rows_with_three_empty_ones(desk, cluster):
    save_part(cluster, part=part_of("links"), fields={"links": [NEWS]}, by=None)

    page = desk.get(address("edit-part", cluster.slug, part_of("links")))

    assert typed(page, "links") == ["News", NEWS["url"]] + [""] * 6
    assert '<option value="newsletter" selected>' in words(page)


def test_more_rows_keep_everything_and_judge_nothing(desk, cluster):
    wrong = {"kind": "project", "title": "Mine", "url": "javascript:alert(1)"}

    page = send(desk, cluster, "links", [wrong, EMPTY, EMPTY], **{"links-more": "1", "name": ""})

    assert page.status_code == 200
    assert typed(page, "links") == ["Mine", "javascript:alert(1)"] + [""] * 10
    assert not page.context["form"].errors
    assert "links" not in cluster.facts


def test_a_mistake_names_its_row_and_loses_nothing(desk, cluster):
    rows = [NEWS, {"kind": "project", "title": "No address", "url": ""}]
    rows += [{"kind": "other", "title": "Script", "url": "javascript:alert(1)"}]

    page = send(desk, cluster, "links", rows)

    assert typed(page, "links")[:6] == [
        "News",
        NEWS["url"],
        "No address",
        "",
        "Script",
        rows[2]["url"],
    ]
    errors = page.context["form"].errors["links"]
    assert [error.partition(":")[0] for error in errors] == ["Row 2", "Row 3"]
    assert "links" not in cluster.facts


def test_major_players_need_no_address(desk, cluster):
    send(desk, cluster, "major_players", [{"name": "Sawmill", "url": ""}])

    assert cluster.facts["major_players"] == [{"name": "Sawmill", "url": ""}]


def test_activities_are_codes_shown_with_their_words(desk, cluster):
    NaceActivity.objects.get_or_create(
        revision="2.1", code="16.11", defaults={"name": "Sawmilling of wood", "level": 4}
    )

    page = send(desk, cluster, "activities", [{"code": "16.11"}, {"code": "99.99 Nothing"}])
    send(desk, cluster, "activities", [{"code": "16.11 whatever"}, {"code": "16.11"}])
    kept = desk.get(address("edit-part", cluster.slug, part_of("activities")))

    assert typed(page, "activities")[:2] == ["16.11", "99.99 Nothing"]
    assert "Row 2: Not known: 99.99 Nothing." in words(page)
    assert cluster.facts["activities"] == ["2.1:16.11"]
    assert typed(kept, "activities")[0].startswith("16.11 Sawmilling")


def test_rows_end_where_no_more_are_kept(cluster):
    activities = {f"activities-{number}-code": "16.11" for number in range(10)}
    form = PartForm(cluster, part_of("activities"), activities)

    assert "activities-more" not in str(form["activities"])
    assert str(form["activities"]).count("<input") == 10


def test_enter_saves(desk, cluster):
    page = words(desk.get(address("edit-part", cluster.slug, part_of("links"))))

    form = page[page.index("csrfmiddlewaretoken") :]
    assert (
        re.search(r"<button[^>]*>", form)[0]
        == '<button class="visually-hidden" tabindex="-1" aria-hidden="true">'
    )
