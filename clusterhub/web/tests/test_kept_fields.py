"""A field that is drawn once for all never shows what somebody else's form says."""

import pytest
from django import forms

from clusterhub.web.forms import kept_field

pytestmark = pytest.mark.pure


class Asked(forms.Form):
    name = forms.CharField(label="Your name", max_length=50)
    mode = forms.ChoiceField(choices=[("a", "Here")], widget=forms.RadioSelect)


def drawn(form):
    return [kept_field(field) for field in form]


def plain(form):
    return [field.as_field_group() for field in form]


def changed(**changes):
    form = Asked()
    for name, value in changes.items():
        setattr(form.fields["name"], name, value)
    return form


def test_what_one_typed_and_got_wrong_is_not_shown_to_the_next():
    typed = Asked({"name": "Anna Lind", "mode": "b"})
    known = Asked(initial={"name": "Eva"})

    pages = [drawn(form) for form in (Asked(), typed, known, Asked())]

    assert pages == [plain(Asked()), plain(typed), plain(known), plain(Asked())]
    assert ["Anna Lind" in page[0] for page in pages] == [False, True, False, False]
    assert ["Eva" in page[0] for page in pages] == [False, False, True, False]


def test_each_difference_between_two_fields_shows():
    forms_ = [
        Asked(),
        Asked(prefix="other"),
        Asked(auto_id="x_%s"),
        Asked(use_required_attribute=False),
        changed(label="Her name"),
        changed(help_text="As on the badge"),
        changed(required=False),
        changed(disabled=True),
        changed(widget=forms.Textarea()),
        changed(widget=forms.TextInput(attrs={"autocomplete": "off"})),
    ]
    forms_.append(Asked())
    forms_[-1].fields["mode"].choices = [("a", "Here: full")]

    drawn_twice = [drawn(form) for form in (*forms_, *forms_)]

    assert drawn_twice == [plain(form) for form in (*forms_, *forms_)]
    assert len({tuple(page) for page in drawn_twice}) == len(forms_)
