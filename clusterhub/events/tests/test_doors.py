"""The prepared door to one event opens to whom `visible_to` opens, with the same rows."""

import pytest
from django.http import Http404
from django.utils import timezone

from clusterhub.directory.tests.makers import make_country
from clusterhub.events.models import Event, EventStatus, Organiser
from clusterhub.events.page_rows import event_for_page
from clusterhub.events.tests.makers import make_event, make_organiser, make_talk_series
from clusterhub.events.tests.test_organiser_permissions import fresh, people

pytestmark = pytest.mark.django_db


def test_the_door_opens_to_whom_the_event_is_visible():
    draft, public = make_event(status=EventStatus.DRAFT), make_event()
    ended, locked_out = make_organiser(draft), make_organiser(draft, is_active=False)
    Organiser.objects.filter(person=ended).update(ended_at=timezone.now())
    seen = {}

    for who, user in [*people(draft), ("ended", ended), ("locked out", locked_out)]:
        user = fresh(user)
        visible = set(Event.objects.visible_to(user))
        for event in (draft, public):
            try:
                found = event_for_page(user, event.slug)
            except Http404:
                found = None
            assert found == (event if event in visible else None), who
        seen[who] = draft in visible

    allowed = {"door", "helper", "lead", "event team", "administrator"}
    assert {who for who, sees in seen.items() if sees} == allowed


def test_what_is_around_an_event_comes_with_it(django_assert_num_queries):
    event = make_event(series=make_talk_series(), country=make_country())
    expected = (event.series, event.country, None, [], [], [])
    user = next(user for who, user in people(event) if who == "visitor")

    found = event_for_page(user, event.slug)

    with django_assert_num_queries(0):
        parts = [list(getattr(found, name).all()) for name in ("links", "sessions", "speakers")]
        assert (found.series, found.country, found.presidency, *parts) == expected
