"""Who may bring whole lists: pages and operations."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import ImportBatch, ImportState
from clusterhub.directory.operations import directory_lists
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.sheets import Sheet
from clusterhub.directory.tests.listing_members import as_file
from clusterhub.directory.tests.makers import make_country
from clusterhub.directory.tests.test_directory_lists import LIST, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera():
    make_country("AT", "Austria")
    return make_user(roles=[Role.VALIDATOR])


READ = ("directory-lists", "directory-list", "directory-list-report")
WRITTEN = ("directory-list-decisions", "directory-list-taking", "directory-list-end")
MATRIX = {
    "visitor": 302, "member": 403, "event_team": 403, "validator": 200, "editor": 200,
    "administrator": 200,
}  # fmt: skip


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_bring_and_see_lists(who, vera):
    batch = directory_lists.bring_directory_list(file=as_file(LIST), by=vera)
    directory_lists.read_directory_list(batch)
    client = Client()
    if who != "visitor":
        client.force_login(make_user(roles=[] if who == "member" else [Role(who)]))

    for name in READ:
        args = [] if name == "directory-lists" else [batch.pk]
        assert client.get(address(name, *args)).status_code == MATRIX[who], name
    for name in WRITTEN:
        status = client.post(address(name, batch.pk)).status_code
        assert status == (302 if MATRIX[who] == 200 else MATRIX[who]), name
    batch.refresh_from_db()
    assert (batch.state == ImportState.PREVIEWED) == (MATRIX[who] != 200)


def test_the_operations_ask_themselves(vera):
    batch = directory_lists.bring_directory_list(file=as_file(LIST), by=vera)
    directory_lists.read_directory_list(batch)
    member = make_user()

    with pytest.raises(PermissionDenied):
        directory_lists.bring_directory_list(file=as_file(LIST), by=member)
    for operation in (directory_lists.start_taking, directory_lists.cancel_directory_list):
        with pytest.raises(PermissionDenied):
            operation(batch, by=member)


def test_what_the_command_brought_is_no_list_to_look_at(client, vera):
    import_organisations(Sheet(as_file(LIST)), name="old.csv")
    client.force_login(vera)

    assert "old.csv" not in client.get(address("directory-lists")).content.decode()
    assert client.get(address("directory-list", ImportBatch.objects.get().pk)).status_code == 404
