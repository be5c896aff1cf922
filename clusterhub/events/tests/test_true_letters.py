"""A letter is written down only of what is true when it happens."""

import pytest

from clusterhub.events.operations.registering import prove
from clusterhub.events.tests.makers import make_admission, make_registration
from clusterhub.letters.models import Letter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("needs_approval", "told"), [(True, 0), (False, 1)])
def test_who_proves_the_address_of_a_request_is_not_told_that_she_is_registered(
    needs_approval, told
):
    event = make_admission(places=5, needs_approval=needs_approval).event
    registration = make_registration(event, way="page")

    prove(registration)

    letters = Letter.objects.filter(kind="proved the address")
    assert letters.count() == told
