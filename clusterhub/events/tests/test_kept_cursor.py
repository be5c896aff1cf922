"""A statement that the server knows behaves as every other: in its transaction, and when it is refused."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from clusterhub.events.models import Event
from clusterhub.events.tests.makers import make_event
from clusterhub.web.prepared import Prepared
from clusterhub.web.prepared_writes import PreparedUpdate

pytestmark = pytest.mark.django_db(transaction=True)
by_number = Prepared(lambda pk: Event.objects.filter(pk=pk)).one
save_lead, save_slug = PreparedUpdate(Event, "lead"), PreparedUpdate(Event, "slug")


def test_what_is_written_first_in_a_transaction_is_taken_back_with_it():
    event = make_event(lead="Before")
    save_lead(event)

    event.lead = "After"
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        save_lead(event)
        raise ZeroDivisionError

    assert by_number(event.pk).lead == "Before"


def test_what_the_database_refuses_is_an_error_of_django_and_ends_nothing():
    first, second = make_event(), make_event()
    save_slug(second)
    own = second.slug

    second.slug = first.slug
    for _ in range(2):
        with pytest.raises(IntegrityError):
            save_slug(second)

    assert by_number(second.pk).slug == own


def test_a_server_that_ended_is_said_so_and_the_next_connection_works():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is a file; nothing can be cut off.")
    event = make_event()
    assert [by_number(event.pk), by_number(event.pk)] == [event, event]
    pid = connection.connection.info.backend_pid
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()

    with pytest.raises(OperationalError):
        by_number(event.pk)
    connection.close()

    assert by_number(event.pk) == event
