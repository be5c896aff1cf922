"""After a test that commits, the next one meets the rows of the migrations and nothing else."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from clusterhub.accounts.models import User
from clusterhub.accounts.tests.makers import make_user
from tests.database import put_back

pytestmark = pytest.mark.django_db(transaction=True)


def groups():
    return sorted(Group.objects.values_list("pk", "name", "permissions"))


def test_what_was_added_changed_or_deleted_is_as_before():
    before = groups()
    make_user()
    Group.objects.create(name="Added")
    Group.objects.filter(name="Editors").update(name="Changed")
    Group.objects.get(name="Moderators").delete()

    put_back()

    assert groups() == before
    assert list(User.objects.all()) == []


def test_the_next_row_has_the_number_of_the_first():
    first = make_user().pk

    put_back()

    assert make_user().pk == first


def test_a_table_that_was_made_is_gone():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_by_a_test (number integer)")

    put_back()

    assert "made_by_a_test" not in connection.introspection.table_names()
    assert Group.objects.count() == 4
