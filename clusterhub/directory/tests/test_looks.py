import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.directory.kinds import Part
from clusterhub.directory.models import Decision, Organisation, State
from clusterhub.directory.operations.looks import end_look
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.operations.restoring import restore_revision
from clusterhub.directory.operations.review import decide, submit_for_review
from clusterhub.directory.refusals import AlreadyDecided, NotAValidator, OwnCase
from clusterhub.directory.tests.makers import make_country
from clusterhub.directory.tests.reviewing import (
    address,
    make_cluster,
    make_validator,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
LISTED = [State.PUBLISHED, State.EMERGING]


def save(organisation, by, **fields):
    part = Part.PLACE if "country" in fields else Part.IDENTITY
    return save_part(organisation, part=part, fields=fields, by=by)


def looks_of(organisation):
    return [row.looks for row in organisation.submissions.to_look_at()]


@pytest.mark.parametrize("state", LISTED)
def test_a_new_name_kind_or_country_of_a_listed_cluster_asks_for_another_look(state):
    organisation, owner = make_cluster(state, name="Timber")

    save(organisation, owner, name="Wood")
    save(organisation, owner, country=make_country("PT", "Portugal"))
    save(organisation, owner, kind="rto")

    assert looks_of(organisation) == [
        {
            "name": ["Timber", "Wood"],
            "country": ["AT", "PT"],
            "kind": ["cluster_organisation", "rto"],
        }
    ]
    assert Organisation.objects.get().state == state
    assert Organisation.objects.listed().exists()


def test_what_nobody_was_listed_for_asks_for_no_look():
    organisation, owner = make_cluster(State.PUBLISHED)
    draft, its_owner = make_cluster(State.DRAFT)
    company, boss = make_cluster(State.PUBLISHED, kind="sme", meets_all=False)

    save(organisation, owner, website="https://wood.example")
    save(organisation, make_user(roles=[Role.EDITOR]), name="By the platform")
    save(draft, its_owner, name="Still a draft")
    save(company, boss, name="A company")

    assert [looks_of(each) for each in (organisation, draft, company)] == [[], [], []]


def test_changes_while_somebody_is_to_look_show_from_where_they_began():
    organisation, owner = make_cluster(State.PUBLISHED, name="Timber")

    for name in ("Wood", "Wood and more"):
        save(organisation, owner, name=name)

    assert looks_of(organisation) == [{"name": ["Timber", "Wood and more"]}]
    assert Entry.objects.filter(verb="asked for another look at").count() == 1


def test_restoring_an_old_name_asks_for_a_look_too():
    organisation, owner = make_cluster(State.PUBLISHED, name="Timber")
    save(organisation, make_user(roles=[Role.EDITOR]), name="Wood")

    restore_revision(organisation.revisions.get(number=1), by=owner)

    assert looks_of(organisation) == [{"name": ["Wood", "Timber"]}]


@pytest.mark.parametrize("state", LISTED)
def test_a_validator_says_that_it_stays_listed(client, state):
    organisation, owner = make_cluster(state, name="Timber", meets_all=False)
    save(organisation, owner, name="Wood")
    look = organisation.submissions.to_look_at().get()
    sign_in(client, make_validator())

    desk = words(client.get(address("looks")))
    queue = client.get(address("validation"))
    case = words(client.get(address("case", look.pk)))
    client.post(address("look-ending", look.pk), follow=True)

    look.refresh_from_db()
    assert "<del>Timber</del> → <ins>Wood</ins>" in desk
    assert "<del>Timber</del> → <ins>Wood</ins>" in case
    assert (queue.context["count"], queue.context["look_count"]) == (0, 1)
    assert (look.verdict, organisation.submissions.open().count()) == (state, 0)
    assert Organisation.objects.get().state == state


def test_nobody_ends_a_look_at_her_own_or_twice():
    organisation, owner = make_cluster(State.PUBLISHED)
    save(organisation, owner, name="Wood")
    look = organisation.submissions.get()

    with pytest.raises(NotAValidator):
        end_look(look, by=owner)
    judge = make_validator()
    organisation.editorships.create(editor=judge, level="editor")
    with pytest.raises(OwnCase):
        end_look(look, by=judge)
    end_look(look, by=make_validator())
    with pytest.raises(AlreadyDecided):
        end_look(look, by=make_validator())


def test_an_emerging_cluster_hands_itself_in_while_somebody_is_to_look():
    organisation, owner = make_cluster(State.EMERGING, name="Timber")
    save(organisation, owner, name="Wood")

    submission = submit_for_review(organisation, by=owner)

    assert submission.looks == {}
    assert looks_of(organisation) == []
    decide(submission, verdict=Decision.PUBLISHED, by=make_validator())
    assert Organisation.objects.get().state == State.PUBLISHED


def test_its_people_are_told_and_visitors_are_not(client):
    organisation, owner = make_cluster(State.PUBLISHED)
    save(organisation, owner, name="Wood")
    visitor = words(client.get(organisation.get_absolute_url()))

    own = words(sign_in(client, owner).get(address("standing", organisation.slug)))

    assert "A validator looks at it again" in own
    assert "looks at it again" not in visitor


@pytest.mark.parametrize("roles", [[], [Role.EDITOR], [Role.EVENT_TEAM]])
def test_only_validators_see_what_is_to_be_looked_at(client, roles):
    organisation, owner = make_cluster(State.PUBLISHED)
    save(organisation, owner, name="Wood")
    sign_in(client, make_user(roles=roles))

    assert client.get(address("looks")).status_code == 403
    ending = address("look-ending", organisation.submissions.get().pk)
    assert client.post(ending).status_code == 403
    assert looks_of(organisation)
