"""The line of an organisation in a list, and the filters of lists."""

from functools import lru_cache

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clusterhub.directory.kinds import kind_words
from clusterhub.web.parts import kept_part
from clusterhub.web.templatetags.web import icon

register = template.Library()
ROW_LETTERS = 160
_ROW = """<li class="row" data-kind="organisations">
    <div class="row__body">
      <h2 class="row__title">{icon} <a href="{url}">{name}</a></h2>
      <div class="row__facts">{facts}{badge}</div>
      {more}
    </div>
  </li>"""


@register.simple_tag
def organisation_row(organisation):
    """One line. Among many organisations hardly two lists show the same ones, so a line is put
    together here; what many lines have in common comes from templates and is kept."""
    facts = [kind_words(organisation.kind), organisation.country, _place(organisation)]
    is_hidden = organisation.published_at is None
    more = shortened(organisation.description, ROW_LETTERS)
    return format_html(
        _ROW,
        icon=icon("organisations"),
        url=organisation.get_absolute_url(),
        name=organisation.name,
        facts=format_html_join("", "<span>{}</span>", ((fact,) for fact in facts if fact)),
        badge=kept_part("directory/_not_published.html") if is_hidden else "",
        more=format_html('<p class="row__more">{}</p>', more) if more else "",
    )


def shortened(text, letters):
    """Whole words, as many as fit; the filter `truncatechars` looks at each letter of a long text."""
    if len(text) <= letters:
        return text
    words, _space, _cut = text[:letters].rpartition(" ")
    return f"{(words or text[: letters - 1]).rstrip()}…"


@register.simple_tag
def facet_options(name, options):
    """The choices of a filter; a page has a hundred of them."""
    language = get_language()
    return mark_safe("".join(_option_html(name, option, language) for option in options))


def _option_html(name, option, language):
    before, after = _option(name, option.value, option.label)
    checked = " checked" if option.is_chosen else ""
    count = ""
    if option.count is not None:
        count = f' <span class="filters__count">{_grouped(option.count, language)}</span>'
    return f"{before}{checked}>{after}{count}</label>"


@lru_cache(maxsize=4096)
def _option(name, value, label):
    before = '<label><input type="checkbox" name="{0}" id="facet-{0}-{1}" value="{1}"'
    return format_html(before, name, value), escape(label)


@lru_cache(maxsize=4096)
def _grouped(number, _language):
    """ "12,345" as it is written in the reader's language."""
    return intcomma(number)


@register.simple_tag
def organisation_table(page):
    """The same rows side by side, for the component `table`."""
    columns = [_("Name"), _("Kind"), _("Country"), _("Place"), number_column(_("Members"))]
    return {"columns": [*columns, _("Confirmed")], "rows": [_cells(row) for row in page]}


def number_column(words):
    return {"text": words, "is_number": True}


def _cells(organisation):
    confirmed_at = organisation.confirmed_at
    return [
        {"text": organisation.name, "url": organisation.get_absolute_url()},
        kind_words(organisation.kind),
        str(organisation.country or ""),
        _place(organisation),
        _member_number(organisation.shown),
        _day(confirmed_at) if confirmed_at else _("never"),
    ]


def _place(organisation):
    return organisation.city or (organisation.region.name if organisation.region else "")


def _member_number(shown):
    """As the organisation itself counts; who has not counted, by those that stand here."""
    count = max(shown.get("counts", ()), key=lambda row: row["on"], default=None)
    if count is None:
        return str(shown.get("member_count") or "")
    return intcomma(sum(number for name, number in count.items() if name != "on"))


def _day(moment):
    # One line in a narrow column.
    return date_format(localdate(moment), "j M Y").replace(" ", "\N{NO-BREAK SPACE}")


@register.simple_tag(takes_context=True)
def list_filters(context, filters):
    """The form of a `ListFilters`; most visits see the same one."""
    fields = [
        (
            filters.auto_id % name,
            name,
            str(field.label),
            tuple((value, str(label)) for value, label in getattr(field, "choices", ())),
            filters.data.get(name, "")[: filters.LONGEST],
        )
        for name, field in filters.fields.items()
    ]
    path = context["request"].path
    return kept_part("directory/_filters.html", path=path, fields=tuple(fields))
