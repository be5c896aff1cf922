from threading import Thread

import pytest
from django.db import connection

from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.models import Level, Organisation
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.vocabularies.models import IndustrialEcosystem

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"
JSON = "application/json"


def start(client, secret, **values):
    return client.post(LIST, values, content_type=JSON, headers=bearer(secret))


def change(client, secret, organisation, **values):
    values = {"version": Organisation.objects.get(pk=organisation.pk).version} | values
    address = f"{LIST}/{organisation.slug}"
    return client.patch(address, values, content_type=JSON, headers=bearer(secret))


def error(response):
    return response.json()["error"]


def test_a_draft_is_started_and_seen_by_its_starter_only(client):
    make_country()
    holder = make_user()
    secret = make_secret(holder, may_write=True)

    made = start(client, secret, name="Timber Alps", kind="sme", country="AT")

    organisation = Organisation.objects.get()
    assert made.status_code == 201
    assert made["Location"].endswith(f"{LIST}/{organisation.slug}")
    assert (made.json()["state"], made.json()["country"]) == ("draft", "AT")
    assert organisation.editorships.get().editor == holder
    assert client.get(f"{LIST}/{organisation.slug}").status_code == 404


def test_a_likely_twin_is_named_before_a_second_profile_is_made(client):
    make_country()
    there = make_organisation(name="Timber Alps")
    secret = make_secret(may_write=True)
    values = {"name": "Timber Alps", "kind": "cluster_organisation", "country": "AT"}

    refused = start(client, secret, **values)
    taken = start(client, secret, **values, others=[there.slug])

    assert (refused.status_code, error(refused)["code"]) == (409, "likely-twin")
    assert error(refused)["fields"] == {"others": [there.slug]}
    assert taken.status_code == 201


def test_six_drafts_at_once_are_too_many(client):
    make_country()
    secret = make_secret(may_write=True)
    names = ("Alpha", "Brooklet", "Cinnamon", "Dromedary", "Elderflower", "Falconry")

    answers = [start(client, secret, name=name, kind="sme", country="AT") for name in names]

    assert [answer.status_code for answer in answers] == [201] * 5 + [409]
    assert error(answers[-1])["code"] == "too-many-drafts"


def test_an_editor_changes_fields_of_several_parts_at_once(client):
    make_country()
    IndustrialEcosystem.objects.get_or_create(slug="agri", name="Agri-food", position=1)
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation, Level.EDITOR), may_write=True)

    answer = change(
        client, secret, organisation, name="Timber  Alps", website="timber.example", country="AT",
        description="Wood.", ecosystems=["agri"], languages=["de"], staff_fte=1.5,
        links=[{"kind": "newsletter", "title": "News", "url": "https://timber.example/news"}],
    )  # fmt: skip

    told = answer.json()
    assert answer.status_code == 200
    assert told["name"] == "Timber Alps"
    assert told["website"] == "https://timber.example"
    assert (told["country"], told["ecosystems"], told["staff_fte"]) == ("AT", ["agri"], "1.50")
    assert told["facts"]["languages"] == ["de"]
    assert told["facts"]["links"][0]["title"] == "News"
    assert told["version"] > organisation.version
    assert told["confirmed_at"] is None  # Not every part was saved.
    organisation.refresh_from_db()
    assert organisation.state == "published"


def test_who_comes_late_changes_nothing(client):
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation), may_write=True)
    change(client, secret, organisation, city="Graz")

    late = change(client, secret, organisation, version=organisation.version, city="Linz")

    organisation.refresh_from_db()
    assert (late.status_code, error(late)["code"]) == (409, "changed-meanwhile")
    assert organisation.city == "Graz"


def test_one_wrong_value_changes_nothing(client):
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation), may_write=True)

    answer = change(
        client, secret, organisation, city="Graz", languages=["klingon"], region="XX9",
        website="javascript:alert(1)", ecosystems=["magic"],
    )  # fmt: skip

    organisation.refresh_from_db()
    assert answer.status_code == 422
    assert set(error(answer)["fields"]) == {"region", "website", "ecosystems"}
    assert organisation.city == ""
    refused = change(client, secret, organisation, city="Graz", languages=["klingon"])
    assert (refused.status_code, list(error(refused)["fields"])) == (422, ["languages"])
    organisation.refresh_from_db()
    assert organisation.city == ""


