from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from clusterhub.accounts.models import Role, RoleGrant, User
from clusterhub.accounts.operations import LastAdministrator, revoke_role
from clusterhub.accounts.tests.makers import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_two_administrators_who_revoke_each_other_leave_one():
    pair = [make_user(roles=[Role.ADMINISTRATOR]) for _ in range(2)]
    together = Barrier(2)

    def revoke(holder, by):
        holder, by = (User.objects.get(pk=person.pk) for person in (holder, by))
        together.wait()
        try:
            revoke_role(holder, Role.ADMINISTRATOR, by=by)
        except LastAdministrator:
            return "refused"
        finally:
            connection.close()
        return "revoked"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(revoke, pair, reversed(pair)))

    assert outcomes == ["refused", "revoked"]
    assert RoleGrant.objects.current().filter(role=Role.ADMINISTRATOR).count() == 1
