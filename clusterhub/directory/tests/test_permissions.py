"""Who may do what: people in rows, predicates in columns. Each app page asks one of these."""

import pytest
from django.contrib.auth.models import AnonymousUser

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory import permissions
from clusterhub.directory.models import Level, Organisation
from clusterhub.directory.states import LISTED, State
from clusterhub.directory.tests.makers import (
    make_contact,
    make_editor,
    make_member,
    make_organisation,
    make_organisation_in,
)

pytestmark = pytest.mark.django_db

OF_ONE = ["see", "edit", "manage", "decide", "read_history", "restore", "every_contact"]
OF_ALL = ["add", "without_review", "validate", "merge", "import_directory"]
# What a person may do to one organisation, and what she may do at all.
MATRIX = {
    "visitor": ("", ""),
    "member": ("", "add"),
    "editor of another": ("", "add"),
    "editor of it": ("see edit read_history restore every_contact", "add"),
    "administrator of it": ("see edit manage read_history restore every_contact", "add"),
    "former administrator of it": ("", "add"),
    "validator": ("see decide read_history every_contact", "add validate merge import_directory"),
    "validator who edits it": (
        "see edit read_history restore every_contact",
        "add validate merge import_directory",
    ),
    "event team": ("", "add"),
    "editor": (
        "see edit read_history restore every_contact",
        "add without_review merge import_directory",
    ),
    "administrator": (
        "see edit manage decide read_history restore every_contact",
        "add without_review validate merge import_directory",
    ),
    "administrator who edits it": (
        "see edit manage read_history restore every_contact",
        "add without_review validate merge import_directory",
    ),
}


def make_person(who, *organisations):
    """One who stands so to each of these."""
    if who == "visitor":
        return AnonymousUser()
    roles = [role for role in Role if who.split(" who ")[0] == str(role).replace("_", " ")]
    user = make_user(roles=roles)
    if who == "editor of another":
        make_organisation().editorships.create(editor=user, level=Level.ADMINISTRATOR)
    for organisation in organisations if who.endswith("it") else ():
        level = Level.EDITOR if who.startswith("editor") or "edits" in who else Level.ADMINISTRATOR
        ended_at = organisation.created_at if who.startswith("former") else None
        organisation.editorships.create(editor=user, level=level, ended_at=ended_at)
    return user


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_do_what_to_an_unlisted_organisation(who):
    organisation = make_organisation(is_published=False)
    user = make_person(who, organisation)

    one = [
        permissions.can_view(user, organisation),
        permissions.can_edit_organisation(user, organisation),
        permissions.can_manage_organisation(user, organisation),
        permissions.can_decide_on(user, organisation),
        permissions.can_read_history(user, organisation),
        permissions.can_restore(user, organisation),
        permissions.sees_every_contact(user, organisation),
    ]
    of_all = [
        permissions.can_add_organisation(user),
        permissions.can_edit_directory(user),
        permissions.can_validate(user),
        permissions.can_merge(user),
        permissions.can_import_directory(user),
    ]

    may = [name for name, is_allowed in zip(OF_ONE, one, strict=True) if is_allowed]
    may_at_all = [name for name, is_allowed in zip(OF_ALL, of_all, strict=True) if is_allowed]
    assert (" ".join(may), " ".join(may_at_all)) == MATRIX[who]


def test_the_door_and_the_predicate_agree_in_every_state():
    organisations = {state: make_organisation_in(state) for state in State}

    for who, (of_one, _of_all) in MATRIX.items():
        user = make_person(who, *organisations.values())
        through_the_door = set(Organisation.objects.visible_to(user).values_list("pk", flat=True))

        for state, organisation in organisations.items():
            is_seen = organisation.pk in through_the_door
            assert is_seen == permissions.can_view(user, organisation), (who, state)
            assert is_seen == (state in LISTED or "see" in of_one.split()), (who, state)


@pytest.mark.parametrize("gone", ["merged_into", "erased_at"])
def test_what_was_merged_or_erased_is_seen_by_the_platforms_people_only(gone):
    organisation = make_organisation_in(State.ARCHIVED)
    value = make_organisation() if gone == "merged_into" else organisation.created_at
    Organisation.objects.filter(pk=organisation.pk).update(**{gone: value})
    own, validator = make_editor(organisation), make_user(roles=[Role.VALIDATOR])

    seen = [
        Organisation.objects.visible_to(user).filter(pk=organisation.pk).exists()
        for user in (AnonymousUser(), own, validator)
    ]

    assert seen == [False, False, True]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("visitor", ["public"]),
        ("member", ["public", "signed_in"]),
        ("editor of another", ["public", "signed_in"]),
        ("editor of a member", ["public", "signed_in", "members"]),
        ("editor of a one-sided member", ["public", "signed_in"]),
        ("editor of it", ["public", "signed_in", "members", "editors", "silent", "withdrawn"]),
        ("validator", ["public", "signed_in", "members", "editors", "silent", "withdrawn"]),
    ],
)
def test_a_contact_is_shown_to_her_audience_after_her_consent(who, names):
    cluster = make_organisation()
    for audience in ("public", "signed_in", "members", "editors"):
        make_contact(cluster, name=audience, audience=audience)
    make_contact(cluster, name="silent", consented_at=None)
    make_contact(cluster, name="withdrawn", consent_withdrawn_at=cluster.created_at)
    if "member" in who.split()[-1] and who != "member":
        changes = {"said_by_member_at": None} if "one-sided" in who else {}
        user = make_editor(make_member(cluster, **changes).organisation)
    else:
        user = make_person(who, cluster)

    shown = permissions.contacts_for(user, cluster)

    assert sorted(contact.name for contact in shown) == sorted(names)


def test_what_somebody_edits_is_asked_once(django_assert_num_queries):
    organisation = make_organisation(is_published=False)
    user = make_editor(organisation)

    with django_assert_num_queries(1):
        answers = [permissions.edits(user, organisation) for _ in range(3)]

    assert answers == [True, True, True]
