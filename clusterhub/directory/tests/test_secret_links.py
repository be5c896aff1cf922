"""Pages behind a secret link are posted from as a browser posts: with the page's own origin."""

import re

import pytest
from django.test import Client

from clusterhub.directory import confirm_links, consent_links
from clusterhub.directory.models import Contact
from clusterhub.directory.operations.contacts import add_contact
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.directory.tests.reviewing import words
from clusterhub.directory.tests.test_reminders import make_aged

pytestmark = pytest.mark.django_db


def confirmation():
    return f"/confirm/{confirm_links.token_of(*make_aged(12))}/"


def consent():
    fields = {"name": "Ines Teste", "email": "ines@timber.example", "audience": "public"}
    contact = add_contact(make_organisation(), by=None, **fields)
    return f"/contact-consent/{consent_links.token_of(Contact.objects.get(pk=contact.pk))}/"


@pytest.mark.parametrize("link", [confirmation, consent])
def test_a_page_behind_a_secret_link_lets_the_browser_say_where_it_posts_from(link):
    # With "no-referrer" a browser posts from the origin "null", which is refused.
    client, address = Client(enforce_csrf_checks=True), link()

    page = client.get(address)
    policies = re.findall(r'<meta name="referrer" content="([^"]+)"', words(page))
    token = client.cookies["csrftoken"].value
    from_null = client.post(address, {"csrfmiddlewaretoken": token}, headers={"origin": "null"})
    from_here = client.post(
        address, {"csrfmiddlewaretoken": token}, headers={"origin": "http://testserver"}
    )

    assert policies == ["same-origin"]
    assert from_null.status_code == 403
    assert from_here.status_code in (200, 302)
