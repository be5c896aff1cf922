"""What somebody names in a form or by her address, although it is not hers to see or to have."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import ClusterMember
from clusterhub.directory.models.members import MemberSource
from clusterhub.directory.operations import editors, review
from clusterhub.directory.operations.claims import claim_organisation, own_host
from clusterhub.directory.operations.members import name_new_member
from clusterhub.directory.operations.naming import list_named
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.reviewing import REASONS, make_cluster, make_validator, sign_in
from clusterhub.directory.tests.tying import again

pytestmark = pytest.mark.django_db


def save_identity(client, organisation, **fields):
    address = reverse("directory:edit-part", args=[organisation.slug, "identity"])
    values = {"version": organisation.version, "kind": organisation.kind}
    return client.post(address, values | {"name": organisation.name} | fields)


@pytest.mark.parametrize("named", ["slug", "name"])
def test_nobody_is_part_of_a_profile_that_she_may_not_see_or_learns_of_it(client, named):
    own = make_organisation(kind="sme")
    hidden = make_organisation(is_published=False, name="Secret Alloy Alliance")
    sign_in(client, make_editor(own))

    answer = save_identity(client, own, parent=getattr(hidden, named))
    near = save_identity(client, own, parent="Secret Alloy Aliance")

    assert again(own).parent is None
    assert "Secret Alloy Alliance" not in near.content.decode()
    assert list(answer.context["form"].errors) == ["parent"]


def test_who_stands_above_stays_there_while_it_is_hidden(client):
    above = make_organisation(is_published=False)
    own = make_organisation(kind="sme", parent=above)
    sign_in(client, make_editor(own))

    save_identity(client, own, parent=above.name, founded_year="1999")

    assert (again(own).parent, again(own).founded_year) == (above, 1999)


@pytest.mark.parametrize("host", ["europa.eu", "b2match.io", "gov.uk"])
def test_an_address_below_a_host_where_many_have_pages_claims_nothing_at_once(host):
    organisation = make_organisation(website=f"https://{host}/timber")
    person = make_user(email=f"somebody@unit.{host}")
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )

    claim = claim_organisation(organisation, reason="I work there.", by=person)

    assert own_host(organisation, person) == ""
    assert claim.decided_at is None


def test_who_was_suspended_is_not_listed_again_by_the_cluster_that_named_her():
    cluster, by = make_cluster("published")
    values = {"kind": "sme", "country": make_country(), "website": "https://saw.example"}
    firm = name_new_member(cluster, name="Saw", by=by, **values).organisation
    was_listed = firm.is_listed
    owner = make_editor(firm)
    review.suspend(firm, reason=REASONS, by=make_validator())
    review.archive(firm, by=owner)
    review.reopen(firm, by=owner)
    editors.end_editorship(firm.editorships.get(), by=owner)

    listed = list_named(cluster, by=by)

    assert was_listed
    assert ClusterMember.objects.get().source == MemberSource.MADE
    assert (listed, again(firm).state) == (0, "draft")
