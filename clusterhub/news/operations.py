from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from clusterhub.accounts.models import Role
from clusterhub.activity.operations import record_activity
from clusterhub.documents.dialect import render_blocks_html
from clusterhub.news.clean_html import clean_html
from clusterhub.news.models import NewsIndexPage, NewsPage

SLUG = "news"
DESK_ROLES = (Role.EDITOR, Role.ADMINISTRATOR)
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")


@transaction.atomic
def ensure_news_index():
    """Make what news needs where it is missing: page tree, site, index page, the desk's rights."""
    Locale.objects.get_or_create(
        language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
    )
    index = NewsIndexPage.objects.first() or _add_index(_front_page())
    _point_site_at(index.get_parent())
    _open_desk(index)
    return index


def _front_page():
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and site.root_page.depth > 1:
        return site.root_page
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    children = root.get_children()
    return children.first() or root.add_child(title=settings.SITE_NAME, slug="home")


def _add_index(front_page):
    index = NewsIndexPage(title="News", slug=SLUG, show_in_menus=True)
    return front_page.add_child(instance=index)


def _point_site_at(front_page):
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    root_page = Page.objects.get(pk=front_page.pk)
    values = {"hostname": address.hostname, "port": port, "root_page": root_page}
    Site.objects.update_or_create(
        is_default_site=True, defaults=values | {"site_name": settings.SITE_NAME}
    )
    Site.clear_site_root_paths_cache()


def _open_desk(index):
    """Editors and administrators may enter, write, publish and upload; nobody else may."""
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    desk, _is_new = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    enter = _permission(desk, "access_admin")
    page_type = ContentType.objects.get_for_model(Page)
    image_type = ContentType.objects.get_for_model(get_image_model())
    for role in DESK_ROLES:
        group, _is_new = Group.objects.get_or_create(name=role.value)
        group.permissions.add(enter)
        for right in PAGE_RIGHTS:
            GroupPagePermission.objects.get_or_create(
                group=group, page_id=index.pk, permission=_permission(page_type, right)
            )
        for right in IMAGE_RIGHTS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(image_type, right)
            )


def _permission(content_type, codename):
    # After a flush Django may make its permissions only after us.
    return Permission.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )[0]


@transaction.atomic
def publish_news(*, title, lead, body, by, date=None, topics=(), source_url="", slug=""):
    """Publish a news item, or a new revision of the one with this address.

    `body` is text in the Markdown dialect of our documents, or a list of (block, value) pairs.
    """
    index = NewsIndexPage.objects.first() or ensure_news_index()
    slug = slug or slugify(title)[:200] or "news"
    page = NewsPage.objects.filter(slug=slug).first() or NewsPage(slug=slug)
    page.title, page.lead, page.source_url = title, lead, source_url
    page.date = date or timezone.localdate()
    page.body = [("text", clean_html(render_blocks_html(body)))] if isinstance(body, str) else body
    if page.pk is None:
        index.add_child(instance=page)
    page.topics = topics
    page.save_revision(user=by).publish(user=by)
    record_activity("published", page, by=by)
    return NewsPage.objects.get(pk=page.pk)