def test_a_kind_is_asked_its_own_fields_only(client):
    organisation = make_organisation(kind="sme")
    secret = make_secret(make_editor(organisation), may_write=True)

    answer = change(client, secret, organisation, strategy="To grow.", staff_fte=3)

    assert answer.status_code == 422
    assert set(error(answer)["fields"]) == {"strategy", "staff_fte"}


def test_a_token_without_scope_writes_nothing(client):
    make_country()
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation))

    started = start(client, secret, name="Timber", kind="sme", country="AT")
    changed = change(client, secret, organisation, city="Graz")

    assert started.status_code == changed.status_code == 403
    assert error(started)["code"] == error(changed)["code"] == "scope-missing"
    assert Organisation.objects.count() == 1
    organisation.refresh_from_db()
    assert organisation.city == ""


MATRIX = [
    ("visitor", 401, 401),
    ("stranger", 403, 404),
    ("editor of it", 200, 200),
    ("editor of another", 403, 404),
    ("editor removed", 403, 404),
    ("validator", 403, 403),
    ("platform editor", 200, 200),
    ("administrator", 200, 200),
]


@pytest.mark.parametrize(("who", "listed_status", "draft_status"), MATRIX)
def test_who_may_change_what(client, who, listed_status, draft_status):
    roles = {"validator": ["validator"], "platform editor": ["editor"]}
    roles["administrator"] = ["administrator"]
    listed, draft = make_organisation(), make_organisation(is_published=False)
    user = make_user(roles=roles.get(who, []))
    if who in ("editor of it", "editor removed"):
        for each in (listed, draft):
            each.editorships.create(editor=user, level=Level.EDITOR)
    if who == "editor removed":
        from django.utils import timezone

        user.editorships.update(ended_at=timezone.now())
    if who == "editor of another":
        make_organisation().editorships.create(editor=user, level=Level.ADMINISTRATOR)
    secret = make_secret(user, may_write=True)
    headers = {} if who == "visitor" else bearer(secret)

    answers = [
        client.patch(
            f"{LIST}/{each.slug}",
            {"version": each.version, "city": "Graz"},
            content_type=JSON,
            headers=headers,
        ).status_code
        for each in (listed, draft)
    ]

    assert answers == [listed_status, draft_status]
    cities = [Organisation.objects.get(pk=each.pk).city for each in (listed, draft)]
    assert cities == ["Graz" if status == 200 else "" for status in answers]


@pytest.mark.parametrize(
    "field", ["state", "published_at", "slug", "id", "shown", "facts", "completeness", "is_claimable",
              "merged_into", "confirmed_at", "contacts", "logo", "members", "counts", "website_host"]
)  # fmt: skip
def test_what_is_not_offered_is_not_taken(client, field):
    organisation = make_organisation(is_published=False)
    secret = make_secret(make_editor(organisation), may_write=True)
    before = Organisation.objects.filter(pk=organisation.pk).values().get()

    answer = change(client, secret, organisation, city="Graz", **{field: "published"})

    assert (answer.status_code, list(error(answer)["fields"])) == (422, [field])
    assert Organisation.objects.filter(pk=organisation.pk).values().get() == before


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_at_once_one_comes_late(client):
    organisation = make_organisation()
    secret = make_secret(make_editor(organisation), may_write=True)
    statuses = []

    def change_it(city):
        statuses.append(
            change(
                client, secret, organisation, version=organisation.version, city=city
            ).status_code
        )
        connection.close()

    threads = [Thread(target=change_it, args=[city]) for city in ("Graz", "Linz", "Wels")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200, 409, 409]


def test_a_parent_that_may_not_be_seen_is_not_known(client):
    hidden = make_organisation(is_published=False)
    organisation = make_organisation(kind="sme")
    secret = make_secret(make_editor(organisation), may_write=True)

    secret_one = change(client, secret, organisation, parent=hidden.slug)
    missing = change(client, secret, organisation, parent="no-such-thing")
    own = change(client, secret, organisation, parent=organisation.slug)

    assert [each.status_code for each in (secret_one, missing, own)] == [422] * 3
    assert error(secret_one)["fields"] == {"parent": [f"Not known: {hidden.slug}."]}
    assert error(missing)["fields"] == {"parent": ["Not known: no-such-thing."]}
