"""The board of a group: texts that nobody loses, roles, tasks, files, the call, its history."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clusterhub.accounts.models import Role as AccountRole
from clusterhub.accounts.tests.makers import make_user
from clusterhub.funding.tests.makers import make_call
from clusterhub.labs.models import GroupFile, PartKind, Section
from clusterhub.labs.operations.board import (
    add_role,
    add_section,
    add_task,
    finish_task,
    give_role_back,
    remove_role,
    remove_section,
    save_section,
    take_role,
)
from clusterhub.labs.operations.ideas import take_part
from clusterhub.labs.operations.refusals import (
    Gone,
    NotAllowed,
    RoleTaken,
    SectionChanged,
)
from clusterhub.labs.tests.makers import (
    by_account,
    by_link,
    link_to,
    make_board,
    on_team,
    page_of,
    team,
)
from tests.hostile import ATTACK

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture():
    content = BytesIO()
    Image.new("RGB", (2, 2)).save(content, "PNG")
    return content.getvalue()


def upload(client, address, content, name="plan.png"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_who_saves_an_older_version_sees_both_and_loses_nothing(client):
    group, (ines, jonas) = make_board(members=2)
    section = add_section(group, title="Aim", text="First", by=ines)
    page = link_to(jonas, f"groups/{group.pk}/sections/{section.pk}/")
    client.get(page)
    save_section(section, title="Aim", text="Hers", version=1, by=ines)

    refused = client.post(page, {"title": "Aim", "text": "His", "version": "1"})
    seen = refused.content.decode()
    saved = client.post(page, {"title": "Aim", "text": "Hers and his", "version": "2"})

    section.refresh_from_db()
    assert refused.status_code == 409
    assert "Hers" in seen and "His" in seen and 'name="version" value="2"' in seen
    assert (saved.status_code, section.text, section.version) == (302, "Hers and his", 3)


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 40, "-1", "0"])
def test_a_version_that_never_was_overwrites_nothing(client, version):
    group, (ines,) = make_board()
    section = add_section(group, title="Aim", text="First", by=ines)
    page = link_to(ines, f"groups/{group.pk}/sections/{section.pk}/")

    answer = client.post(page, {"title": "Aim", "text": "Other", "version": version})

    section.refresh_from_db()
    assert (answer.status_code, section.text) == (409, "First")


def test_only_what_one_has_read_is_removed():
    group, (ines,) = make_board()
    section = add_section(group, title="Aim", text="First", by=ines)
    save_section(section, title="Aim", text="Second", version=1, by=ines)

    with pytest.raises(SectionChanged):
        remove_section(section, version=1, by=ines)
    remove_section(section, version=2, by=ines)

    with pytest.raises(Gone):
        save_section(section, title="Aim", text="Third", version=2, by=ines)
    assert not Section.objects.exists()


def test_a_role_is_held_by_one():
    group, (ines, jonas) = make_board(members=2)
    role = add_role(group, title="Writer", by=ines)
    take_role(role, by=ines)

    with pytest.raises(RoleTaken):
        take_role(role, by=jonas)
    with pytest.raises(NotAllowed):
        give_role_back(role, by=jonas)
    with pytest.raises(RoleTaken):
        remove_role(role, by=ines)
    give_role_back(role, by=on_team())

    assert take_role(role, by=jonas).holder == jonas.person


def test_tasks_are_for_members_and_done_or_not():
    group, (ines, jonas) = make_board(members=2)
    stranger = make_board()[1][0]

    task = add_task(group, words="Ask the mill", doer=jonas.person, by=ines)
    with pytest.raises(Gone):
        add_task(group, words="Not hers", doer=stranger.person, by=ines)

    assert finish_task(task, is_done=True, by=jonas).done_at is not None
    assert finish_task(task, is_done=False, by=ines).done_at is None


def test_the_board_is_for_members_and_the_team(client):
    group, (ines,) = make_board()
    stranger = by_link(group.lab)
    board = f"groups/{group.pk}/"
    supporter = by_link(group.lab)
    take_part(group.ideas.get(), kind=PartKind.SUPPORT, by=supporter)

    refused = {
        client.get(link_to(stranger, board)).status_code,
        client.get(link_to(supporter, board)).status_code,
        client.get(page_of(group.lab, board)).status_code,
        client.post(link_to(stranger, f"{board}roles/"), {"title": "Mine"}).status_code,
        client.get(link_to(stranger, f"{board}history/")).status_code,
    }
    client.force_login(team())

    assert refused == {404}
    assert client.get(link_to(ines, board)).status_code == 200
    assert client.get(page_of(group.lab, board)).status_code == 200
    with pytest.raises(NotAllowed):
        add_role(group, title="Mine", by=stranger)


def test_rows_of_another_board_are_not_there(client):
    group, (ines,) = make_board()
    other, (jonas,) = make_board()
    section = add_section(other, title="Theirs", text="", by=jonas)
    role, task = add_role(other, title="R", by=jonas), add_task(other, words="T", by=jonas)
    board = f"groups/{group.pk}/"

    answers = [
        client.post(link_to(ines, f"{board}sections/{section.pk}/"), {"title": "x", "version": 1}),
        client.post(link_to(ines, f"{board}sections/{section.pk}/removal/"), {"version": 1}),
        client.post(link_to(ines, f"{board}roles/{role.pk}/"), {"answer": "take"}),
        client.post(link_to(ines, f"{board}tasks/{task.pk}/"), {"answer": "done"}),
        client.get(link_to(ines, f"groups/{other.pk}/")),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_a_file_is_what_its_content_is_and_is_given_to_be_saved(
    client, media, django_capture_on_commit_callbacks
):
    group, (ines,) = make_board()
    files = link_to(ines, f"groups/{group.pk}/files/")

    upload(client, files, picture(), "../../plan\u202egnp.exe")
    with django_capture_on_commit_callbacks(execute=True):
        upload(client, files, picture(), "again.png")
    row = GroupFile.objects.get()
    given = client.get(f"{files}{row.uid}/")
    content = b"".join(given.streaming_content)
    stored = list(media.rglob("*.png"))
    stranger = client.get(link_to(by_link(group.lab), f"groups/{group.pk}/files/{row.uid}/"))

    assert (row.kind, row.name) == ("png", "plangnp.png")
    assert (content, given["Content-Type"]) == (picture(), "image/png")
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert (len(stored), stranger.status_code) == (1, 404)


@pytest.mark.parametrize(
    "content",
    [b"", b"<script>alert(1)</script>", b"\x89PNG\r\n\x1a\nnot really", b"PK\x03\x04broken"],
)
def test_a_file_that_is_none_is_refused_in_words(client, media, content):
    group, (ines,) = make_board()

    page = upload(client, link_to(ines, f"groups/{group.pk}/files/"), content, "plan.pdf")

    assert "The file is" in page.content.decode() or "damaged" in page.content.decode()
    assert not GroupFile.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_bytes_go_with_their_row(client, media, django_capture_on_commit_callbacks):
    group, (ines,) = make_board()
    files = link_to(ines, f"groups/{group.pk}/files/")
    upload(client, files, picture())
    row = GroupFile.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{files}{row.uid}/removal/")

    assert not [path for path in media.rglob("*") if path.is_file()]


def test_what_is_typed_is_shown_as_text(client):
    group, (ines,) = make_board(title=ATTACK)
    add_section(group, title=ATTACK, text=f"{ATTACK} javascript:alert(1)", by=ines)
    add_role(group, title=ATTACK, by=ines)
    add_task(group, words=ATTACK, by=ines)

    pages = [
        client.get(link_to(ines, end)).content.decode()
        for end in ("", f"groups/{group.pk}/", f"groups/{group.pk}/history/", "outcomes/")
    ]

    assert not any("<script>alert" in page or ATTACK in page for page in pages)
    assert not any('href="javascript' in page for page in pages)


def test_a_group_aims_at_a_public_call(client):
    group, (ines,) = make_board()
    call, draft = make_call(title="Vouchers for timber"), make_call(False, title="Timber, secret")
    page = link_to(ines, f"groups/{group.pk}/call/")

    found = client.get(page, {"q": "timber"}).content.decode()
    refused = client.post(page, {"call": draft.slug}).status_code
    client.post(page, {"call": call.slug})

    group.refresh_from_db()
    assert "Vouchers for timber" in found and "secret" not in found
    assert (refused, group.call) == (404, call)


def test_the_history_names_who_did_it_as_long_as_she_is_known(client):
    group, (ines,) = make_board()
    add_section(group, title="Aim", text="", by=ines)
    anna = by_account(name="Anna Lind")
    take_part(group.ideas.get(), kind=PartKind.JOIN, by=anna)
    add_role(group, title="Writer", by=anna)
    name = ines.registration.name
    history = page_of(group.lab, f"groups/{group.pk}/history/")
    client.force_login(make_user(roles=[AccountRole.EVENT_TEAM]))

    known = client.get(history).content.decode()
    ines.registration.delete()
    later = client.get(history).content.decode()

    assert name in known and "Anna Lind" in known and "added a role: Writer" in known
    assert name not in later and "Somebody who was there" in later


@pytest.mark.parametrize("rows", [1, 4])
def test_a_board_asks_as_often_for_many_rows(client, django_assert_max_num_queries, rows):
    group, people = make_board(members=rows)
    for each in people:
        add_section(group, title="S", text="", by=each)
        take_role(add_role(group, title="R", by=each), by=each)
        add_task(group, words="T", doer=each.person, by=each)

    with django_assert_max_num_queries(17):
        page = client.get(link_to(people[0], f"groups/{group.pk}/")).content.decode()

    assert page.count('class="board-text"') == rows
