"""Groups on the page: the cluster brings its people, sees them, answers for them; nobody else does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.events.links import token_of
from clusterhub.events.models import Fit, PeopleList, Pool, Registration, WaitingEntry
from clusterhub.events.operations import cancel_registration
from clusterhub.events.tests.grouping import brought, group, make_cluster, open_for_groups, statuses
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import STAFF, make_admission, make_registration
from clusterhub.events.tests.visiting import send  # noqa: F401

pytestmark = pytest.mark.django_db
PASTED = "Anna Lind <anna@timber.example>\nBo Ek; bo@timber.example\nnobody"


def door(name, event, *more):
    return reverse(f"events:{name}", args=[event.slug, *more])


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bring(client, event, cluster, **more):
    typed = {"organisation": cluster.pk, "mode": "on_site", "fit": "as_many", "people": PASTED}
    client.post(door("parties", event), typed | more)
    return PeopleList.objects.latest("pk")


def test_a_cluster_registers_a_group_in_one_go(client, send):  # noqa: F811
    event, (cluster, keeper) = open_for_groups(places=5), make_cluster()
    signed_in(client, keeper)

    link = door("parties", event) in client.get(event.get_absolute_url()).content.decode()
    made = bring(client, event, cluster)
    preview = client.get(door("party-list", event, made.pk)).content.decode()
    send(client, door("party-list-taking", event, made.pk))
    page = client.get(door("parties", event)).content.decode()

    assert link
    assert "2 people will be registered" in preview
    assert "There is no e-mail address in this row." in preview
    assert dict(event.registrations.values_list("name", "status")) == {
        "Anna Lind": "held",
        "Bo Ek": "held",
    }
    assert "anna@timber.example" in page
    assert_places_add_up(event)


def test_a_file_does_as_well_as_pasting(client):
    event, (cluster, keeper) = open_for_groups(places=5), make_cluster()
    file = SimpleUploadedFile("us.csv", "Name;E-Mail\nÀnna Lind;a@b.example\n".encode("latin-1"))
    signed_in(client, keeper)

    made = bring(client, event, cluster, people="", file=file)

    assert list(made.rows.values_list("name", "verdict")) == [("Ànna Lind", "new")]


@pytest.mark.parametrize(
    "typed",
    [
        {"people": ""},
        {"people": "  "},
        {"fit": "half"},
        {"mode": "online"},
        {"organisation": "0"},
        {"people": "", "file": SimpleUploadedFile("x.png", b"\x89PNG....")},
        {"people": "\x00"},
    ],
)
def test_what_is_no_list_is_refused_with_words(client, typed):
    event, (cluster, keeper) = open_for_groups(), make_cluster()
    signed_in(client, keeper)
    facts = {"organisation": cluster.pk, "mode": "on_site", "fit": "as_many", "people": PASTED}

    answer = client.post(door("parties", event), facts | typed)

    assert answer.status_code == 422
    assert "error" in answer.content.decode()
    assert not PeopleList.objects.exists()


def test_a_cluster_sees_only_its_own(client):
    event = open_for_groups(places=9)
    (own, keeper), (other, _other_keeper) = make_cluster(), make_cluster()
    group(event, "anna", organisation=own)
    strange = group(event, "zora", organisation=other).registrations.get()
    make_registration(event, name="Visitor Vera")
    foreign = brought(event, ("Ygor", "ygor@x.example"), purpose="party", organisation=other)
    signed_in(client, keeper)

    page = client.get(door("parties", event)).content.decode()
    refused = [
        client.post(door("party-cancel", event, strange.pk)).status_code,
        client.get(door("party-list", event, foreign.pk)).status_code,
        client.post(door("party-list-taking", event, foreign.pk)).status_code,
        client.post(door("party-list-end", event, foreign.pk)).status_code,
    ]

    assert "Anna Lind" in page
    assert not any(name in page for name in ("Zora", "Visitor Vera", "ygor"))
    assert refused == [404, 404, 404, 404]
    strange.refresh_from_db()
    assert strange.status == "held"


@pytest.mark.parametrize("who", ROLES)
def test_who_may_bring_what(client, who):
    event = open_for_groups(places=9)
    sign_in(client, who)
    pages = ("parties", "people-lists", "group-desk")

    codes = [client.get(door(name, event)).status_code for name in pages]
    client.post(door("group-desk", event), {"allow": "no"})

    team = 200 if who in STAFF else 302 if who == "visitor" else 403
    assert codes == [302 if who == "visitor" else 403, team, team]
    event.admission.refresh_from_db()
    assert event.admission.allows_parties == (who not in STAFF)


def test_an_editor_whose_task_has_ended_is_out(client):
    event, (cluster, keeper) = open_for_groups(), make_cluster()
    group(event, "anna", organisation=cluster)
    cluster.editorships.update(ended_at=event.starts_at)
    signed_in(client, keeper)

    assert client.get(door("parties", event)).status_code == 403


def test_who_leads_a_group_answers_an_offer_or_takes_fewer(client):
    event, (cluster, keeper) = open_for_groups(places=2), make_cluster()
    holders = [make_registration(event) for _ in range(2)]
    party = group(event, "anna", "bo", "cleo", organisation=cluster, by=keeper)
    entry = WaitingEntry.objects.open().get()
    signed_in(client, keeper)

    for holder in holders:
        cancel_registration(holder, by=None)
    page = client.get(door("parties", event)).content.decode()
    client.post(door("party-turn", event, entry.pk), {"answer": "fewer", "size": "2"})
    offered = client.get(door("parties", event)).content.decode()
    client.post(door("party-turn", event, entry.pk), {"answer": "yes"})

    assert "2 places are free now" in page
    assert "Take the places" in offered
    assert statuses(party) == {"anna": "held", "bo": "held", "cleo": "waiting"}
    assert_places_add_up(event)


@pytest.mark.parametrize("size", ["0", "3", "-1", "x", "", "9" * 30, "\x00"])
def test_a_size_that_is_none_changes_nothing(client, size):
    event, (cluster, keeper) = open_for_groups(places=2), make_cluster()
    party = group(event, "anna", "bo", "cleo", organisation=cluster)
    entry = WaitingEntry.objects.open().get()
    signed_in(client, keeper)

    client.post(door("party-turn", event, entry.pk), {"answer": "fewer", "size": size})

    assert set(statuses(party).values()) == {"waiting"}


def test_a_member_says_by_her_own_link_that_it_is_not_her(client):
    event, (cluster, _keeper) = open_for_groups(), make_cluster()
    anna = group(event, "anna", organisation=cluster).registrations.get()
    address = reverse("events:own-registration", args=[token_of(anna)])

    page = client.get(address).content.decode()
    client.post(reverse("events:own-refusal", args=[token_of(anna)]))

    anna.refresh_from_db()
    assert str(cluster) in page
    assert "It is not me" in page
    assert anna.status == "cancelled"
    assert client.post(reverse("events:own-refusal", args=["1-x"])).status_code == 404


def test_kept_places_are_set_and_released_at_the_desk(client):
    event, (cluster, _keeper) = open_for_groups(places=5), make_cluster()
    sign_in(client, "event team")
    address = door("group-desk", event)

    few = client.post(address, {"organisation": cluster.name, "mode": "on_site", "places": "9"})
    unknown = client.post(address, {"organisation": "Nobody", "mode": "on_site", "places": "1"})
    client.post(
        address,
        {
            "organisation": cluster.slug,
            "mode": "on_site",
            "places": "2",
            "releases_on": "2030-01-02",
        },
    )
    pool = Pool.objects.get(kind="group")
    page = client.get(address).content.decode()
    client.post(door("pool-release", event, pool.pk))

    pool.refresh_from_db()
    assert (few.status_code, unknown.status_code) == (422, 422)
    assert "Only 5 places are free." in few.content.decode()
    assert cluster.name in page
    assert pool.released_at is not None
    assert_places_add_up(event)


def test_an_organiser_moves_a_list_in(client, send):  # noqa: F811
    event = make_admission(places=1).event
    sign_in(client, "event team")
    table = "Contact\tWho\nanna@timber.example\tAnna Lind\nbo@gmial.com\tBo Ek"
    typed = {"people": table, "mode": "on_site", "on_full": "refuse"}

    client.post(door("people-lists", event), typed)
    made = PeopleList.objects.get()
    client.post(
        door("people-list", event, made.pk),
        {"column_0": "email", "column_1": "name", "on_typo": "correct"},
    )
    wrong = client.post(
        door("people-list", event, made.pk),
        {"column_0": "name", "column_1": "name", "on_typo": "x"},
    )
    send(client, door("people-list-taking", event, made.pk))
    page = client.get(door("people-list", event, made.pk)).content.decode()

    assert wrong.status_code == 422
    assert list(Registration.objects.values_list("name", "status")) == [("Anna Lind", "confirmed")]
    assert "Taken over" in page
    assert "No place was left" in page


def test_a_name_that_is_code_is_shown_as_text(client):
    event = make_admission(places=1).event
    sign_in(client, "event team")
    script = "<script>alert(1)</script>"
    made = brought(event, (script, "E-mail"), (script, "a@b.example"))

    page = client.get(door("people-list", event, made.pk)).content.decode()

    assert script not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("size", [2, 20])
def test_a_list_needs_as_many_statements_for_ten_times_the_rows(
    client, size, django_assert_num_queries
):
    event, (cluster, keeper) = open_for_groups(places=3), make_cluster()
    group(event, *[f"guest{n}" for n in range(size)], organisation=cluster, fit=Fit.AS_MANY)
    lines = [(f"Guest {n}", f"new{n}@example.org") for n in range(size)]
    made = brought(event, *lines, purpose="party", organisation=cluster, columns=["name", "email"])
    signed_in(client, keeper)

    with django_assert_num_queries(15):
        client.get(door("parties", event))
    with django_assert_num_queries(11):
        client.get(door("party-list", event, made.pk))


def test_the_event_page_names_groups_only_to_those_who_may(client):
    event = open_for_groups()
    member = signed_in(client, make_user())

    page = member.get(event.get_absolute_url()).content.decode()

    assert door("parties", event) not in page
