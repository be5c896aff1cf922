"""A prepared question gives what its queryset gives, for every value, joins included."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clusterhub.events.models import Event, Pool, Registration
from clusterhub.events.operations.places import lock_pools
from clusterhub.events.tests.makers import (
    make_admission,
    make_ecosystem,
    make_event,
    make_registration,
    make_topic,
)
from clusterhub.web.prepared import Prepared
from clusterhub.web.prepared_writes import PreparedInsert, PreparedUpdate

pytestmark = pytest.mark.django_db
by_slug = Prepared(
    lambda slug: Event.objects.public().select_related("admission").filter(slug=slug)
)
by_number = Prepared(
    lambda pk: Registration.objects.select_related("event__country", "pool").filter(pk=pk)
)
of_both = Prepared(
    lambda pk, mode: Pool.objects.filter(event_id=pk, mode=mode, kind="mode").order_by("pk")
)

of_hour = Prepared(lambda now: Event.objects.with_parts().coming(now))
subjects = Prepared(lambda pk: Event(pk=pk).subjects())


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_every_column_is_that_of_the_queryset():
    event = make_admission(places={"on_site": 3, "online": None}).event
    rows = [make_registration(event, mode=mode) for mode in ("on_site", "online", "online")]

    for row in rows:
        found = by_number.one(row.pk)
        assert values(found) == values(Registration.objects.get(pk=row.pk))
        assert values(found.event) == values(Event.objects.get(pk=event.pk))
        assert values(found.pool) == values(Pool.objects.get(pk=row.pool_id))


def test_what_is_joined_costs_no_further_statement_and_what_is_not_there_is_none():
    with_one, without = make_admission(places=1).event, make_event()

    with CaptureQueriesContext(connection) as queries:
        found = [by_slug.one(event.slug) for event in (with_one, without)]
        has = [hasattr(event, "admission") for event in found]

    assert (found, has, len(queries)) == ([with_one, without], [True, False], 2)


@pytest.mark.parametrize("word", ["%s", "' or 1=1 --", "", "\x01 0", "ß%(slug)s"])
def test_a_value_is_only_ever_a_value(word):
    make_event()

    assert by_slug(word) == []


def test_several_values_each_stand_in_their_place():
    first = make_admission(places={"on_site": 1, "online": 2}).event
    second = make_admission(places={"on_site": 3}).event

    places = [
        [pool.places for pool in of_both(event.pk, mode)]
        for event in (first, second)
        for mode in ("on_site", "online")
    ]

    assert places == [[1], [2], [3], []]


def test_instants_are_values_and_what_is_annotated_is_there():
    now = timezone.now()
    coming = make_event(starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
    make_event(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))

    found = of_hour(now), of_hour(now + timedelta(days=1))

    assert found == ([coming], [])
    assert found[0][0].has_neighbours is False


def test_a_value_stands_in_a_union_twice_and_rows_of_values_are_tuples():
    event = make_event(topics=[make_topic()], ecosystems=[make_ecosystem()])
    make_event(topics=[make_topic()])

    assert subjects(event.pk) == [tuple(row.values()) for row in event.subjects()]
    assert [row[0] for row in subjects(event.pk)] == ["ecosystem", "topic"]


def test_the_prepared_lock_is_a_lock():
    event = make_admission(places=1).event
    with transaction.atomic():
        lock_pools(event.pk)
        with CaptureQueriesContext(connection) as queries:
            lock_pools(event.pk)

    is_locked = "FOR NO KEY UPDATE" in queries[0]["sql"]
    assert is_locked == (connection.vendor == "postgresql")


def test_a_prepared_row_is_as_save_writes_it():
    event = make_admission(places=3).event
    saved = make_registration(event)
    again = Registration.objects.get(pk=saved.pk)
    again.pk, again.uid, again.ticket_code = None, uuid.uuid4(), "A" * 13
    again.address_key = again.email = "other@example.org"
    again.status, again.pool, again.name = "waiting", None, "%s' ß \u2028"

    made = PreparedInsert(Registration)(again)

    found = Registration.objects.get(pk=made.pk)
    assert values(found) == values(made)
    assert (made._state.adding, made.pk > saved.pk) == (False, True)


def test_a_prepared_change_writes_its_columns_and_no_others():
    event = make_admission(places=3).event
    row = make_registration(event)
    row.name, row.email = "Another", "another@example.org"
    save_name = PreparedUpdate(Registration, "name")

    save_name(row)

    found = Registration.objects.get(pk=row.pk)
    assert (found.name, found.email == "another@example.org") == ("Another", False)
    row.pk = 987_654
    with pytest.raises(Registration.DoesNotExist):
        save_name(row)


def test_statements_are_kept_over_a_transaction_that_was_taken_back():
    event = make_admission(places=3).event

    for _ in range(3):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert by_slug(event.slug) == [event]
            raise ZeroDivisionError
        assert by_slug(event.slug) == [event]


def test_a_number_too_large_for_its_column_finds_nothing():
    of_number = Prepared(lambda places: Pool.objects.filter(places=places))
    make_admission(places=3)

    assert (len(of_number(3)), of_number(2**31 - 1)) == (1, [])


def test_a_deferred_column_is_asked_for_when_it_is_needed_and_a_row_is_not_new():
    event = make_event(lead="What it is about")
    without_lead = Prepared(lambda pk: Event.objects.defer("lead").filter(pk=pk)).one

    found = without_lead(event.pk)

    assert (found.get_deferred_fields(), found._state.adding) == ({"lead"}, False)
    assert (found.lead, values(found)) == ("What it is about", values(event))


def test_whoever_wants_to_be_told_of_each_instance_is_told():
    event, told = make_event(), []
    post_init.connect(hear := lambda instance, **_more: told.append(instance), sender=Event)

    try:
        found = Prepared(lambda pk: Event.objects.filter(pk=pk)).one(event.pk)
    finally:
        post_init.disconnect(hear, sender=Event)

    assert told == [found]
