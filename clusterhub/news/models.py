from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, URLBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from clusterhub.web.addresses import followable, page_address

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link"]


class TextBlock(RichTextBlock):
    class Meta:
        template = "news/blocks/text.html"
        icon = "pilcrow"
        label = _("Text")


class ImageBlock(StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        template = "news/blocks/image.html"
        icon = "image"
        label = _("Image")


class QuoteBlock(StructBlock):
    text = CharBlock(label=_("Words"), max_length=1000)
    who = CharBlock(label=_("Who said it"), required=False, max_length=200)

    class Meta:
        template = "news/blocks/quote.html"
        icon = "openquote"
        label = _("Quotation")


class LinkBlock(StructBlock):
    label = CharBlock(label=_("Words"), max_length=200)
    url = URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(ListBlock):
    def __init__(self, **options):
        super().__init__(LinkBlock(), **options)

    class Meta:
        template = "news/blocks/links.html"
        icon = "list-ul"
        label = _("Links")


class NewsIndexPage(Page):
    """The list of news; there is one."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsPage"]
    private_page_options = []
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    content_panels = [*Page.content_panels, FieldPanel("lead")]


class NewsPageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """What is published; drafts and private pages are read at the editing desk only."""
        return self.live().public()

    def newest_first(self):
        return self.order_by("-date", "-first_published_at", "-pk")


class NewsPage(Page):
    """One news item."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    private_page_options = []
    date = models.DateField(_("date"))
    lead = models.CharField(_("lead"), max_length=400)
    body = StreamField(
        [
            ("text", TextBlock(features=RICH_TEXT)),
            ("image", ImageBlock()),
            ("quote", QuoteBlock()),
            ("links", LinksBlock()),
        ],
        blank=True,
        verbose_name=_("body"),
    )
    topics = ParentalManyToManyField(
        "vocabularies.Topic", blank=True, related_name="news", verbose_name=_("topics")
    )
    source_url = models.URLField(_("source"), blank=True)

    objects = PageManager.from_queryset(NewsPageQuerySet)()

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

    def get_absolute_url(self):
        return page_address("news:article", self.slug)

    def is_public(self):
        """As `visible_to` says of many."""
        return self.live and not self.get_view_restrictions().exists()

    @property
    def safe_source_url(self):
        """The source if a browser may go there, else nothing."""
        return followable(self.source_url)
