import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, Locale, Page, Site

from clusterhub.accounts.models import Role, User
from clusterhub.accounts.operations import grant_role, revoke_role
from clusterhub.news.models import NewsIndexPage, NewsPage
from clusterhub.news.operations import ensure_news_index
from clusterhub.news.tests.makers import make_news

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in_with(client, *roles):
    user = User.objects.create_user(f"{'.'.join(roles) or 'member'}@example.org")
    for role in roles:
        grant_role(user, role, by=None)
    client.force_login(user, backend=BACKEND)
    return user


def state():
    rows = [Page, Site, NewsIndexPage, Locale, Collection, Group, Permission]
    rights = sorted(
        Group.objects.values_list("name", "permissions", "page_permissions__permission")
    )
    return [model.objects.count() for model in rows], rights


def test_what_migrations_leave_has_an_index_at_its_address():
    index = NewsIndexPage.objects.get()

    assert index.get_url() == "/news/"
    assert index.live


def test_the_index_is_made_once():
    before = state()

    ensure_news_index()
    call_command("ensure_news_index", verbosity=0)

    assert state() == before


@pytest.mark.django_db(transaction=True)
def test_the_index_is_made_again_after_a_flush():
    call_command("flush", interactive=False, verbosity=0)

    page = make_news(title="After the flush")

    assert NewsIndexPage.objects.get().get_url() == "/news/"
    assert Site.objects.get(is_default_site=True).root_page.depth == 2
    assert page.live
    assert state()[1] == state()[1]
    ensure_news_index()
    assert NewsIndexPage.objects.count() == 1


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ((), 403),
        ((Role.EVENT_TEAM,), 403),
        ((Role.VALIDATOR,), 403),
        ((Role.EDITOR,), 200),
        ((Role.ADMINISTRATOR,), 200),
    ],
)
def test_who_may_enter_the_desk(client, roles, status):
    sign_in_with(client, *roles)
    page = make_news()

    assert client.get("/editing/").status_code == status
    assert client.get(f"/editing/pages/{page.pk}/edit/").status_code == status
    assert client.get(reverse("news:news")).status_code == 200


def test_who_lost_the_role_may_not_enter_any_more(client):
    editor = sign_in_with(client, Role.EDITOR)
    revoke_role(editor, Role.EDITOR, by=None)

    assert client.get("/editing/").status_code == 403


@pytest.mark.parametrize("address", ["/editing/", "/editing/login/", "/editing/password_reset/"])
def test_a_visitor_is_sent_to_our_own_sign_in(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_an_editor_writes_and_publishes(client):
    sign_in_with(client, Role.EDITOR)
    index = NewsIndexPage.objects.get()
    draft = {
        "title": "Written at the desk",
        "slug": "written",
        "date": "2026-05-01",
        "lead": "In one line.",
        "source_url": "",
        "body-count": "0",
        "action-publish": "1",
    }

    response = client.post(f"/editing/pages/add/news/newspage/{index.pk}/", draft)

    assert response.status_code == 302
    assert NewsPage.objects.visible_to(None).get().title == "Written at the desk"
    assert client.get("/news/written/").status_code == 200


def test_an_editor_may_not_touch_pages_outside_news(client):
    sign_in_with(client, Role.EDITOR)
    front = NewsIndexPage.objects.get().get_parent()

    response = client.get(f"/editing/pages/{front.pk}/edit/")

    assert response.status_code == 302


def test_the_looser_policy_holds_at_the_desk_only(client):
    sign_in_with(client, Role.EDITOR)
    page = make_news()

    desk = client.get("/editing/")["Content-Security-Policy"]
    outside = [
        client.get(address)["Content-Security-Policy"]
        for address in (page.get_absolute_url(), reverse("news:news"), "/editingx/")
    ]
    frames = client.get(page.get_absolute_url())["X-Frame-Options"]

    assert "script-src 'self' 'unsafe-inline'" in desk
    assert "frame-ancestors 'self'" in desk
    assert all("unsafe" not in policy for policy in outside)
    assert all("frame-ancestors 'none'" in policy for policy in outside)
    assert frames == "DENY"


def test_the_desk_asks_nobody_else(client):
    sign_in_with(client, Role.EDITOR)
    page = make_news()

    for address in ("/editing/", f"/editing/pages/{page.pk}/edit/"):
        text = client.get(address).content.decode()
        for elsewhere in ("gravatar", "releases.wagtail", "cdn.", "googleapis"):
            assert elsewhere not in text
