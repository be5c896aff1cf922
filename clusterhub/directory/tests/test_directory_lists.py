"""A list of organisations through the desk: brought, looked at, decided, taken over, reported."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.jobs.directory_lists import go_on_with_directory_lists
from clusterhub.directory.jobs.member_lists import SILENT
from clusterhub.directory.models import ImportBatch, ImportRow, ImportState, Organisation, State
from clusterhub.directory.operations import directory_lists
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.refusals import TooLarge, TooManyLists
from clusterhub.directory.sheets import Sheet
from clusterhub.directory.tests.listing_members import as_book, as_file, verdicts
from clusterhub.directory.tests.makers import make_country, make_organisation

pytestmark = pytest.mark.django_db
HEAD = "name,country,city,website,kind\n"
LIST = f"""{HEAD}Photonik Murtal GmbH,AT,Leoben,https://photonik.example,sme
Holz Lienz,AT,Lienz,https://holz.example,sme
Holz Linez,AT,,,
,AT,Graz,,
Beam Works,Nowhere,Graz,,
"""


def address(name, *args):
    return reverse(f"directory:{name}", args=args)


@pytest.fixture
def vera():
    make_country("AT", "Austria")
    return make_user(roles=[Role.VALIDATOR])


@pytest.fixture
def bring(client, vera, django_capture_on_commit_callbacks):
    client.force_login(vera)

    def brought(file, **values):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address("directory-lists"), {"file": file, **values})
        return ImportBatch.objects.order_by("pk").last()

    return brought


@pytest.fixture
def take(client, bring, django_capture_on_commit_callbacks):
    def taken(batch, **decisions):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address("directory-list-taking", batch.pk), decisions)
        batch.refresh_from_db()
        return batch

    return taken


def page_of(client, batch, query=""):
    return client.get(address("directory-list", batch.pk) + query).content.decode()


def outcomes(batch):
    rows = ImportRow.objects.filter(batch=batch)
    return {row.number: row.facts.get("outcome", "") for row in rows}


def test_a_list_is_shown_row_by_row_before_anything_is_written(client, bring):
    there = make_organisation(name="Holz Lienz", country=make_country(), city="Lienz", kind="sme")

    batch = bring(as_file(LIST))

    assert batch.state == ImportState.PREVIEWED
    assert verdicts(batch) == {2: "new", 3: "changed", 4: "twin", 5: "faulty", 6: "faulty"}
    assert Organisation.objects.get() == there
    assert there.version == Organisation.objects.get().version
    text = page_of(client, batch)
    assert "Would change: website" in text
    assert "% alike:" in text
    assert "The row has no name." in text
    assert "No country is known by this word." in text
    assert not batch.file


def test_what_was_decided_is_taken_over_and_reported(client, bring, take):
    there = make_organisation(name="Holz Lienz", country=make_country(), city="Lienz", kind="sme")
    batch = bring(as_file(LIST))

    take(batch, **{"row-4": "same_as"})

    assert batch.state == ImportState.DONE
    assert outcomes(batch) == {2: "made", 3: "written", 4: "written", 5: "", 6: ""}
    there.refresh_from_db()
    assert there.website == "https://holz.example"
    assert "Holz Linez" in [name for name, _kind in there.shown["names"]]
    made = Organisation.objects.get(name="Photonik Murtal GmbH")
    assert (made.state, made.is_claimable, made.kind) == (State.DRAFT, True, "sme")
    assert "Added to the directory: 1" in page_of(client, batch)
    report = b"".join(client.get(address("directory-list-report", batch.pk)).streaming_content)
    lines = report.decode("utf-8-sig").splitlines()
    assert lines[0] == "row,name,verdict,score,organisation,like_row,column,words"
    assert "5,,faulty,,,,name,The row has no name." in lines
    assert lines[1].startswith("2,Photonik Murtal GmbH,new,,http")


def test_a_twin_that_nobody_decided_about_stays_and_waits(bring, take):
    make_organisation(name="Holz Lienz", country=make_country())
    batch = bring(as_file(f"{HEAD}Holz Linez,AT,,,\nBeam Works,AT,,,\n"))

    take(batch)

    assert batch.state == ImportState.PREVIEWED
    assert outcomes(batch) == {2: "", 3: "made"}
    take(batch, **{"row-2": "take"})
    assert batch.state == ImportState.DONE
    assert Organisation.objects.filter(name="Holz Linez").exists()


def test_a_twin_that_has_come_since_the_preview_is_asked_about(bring, take):
    batch = bring(as_file(f"{HEAD}Holz Linez,AT,,,\n"))
    came = make_organisation(name="Holz Lienz", country=make_country())

    take(batch)

    row = batch.rows.get()
    assert (row.verdict, row.organisation, row.decision) == ("twin", came, "")
    assert Organisation.objects.count() == 1


def test_twins_within_one_list_are_asked_about_and_both_may_be_taken(bring, take):
    batch = bring(as_file(f"{HEAD}Holz Lienz,AT,,,\nHolz Linez,AT,,,\n"))

    assert batch.rows.get(number=3).facts["earlier"] == 2
    take(batch, **{"row-3": "take"})

    assert outcomes(batch) == {2: "made", 3: "made"}


def test_the_desk_writes_what_the_command_writes(bring, take):
    text = f"{HEAD}Photonik Murtal,AT,Leoben,https://photonik.example,sme\nHolz,AT,Lienz,,sme\n"
    batch = bring(as_file(text), is_listed="on")
    take(batch)
    by_desk = told()
    Organisation.objects.all().delete()

    import_organisations(Sheet(as_file(text)), is_listed=True)

    assert told() == by_desk


def told():
    names = ("name", "slug", "city", "website", "kind", "state", "facts", "shown", "completeness")
    return list(Organisation.objects.order_by("name").values(*names))


def test_the_list_that_comes_twice_changes_nothing(bring, take):
    text = f"{HEAD}Photonik Murtal,AT,Leoben,https://photonik.example,sme\n"
    take(bring(as_file(text)))

    again = bring(as_file(text))

    assert verdicts(again) == {2: "same"}
    take(again)
    assert (again.state, Organisation.objects.count()) == (ImportState.DONE, 1)


def test_a_workbook_and_json_are_read_too(bring):
    book = bring(as_book([["name", "country"], ["Holz", "AT"]]))
    rows = [{"name": "Stahl", "country": "AT"}, {"name": "Glas", "country": "AT", "city": "Graz"}]
    listed = bring(as_file(json.dumps(rows), "list.json"))

    assert verdicts(book) == {2: "new"}
    assert [row.cells for row in listed.rows.all()] == rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ""),
        (b"\x89PNG\r\n", "not-a-table"),
        (b"a,b\n1,2\n", "no-names"),
        (b"name\n", "no-rows"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(client, bring, content, code):
    batch = bring(as_file(content))

    if not code:  # An empty file does not come this far.
        assert batch is None
        return
    assert (batch.state, batch.words) == (ImportState.REFUSED, code)
    assert "The list was not read" in page_of(client, batch)


def test_addresses_of_people_are_not_even_kept(bring):
    batch = bring(as_file("name,country,email,phone\nHolz,AT,ada@holz.example,+43 1 234\n"))

    assert batch.rows.get().cells == {"name": "Holz", "country": "AT"}


def test_a_killed_worker_leaves_a_list_that_is_gone_on_with(bring, vera, monkeypatch):
    batch = bring(as_file(f"{HEAD}Holz,AT,,,\nStahl,AT,,,\n"))
    directory_lists.start_taking(batch, by=vera)
    monkeypatch.setattr(directory_lists, "TAKEN_AT_ONCE", 1)
    decided = directory_lists._Decided(batch, vera)
    decided.take(decided.next_rows())  # And here it was killed.
    ImportBatch.objects.update(beat_at=timezone.now() - 2 * SILENT)

    go_on_with_directory_lists()

    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert Organisation.objects.count() == 2


def test_who_may_import_no_more_is_stopped_in_the_middle(bring, vera):
    batch = bring(as_file(f"{HEAD}Holz,AT,,,\n"))
    directory_lists.start_taking(batch, by=vera)
    vera.role_grants.all().delete()

    directory_lists.take_directory_list(batch, by=vera)

    batch.refresh_from_db()
    assert (batch.state, batch.words) == (ImportState.PREVIEWED, "not-the-owner")
    assert not Organisation.objects.exists()


def test_too_many_open_and_too_large_lists_are_refused(vera, settings):
    for _ in range(5):
        directory_lists.bring_directory_list(file=as_file(HEAD), by=vera)
    with pytest.raises(TooManyLists):
        directory_lists.bring_directory_list(file=as_file(HEAD), by=vera)

    settings.IMPORT_MAX_BYTES = 3
    with pytest.raises(TooLarge):
        directory_lists.bring_directory_list(file=as_file(HEAD), by=vera)


def test_a_list_that_is_let_go_is_no_longer_open(client, bring):
    batch = bring(as_file(f"{HEAD}Holz,AT,,,\n"))

    client.post(address("directory-list-end", batch.pk))

    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == (ImportState.CANCELLED, 0)


def test_all_rows_of_one_verdict_are_decided_at_once(client, bring):
    batch = bring(as_file(f"{HEAD}Holz,AT,,,\nStahl,AT,,,\n"))

    door = address("directory-list-decisions", batch.pk)
    client.post(f"{door}?verdict=new", {"verdict": "new", "decision": "leave"})

    assert set(batch.rows.values_list("decision", flat=True)) == {"leave"}


@pytest.mark.parametrize("count", [2, 20])
def test_the_preview_needs_the_same_statements_for_few_and_many(
    client, bring, count, django_assert_max_num_queries
):
    rows = "".join(f"Body {chr(97 + n) * 4},AT,,,\n" for n in range(count))
    batch = bring(as_file(HEAD + rows))

    with django_assert_max_num_queries(8):
        page_of(client, batch)
