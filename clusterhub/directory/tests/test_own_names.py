import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import OtherName
from clusterhub.directory.operations.editors import end_editorship
from clusterhub.directory.operations.own_names import MOST_NAMES, add_own_name
from clusterhub.directory.refusals import NotTheOwner
from clusterhub.directory.tests.makers import make_editor, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def timber():
    return make_organisation(name="Northern Timber")


@pytest.fixture
def names(timber):
    return reverse("directory:own-names", args=[timber.slug])


def test_its_own_people_name_it_and_take_a_name_away(client, timber, names):
    client.force_login(make_editor(timber))

    client.post(names, {"name": "Norra trä", "kind": "local"})

    assert "Norra trä" in client.get(timber.get_absolute_url()).text
    row = timber.other_names.get()
    client.post(reverse("directory:own-name-removal", args=[timber.slug, row.pk]))
    assert not timber.other_names.exists()


def test_nobody_else_names_it(client, timber, names):
    other = make_organisation(name="Southern Timber")
    client.force_login(make_editor(other))

    assert client.post(names, {"name": "Mine", "kind": "local"}).status_code == 403
    client.force_login(make_user())
    assert client.get(names).status_code == 403
    assert not timber.other_names.exists()


def test_a_name_of_another_profile_is_not_taken_away_from_here(client, timber):
    own = make_organisation(name="Southern Timber")
    client.force_login(make_editor(own))
    row = OtherName.objects.create(organisation=timber, name="NT", kind="acronym")

    link = reverse("directory:own-name-removal", args=[own.slug, row.pk])
    answer = client.post(link, follow=True)

    assert "It was removed already." in answer.content.decode()
    assert timber.other_names.exists()


def test_who_was_removed_in_the_middle_of_the_form_names_nothing(timber):
    make_editor(timber)
    gone = make_editor(timber)
    end_editorship(timber.editorships.get(editor=gone), by=gone)

    with pytest.raises(NotTheOwner):
        add_own_name(timber, name="Late", kind="local", by=gone)


def test_names_have_an_end(client, timber, names):
    client.force_login(make_editor(timber))
    for number in range(MOST_NAMES):
        OtherName.objects.create(organisation=timber, name=f"Name {number}", kind="former")

    answer = client.post(names, {"name": "One more", "kind": "former"})

    assert "names at most" in answer.text
    assert timber.other_names.count() == MOST_NAMES
