"""The way of a list through the pages: brought, looked at, decided, taken over."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.jobs.member_lists import go_on_with_member_lists
from clusterhub.directory.models import ClusterMember, ImportBatch, ImportState, Organisation
from clusterhub.directory.tests.listing_members import (
    HEAD,
    as_book,
    as_file,
    brought,
    verdicts,
)
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.tests.tying import make_cluster

pytestmark = pytest.mark.django_db
BAD_INPUT = Path(__file__).resolve().parents[4] / "shared" / "data" / "bad-input" / "csv"
BAD_LISTS = sorted((BAD_INPUT / "organisations").glob("*")) if BAD_INPUT.exists() else []
SPECTRUM = sorted((BAD_INPUT / "spectrum").glob("*.csv")) if BAD_INPUT.exists() else []
REFUSED = {
    "14-empty.csv": "empty",
    "15-header-only.csv": "no-rows",
    "16-not-a-csv-but-a-png.csv": "not-a-table",
}


def address(name, *args):
    return reverse(f"directory:{name}", args=args)


@pytest.fixture
def desk(client, django_capture_on_commit_callbacks):
    """A cluster, and how its manager brings a list."""
    cluster, manager = make_cluster(name="Northern Timber")
    make_country("AT", "Austria")
    client.force_login(manager)

    def bring(file):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address("member-lists", cluster.slug), {"file": file, "kind": "sme"})
        return ImportBatch.objects.order_by("pk").last()

    return cluster, bring


def page_of(client, batch, query=""):
    door = address("member-list", batch.cluster_organisation.slug, batch.pk)
    return client.get(door + query).content.decode()


def test_a_list_is_brought_looked_at_and_taken_over(
    client, desk, django_capture_on_commit_callbacks
):
    cluster, bring = desk
    make_organisation(name="Holz Lienz", country=make_country(), kind="sme")
    batch = bring(
        as_file(
            f"{HEAD}Sawmill Murau,AT,Murau,https://murau.example,,\nHolz Linez,AT,,,,\n,AT,,,,\n"
        )
    )

    text = page_of(client, batch)
    assert "Sawmill Murau" in text
    assert "% alike:" in text
    assert "The row has no name." in text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("member-list-taking", cluster.slug, batch.pk), {"row-3": "same_as"})

    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert cluster.members.count() == 2
    assert "Added to the directory and named" in page_of(client, batch)
    named = client.get(address("members", cluster.slug)).content.decode()
    assert named.count("Named by the cluster only") == 2


def test_an_excel_list_is_known_by_its_content(desk):
    _cluster, bring = desk
    book = as_book([["Name", "Land", "Ort"], ["Sägewerk Murau", "AT", "Murau"]])
    book.name = "members.csv"

    batch = bring(book)

    assert verdicts(batch) == {2: "new"}


@pytest.mark.skipif(not BAD_LISTS, reason="the hostile lists are not beside this repository")
@pytest.mark.parametrize("path", [*BAD_LISTS, *SPECTRUM], ids=lambda path: path.name)
def test_a_hostile_list_is_shown_or_refused_in_a_sentence_and_can_be_taken_over(
    client, desk, path, django_capture_on_commit_callbacks
):
    cluster, bring = desk

    batch = bring(SimpleUploadedFile(path.name, path.read_bytes() or b" "))

    answer = client.get(address("member-list", cluster.slug, batch.pk))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in text
    if batch.state == ImportState.REFUSED:
        assert "The list was not read" in text
        assert REFUSED.get(path.name, batch.words) == batch.words
    else:
        assert (batch.state, path.name in REFUSED) == (ImportState.PREVIEWED, False)
        assert batch.rows.exists()
    if path in SPECTRUM:  # Read in every way there is, and taken over like the others.
        return

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("member-list-taking", cluster.slug, batch.pk))

    batch.refresh_from_db()
    assert batch.state in (ImportState.DONE, ImportState.PREVIEWED, ImportState.REFUSED)
    for name in ("members", "members-json", "edit-members"):
        assert client.get(address(name, cluster.slug)).status_code == 200


def test_an_empty_file_is_refused_beside_its_field(client, desk):
    cluster, _bring = desk

    page = client.post(address("member-lists", cluster.slug), {"file": as_file("")})

    assert page.context["form"].errors["file"]
    assert not ImportBatch.objects.exists()


def test_script_in_a_cell_is_words(client, desk):
    _cluster, bring = desk

    batch = bring(as_file(f"{HEAD}<script>alert(1)</script>,<b>,<i>,javascript:alert(1),,\n"))

    text = page_of(client, batch)
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize("says", ["too much", "nothing"])
def test_a_file_over_the_limit_is_refused(client, desk, settings, says):
    cluster, _bring = desk
    settings.IMPORT_MAX_BYTES = 1000
    file = as_file("name\n" + "a\n" * (100_000 if says == "too much" else 600))

    response = client.post(address("member-lists", cluster.slug), {"file": file})

    assert response.status_code == 413
    assert not ImportBatch.objects.exists()


def test_an_upload_needs_the_token_against_forgery(desk):
    cluster, _bring = desk
    client = Client(enforce_csrf_checks=True)
    client.force_login(cluster.editorships.get().editor)

    response = client.post(address("member-lists", cluster.slug), {"file": as_file("name\nA\n")})

    assert response.status_code == 403
    assert not ImportBatch.objects.exists()


def test_rows_are_decided_one_by_one_or_all_of_a_verdict(client, desk):
    cluster, bring = desk
    batch = bring(
        as_file(HEAD + "".join(f"Firm {word},AT,,,,\n" for word in ("Ash", "Elm", "Yew")))
    )
    door = address("member-list-decisions", cluster.slug, batch.pk)

    client.post(door, {"row-2": "leave", "row-3": "same_as", "row-99": "take", "row-x": "take"})
    assert [row.decision for row in batch.rows.all()] == ["leave", "take", "take"]
    answer = client.post(f"{door}?verdict=new", {"verdict": "new", "decision": "leave"})
    client.post(door, {"verdict": "faulty", "decision": "take"})

    assert answer.url.endswith("?verdict=new")
    assert {row.decision for row in batch.rows.all()} == {"leave"}


@pytest.mark.parametrize("count", [1, 30])
def test_a_preview_needs_as_many_statements_for_many_rows(
    client, desk, count, django_assert_max_num_queries
):
    _cluster, bring = desk
    batch = bring(as_file(HEAD + "".join(f"Firm {number},AT,,,,\n" for number in range(count))))
    page_of(client, batch)

    with django_assert_max_num_queries(9):
        page_of(client, batch)


def test_a_preview_has_pages_and_narrows_to_a_verdict(client, desk):
    _cluster, bring = desk
    rows = "".join(f"Firm {number} {number * 7919},AT,,,,\n" for number in range(120))
    batch = bring(as_file(HEAD + rows + ",AT,,,,\n"))

    assert page_of(client, batch, "?page=2").count('class="row ') >= 20
    assert page_of(client, batch, "?verdict=faulty").count('class="row ') == 1
    assert page_of(client, batch, "?verdict=nonsense&page=x").count('class="row ') == 100


def test_while_it_is_read_the_page_asks_again(client, desk):
    cluster, bring = desk
    batch = bring(as_file(f"{HEAD}Sawmill Murau,AT,,,,\n"))
    door = address("member-list", cluster.slug, batch.pk)

    done = client.get(door, headers={"HX-Request": "true"})
    ImportBatch.objects.update(state=ImportState.READING)
    waiting = client.get(door, headers={"HX-Request": "true"})

    assert done["HX-Refresh"] == "true"
    assert "HX-Refresh" not in waiting
    assert "hx-trigger" in waiting.content.decode()


def test_nobody_else_reaches_a_list(client, desk):
    cluster, bring = desk
    batch = bring(as_file(f"{HEAD}Sawmill Murau,AT,,,,\n"))
    other, stranger = make_cluster()
    doors = [
        address("member-lists", cluster.slug),
        address("member-list", cluster.slug, batch.pk),
        address("member-list-decisions", cluster.slug, batch.pk),
        address("member-list-taking", cluster.slug, batch.pk),
        address("member-list-end", cluster.slug, batch.pk),
        # Nor through the address of her own cluster.
        *(
            address(name, other.slug, batch.pk)
            for name in ("member-list", "member-list-taking", "member-list-end")
        ),
    ]
    answers = {}

    for who in (stranger, make_user(), make_user(roles=[Role.VALIDATOR])):
        client.force_login(who)
        for door in doors:
            files = {"file": as_file(f"{HEAD}Sawmill,AT,,,,\n")}
            answers[door] = {client.get(door).status_code, client.post(door, files).status_code}

    assert set().union(*answers.values()) <= {403, 404, 405}
    batch.refresh_from_db()
    assert batch.state == ImportState.PREVIEWED
    assert ImportBatch.objects.count() == 1
    assert not ClusterMember.objects.exists()


def test_a_forgotten_list_is_gone_on_with_by_the_clock(desk, django_capture_on_commit_callbacks):
    cluster, _bring = desk
    manager = cluster.editorships.get().editor
    batch = brought(cluster, manager, f"{HEAD}Sawmill Murau,AT,,,,\n")
    ImportBatch.objects.update(
        state=ImportState.APPLYING, beat_at="2026-01-01T00:00Z", columns={"taken_by": manager.pk}
    )

    go_on_with_member_lists()

    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert Organisation.objects.filter(name="Sawmill Murau").exists()


def test_a_list_that_nobody_takes_over_is_let_go_after_a_month(
    desk, django_capture_on_commit_callbacks
):
    cluster, _bring = desk
    batch = brought(cluster, cluster.editorships.get().editor, f"{HEAD}Sawmill Murau,AT,,,,\n")
    fresh = brought(cluster, cluster.editorships.get().editor, f"{HEAD}Sawmill Murau,AT,,,,\n")
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at="2026-01-01T00:00Z")

    with django_capture_on_commit_callbacks(execute=True):
        go_on_with_member_lists()

    batch.refresh_from_db()
    fresh.refresh_from_db()
    assert (batch.state, batch.rows.count(), bool(batch.file)) == ("cancelled", 0, False)
    assert fresh.state == ImportState.PREVIEWED
