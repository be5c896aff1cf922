import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template

from clusterhub.web.navigation import kind_of


def rendered(source, request=None, **context):
    template = Template(source if "extends" in source else "{% load web %}" + source)
    if request:
        return template.render(RequestContext(request, context))
    return template.render(Context(context))


def test_linked_data_cannot_end_its_script_element():
    hostile = {"name": "</script><script>alert(1)</script> & <!--"}

    html = rendered("{% json_ld data %}", data=hostile)

    text = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(text) == hostile
    assert not set("<>&") & set(text)


def test_a_page_says_title_description_and_canonical_address(rf, settings):
    settings.BASE_URL = "https://clusters.example"
    settings.SITE_NAME = "Clusters"
    request = rf.get("/events/steel/?page=2&x=1")
    request.user = None

    html = rendered(
        '{% page_meta title=title description=description image="/media/a.png" %}',
        request,
        title='Steel & "light"',
        description="Two\n  lines",
    )

    assert html.split("\n")[:4] == [
        "<title>Steel &amp; &quot;light&quot; – Clusters</title>",
        '<meta name="description" content="Two lines">',
        '<link rel="canonical" href="https://clusters.example/events/steel/">',
        '<meta property="og:site_name" content="Clusters">',
    ]
    assert '<meta property="og:image" content="https://clusters.example/media/a.png">' in html


def test_an_icon_is_silent_unless_it_has_a_label():
    silent, spoken = rendered('{% icon "events" %}'), rendered('{% icon "events" "Talk" %}')

    assert 'aria-hidden="true"' in silent
    assert 'role="img" aria-label="Talk"' in spoken


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        rendered('{% icon "unicorn" %}')


class MemberForm(forms.Form):
    name = forms.CharField(label="Name")
    mail = forms.EmailField(label="E-mail", help_text="For the code.", required=False)
    mode = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_field_with_an_error_names_it_to_screen_readers():
    form = MemberForm({"mail": "no address"})

    html = rendered("{% field form.mail %}", form=form)

    assert 'aria-describedby="id_mail_helptext id_mail_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_mail_helptext">For the code.' in html
    assert 'id="id_mail_error"' in html
    assert "(optional)" in html


def test_a_field_takes_other_words_from_the_page():
    html = rendered(
        '{% field form.name label="Your name" hint="As on a badge" %}', form=MemberForm()
    )

    assert "Your name" in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_a_form_lists_its_errors_with_a_way_to_each_field():
    html = str(MemberForm({}))

    assert '<a href="#id_name">Name: This field is required.</a>' in html
    assert "error-summary" not in str(MemberForm())


def test_what_someone_typed_is_escaped_in_a_form():
    html = str(MemberForm({"name": "<script>", "mail": '"><b>'}))

    assert "<script>" not in html
    assert "<b>" not in html


def test_page_numbers_keep_the_rest_of_the_address(rf):
    page = Paginator(range(100), 10).page(2)
    request = rf.get("/events/?country=AT&country=HR&page=2")
    request.user = None

    html = rendered('{% include "web/components/pagination.html" %}', request, page=page)

    assert 'href="?country=AT&amp;country=HR&amp;page=3"' in html
    assert html.count("aria-current") == 1


def test_a_table_names_the_column_of_each_cell_for_phones():
    html = rendered(
        '{% include "web/components/table.html" %}',
        columns=["Name", {"text": "Members", "is_number": True}],
        rows=[["A <b>", "0"]],
    )

    assert '<th scope="row">A &lt;b&gt;</th>' in html
    assert '<td data-label="Members" class="number">0</td>' in html


def test_the_navigation_marks_where_one_is():
    assert kind_of("/news/2026/steel/") == "news"
    assert kind_of("/news/") == "news"
    assert kind_of("/newsletters/") == ""


def test_a_date_block_shows_the_day_in_the_moments_own_zone():
    late = datetime(2026, 3, 11, 23, 30, tzinfo=ZoneInfo("America/New_York"))

    html = rendered('{% include "web/components/date_block.html" %}', day=late, hours="23:30 EDT")

    assert 'datetime="2026-03-11"' in html
    assert re.findall(r'__(?:weekday|number|month)">(.*?)<', html) == [
        "Wednesday",
        "11",
        "Mar 2026",
    ]


def test_the_sites_name_stands_though_a_view_calls_something_else_site(rf, settings):
    settings.SITE_NAME = "Clusters"
    request = rf.get("/")
    request.user = AnonymousUser()

    html = rendered('{% extends "web/base.html" %}', request, site={"name": "127.0.0.1"})

    assert "127.0.0.1" not in html
    assert html.count('class="wordmark"') == 2


def test_a_kept_part_differs_by_what_it_was_given():
    light = rendered(
        '{% kept_part "web/_footer.html" theme="light" name=name tagline="C" %}', name="A & B"
    )
    dark = rendered(
        '{% kept_part "web/_footer.html" theme="dark" name=name tagline="C" %}', name="A & B"
    )

    assert 'value="light" aria-pressed="true"' in light
    assert 'value="dark" aria-pressed="true"' in dark
    assert "A &amp; B" in dark
