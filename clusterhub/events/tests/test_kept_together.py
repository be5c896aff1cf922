"""What a page was drawn from is asked again in one journey to PostgreSQL, and one by one elsewhere."""

import pytest
from django.db import DataError, OperationalError, connection, transaction

from clusterhub.events.models import Event
from clusterhub.events.tests.makers import make_event
from clusterhub.web.kept_statements import found_together, open_cursor
from clusterhub.web.prepared import Prepared
from clusterhub.web.rereading import Reads, noted, noting

pytestmark = pytest.mark.django_db(transaction=True)
titles = Prepared(lambda pk: Event.objects.filter(pk=pk).values_list("title"))
leads = Prepared(lambda pk: Event.objects.filter(pk=pk).values_list("lead"))


def read(*events, others=()):
    """What is noted of these events, and of what is no statement."""
    with noting(Reads()) as reads:
        for event in events:
            titles(event.pk)
            leads(event.pk)
        for name, ask in others:
            noted(name, ask)
    return reads


def words_of(reads):
    return [ask.in_words() for ask, _digest in reads.asked.values() if hasattr(ask, "in_words")]


def rename(event, title):
    Event.objects.filter(pk=event.pk).update(title=title)


def needs_journeys():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is asked where it stands, without a journey.")


def test_whole_pages_hold_and_changed_ones_bring_their_new_rows():
    first, second = make_event(title="First"), make_event(title="Second", lead="As it was")
    reads = read(first, second, others=[("offers", lambda: ["one"])])

    assert reads.hold()[0]
    rename(second, "Second, moved")
    holds, fresh = reads.hold()

    assert not holds
    assert [("Second, moved",)] in [list(map(tuple, rows)) for rows in fresh.values()]
    rename(second, "Second")
    assert reads.hold()[0]


def test_the_server_answers_all_of_them_in_one_journey():
    needs_journeys()
    first, second = make_event(title="First", lead="a"), make_event(title="Second", lead="b")
    reads = read(first, second)

    found = found_together(connection, words_of(reads))

    assert found == [[("First",)], [("a",)], [("Second",)], [("b",)]]
    with transaction.atomic():  # Inside of one, each is asked as ever.
        assert found_together(connection, words_of(reads)) is None
    assert reads.hold()[0]


def test_a_statement_of_which_the_server_does_not_know_is_asked_as_ever():
    event = make_event(title="First")
    reads = read(event)
    connection.close()

    assert found_together(connection, words_of(reads)) is None
    assert reads.hold()[0]


def test_what_the_server_refuses_is_an_error_of_django_and_ends_nothing():
    needs_journeys()
    event = make_event(title="First")
    asked = words_of(read(event))
    by_nothing = "SELECT 1 / %s"
    for divisor in (1, 2):
        with open_cursor(connection) as cursor:
            cursor.execute(by_nothing, [divisor])

    with pytest.raises(DataError):
        found_together(connection, [asked[0], (by_nothing, [0]), asked[1]])

    assert found_together(connection, asked) == [[("First",)], [(event.lead,)]]
    assert titles(event.pk) == [("First",)]


def test_a_server_that_ended_in_between_is_said_so_and_the_next_connection_works():
    needs_journeys()
    event = make_event(title="First")
    asked = words_of(read(event))
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )
    other.close()

    with pytest.raises(OperationalError):
        found_together(connection, asked)
    connection.close()

    assert titles(event.pk) == [("First",)]
