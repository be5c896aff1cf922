"""The pages of the fair: who sees and changes exhibitors and experts."""

import pytest

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.models import (
    Exhibitor,
    Expert,
)
from clusterhub.events.operations.fair import (
    answer_lead,
    take_lead,
)
from clusterhub.events.tests.exhibiting import (
    door,
    make_exhibitor,
    make_expert,
    own,
    text,
)
from clusterhub.events.tests.makers import (
    STAFF,
    make_admission,
    make_organiser,
    make_registration,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ROLES)
def test_who_sees_and_changes_the_fair(client, who):
    exhibitor = make_exhibitor(words="Saws")
    event, expert = exhibitor.event, make_expert(exhibitor.event)
    sign_in(client, who)
    public = [
        door("exhibitors", event), door("exhibitors-json", event), door("experts", event),
        door("experts-json", event), door("exhibitor", event, exhibitor.slug),
    ]  # fmt: skip
    guarded = [
        door("exhibitor-desk", event), door("exhibitor-edit", event, exhibitor.pk),
        door("expert-desk", event), door("expert-edit", event, expert.pk),
        door("stand", event, exhibitor.slug), door("stand-csv", event, exhibitor.slug),
    ]  # fmt: skip

    seen = {client.get(each).status_code for each in public}
    codes = {client.get(each).status_code for each in guarded}
    client.post(door("exhibitor-removal", event, exhibitor.pk))
    client.post(door("expert-removal", event, expert.pk))

    is_team = who in STAFF
    assert seen == {200}
    assert codes == {200 if is_team else 302 if who == "visitor" else 403}
    assert (Exhibitor.objects.count(), Expert.objects.count()) == ((0, 0) if is_team else (1, 1))


def test_an_event_without_a_fair_has_no_such_pages(client):
    event = make_admission(places=1).event

    codes = {
        client.get(door(name, event)).status_code
        for name in ("exhibitors", "exhibitors-json", "experts", "experts-json")
    }

    assert codes == {404}
    assert "exhibitors/" not in text(client.get(event.get_absolute_url()))


def test_the_team_sets_up_the_fair(client):
    event, organisation, person = make_admission(places=5).event, make_organisation(), make_person()
    sign_in(client, "event team")
    day = str(event.starts_there.date())

    unknown = client.post(door("exhibitor-desk", event), {"organisation": "Nobody"})
    client.post(door("exhibitor-desk", event), {"organisation": organisation.name, "stand": "4"})
    exhibitor = Exhibitor.objects.get()
    staff = make_registration(event)
    client.post(door("exhibitor-edit", event, exhibitor.pk), {"email": staff.email})
    client.post(door("exhibitor-edit", event, exhibitor.pk), {"stand": "5", "words": "Saws"})
    client.post(door("expert-desk", event), {"person": person.name, "place": "Corner"})
    expert = Expert.objects.get()
    hours = {"day": day, "starts": "10:00", "ends": "11:00", "minutes": "20"}
    client.post(door("expert-edit", event, expert.pk), hours)
    never = client.post(door("expert-edit", event, expert.pk), hours | {"day": "2001-01-01"})

    exhibitor.refresh_from_db()
    assert (unknown.status_code, never.status_code) == (422, 422)
    assert (exhibitor.stand, exhibitor.words) == ("5", "Saws")
    assert exhibitor.staff.get().registration == staff
    assert expert.slots.count() == 3
    first = expert.slots.first().starts_at.astimezone(event.starts_there.tzinfo)
    assert first.strftime("%H:%M") == "10:00"
    page = text(client.get(event.get_absolute_url()))
    assert "1 exhibitor" in page
    assert "1 expert to talk to" in page


@pytest.mark.parametrize("count", [2, 20])
def test_lists_of_the_fair_need_as_many_statements_for_ten_times_the_rows(
    client, count, django_assert_num_queries
):
    event = make_admission(places=50).event
    visitor = make_registration(event)
    for _ in range(count):
        exhibitor = make_exhibitor(event)
        make_expert(event)
        answer_lead(take_lead(exhibitor, code=visitor.ticket_code), agrees=True)

    with django_assert_num_queries(3):
        client.get(door("exhibitors", event))
    with django_assert_num_queries(3):
        client.get(door("exhibitors-json", event))
    with django_assert_num_queries(4):
        client.get(door("experts", event))
    with django_assert_num_queries(5):
        client.get(own("own-experts", visitor))


def test_a_helper_gets_the_same_answer_for_every_address(client):
    exhibitor = make_exhibitor()
    event = exhibitor.event
    known = make_registration(event, name="Ada Registered")
    client.force_login(make_organiser(event, "helper"))
    edit = door("exhibitor-edit", event, exhibitor.pk)

    told = [
        client.post(edit, {"email": email}, follow=True).content.decode()
        for email in (known.email, "nobody@x.example")
    ]

    assert exhibitor.staff.get().registration == known
    assert all("Kept. Whoever is registered" in page for page in told)
    assert all("Ada Registered" not in page for page in told)
    assert "Ada Registered" not in client.get(door("stand", event, exhibitor.slug)).content.decode()
    removal = door("staff-removal", event, exhibitor.staff.get().pk)
    assert client.post(removal).status_code == 403
    assert exhibitor.staff.exists()


def test_who_sees_people_still_learns_that_nobody_has_an_address(client):
    exhibitor = make_exhibitor()
    event = exhibitor.event
    client.force_login(make_organiser(event))

    told = client.post(door("exhibitor-edit", event, exhibitor.pk), {"email": "nobody@x.example"})

    assert (told.status_code, "Nobody is registered" in told.content.decode()) == (422, True)
