from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, URLBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.search import index

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link"]


class NewsIndexPage(Page):
    """The list of news; there is one."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    content_panels = [*Page.content_panels, FieldPanel("lead")]


class NewsPage(Page):
    """One news item."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    date = models.DateField(_("date"))
    lead = models.CharField(_("lead"), max_length=400)
    body = StreamField(
        [
            ("text", RichTextBlock(features=RICH_TEXT)),
            ("image", StructBlock([("image", ImageChooserBlock()), ("caption", CharBlock(required=False))])),
            ("quote", StructBlock([("text", CharBlock()), ("who", CharBlock(required=False))])),
            ("links", ListBlock(StructBlock([("label", CharBlock()), ("url", URLBlock())]))),
        ],
        blank=True,
    )
    topics = models.ManyToManyField("vocabularies.Topic", blank=True, related_name="news")
    source_url = models.URLField(_("source"), blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("topics"),
        FieldPanel("source_url"),
    ]
