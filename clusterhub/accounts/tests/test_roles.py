from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from clusterhub.accounts.models import Role, User
from clusterhub.accounts.operations import LastAdministrator, grant_role, revoke_role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.accounts.tests.test_sign_in import CODE, ask_for_code, mailed_code
from clusterhub.activity.models import Entry

pytestmark = pytest.mark.django_db


def test_a_role_given_twice_is_given_once():
    boss, anna = make_user(roles=[Role.ADMINISTRATOR]), make_user()

    for _ in range(2):
        grant_role(anna, Role.EDITOR, by=boss)

    assert anna.roles == {"editor"}
    assert [grant.granted_by for grant in anna.role_grants.all()] == [boss]
    assert Entry.objects.about(anna).filter(verb="role granted", actor=boss).count() == 1


def test_a_role_brings_its_group_and_only_administrators_the_repair_desk():
    editor, boss = make_user(roles=[Role.EDITOR]), make_user(roles=[Role.ADMINISTRATOR])

    assert [group.name for group in editor.groups.all()] == ["editor"]
    assert (editor.is_staff, boss.is_staff) == (False, True)


def test_a_revoked_role_takes_all_it_brought():
    first, second = (make_user(roles=[Role.ADMINISTRATOR]) for _ in range(2))

    revoke_role(second, Role.ADMINISTRATOR, by=first)

    second.refresh_from_db()
    assert (second.roles, second.is_staff, second.groups.count()) == (set(), False, 0)
    assert second.role_grants.get().revoked_at is not None
    assert Entry.objects.about(second).filter(verb="role revoked", actor=first).exists()


def test_the_last_administrator_keeps_the_role(client):
    boss = make_user(roles=[Role.ADMINISTRATOR])
    make_user(roles=[Role.ADMINISTRATOR], is_active=False)
    client.force_login(boss)

    answer = client.post(
        reverse("accounts:role", args=[boss.pk]),
        {"role": "administrator", "revoke": "1"},
        follow=True,
    )

    assert "is the last administrator" in answer.content.decode()
    with pytest.raises(LastAdministrator):
        revoke_role(boss, Role.ADMINISTRATOR, by=boss)
    assert boss.role_grants.current().exists()


def test_whoever_runs_the_site_names_the_first_administrator(client):
    for _ in range(2):
        call_command("make_administrator", "First@Example.org", stdout=StringIO())

    first = User.objects.get()
    ask_for_code(client, "first@example.org")
    entered = client.post(CODE, {"code": mailed_code()})
    assert (first.email, first.roles) == ("first@example.org", {"administrator"})
    assert entered.url == reverse("accounts:welcome")


def test_an_administrator_gives_a_role_on_the_persons_page(client):
    boss, anna = make_user(roles=[Role.ADMINISTRATOR]), make_user(name="Anna Lindqvist")
    client.force_login(boss)

    answer = client.post(reverse("accounts:role", args=[anna.pk]), {"role": "editor"}, follow=True)

    assert "Anna Lindqvist is now: Editor." in answer.content.decode()
    assert anna.roles == {"editor"}


def test_people_are_found_by_words_and_role(client):
    boss = make_user(roles=[Role.ADMINISTRATOR], name="Boss")
    make_user(name="Anna Lindqvist", roles=[Role.EDITOR])
    make_user(name="Anna Berg")
    client.force_login(boss)

    def shown(**filters):
        page = client.get(reverse("accounts:people"), filters).context["page"]
        return [person.name for person in page]

    assert shown(q="anna") == ["Anna Berg", "Anna Lindqvist"]
    assert shown(q="anna lind") == ["Anna Lindqvist"]
    assert shown(role="editor") == ["Anna Lindqvist"]
    assert shown(q="%") == []


@pytest.mark.parametrize("written", ["\x00", "' OR 1=1 --", "A" * 5000, "\u202e", "%_\\"])
@pytest.mark.parametrize("name", ["accounts:people", "accounts:activity"])
def test_strange_filters_find_nothing_and_break_nothing(client, name, written):
    client.force_login(make_user(roles=[Role.ADMINISTRATOR]))
    filters = dict.fromkeys(["q", "role", "verb", "actor", "page"], written)

    answer = client.get(reverse(name), filters)

    assert answer.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["accounts:people", "accounts:activity"])
def test_lists_need_the_same_queries_for_any_number_of_rows(
    client, name, count, django_assert_num_queries
):
    boss = make_user(roles=[Role.ADMINISTRATOR])
    for _ in range(count):
        person = make_user()
        for role in (Role.EDITOR, Role.VALIDATOR):
            grant_role(person, role, by=None)
    client.force_login(boss)
    client.get(reverse(name))  # The first visit notes the session.

    # Session, user, her roles; count, rows; roles of the rows or verbs to choose from.
    with django_assert_num_queries(6):
        client.get(reverse(name))


def test_the_trail_is_filtered_by_verb_and_actor(client):
    boss, anna = make_user(name="Zoe Boss"), make_user(name="Anna")
    grant_role(boss, Role.ADMINISTRATOR, by=None)
    grant_role(anna, Role.EDITOR, by=None)
    revoke_role(anna, Role.EDITOR, by=boss)
    client.force_login(boss)

    def shown(**filters):
        page = client.get(reverse("accounts:activity"), filters).context["page"]
        return [(entry.actor_label, entry.verb) for entry in page]

    assert shown(verb="role revoked") == [("Zoe Boss", "role revoked")]
    assert shown(actor="zoe") == [("Zoe Boss", "role revoked")]
    assert len(shown()) == 3
    assert shown(verb="role revoked", actor="system") == []
