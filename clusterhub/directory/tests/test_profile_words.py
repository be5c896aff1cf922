"""What a reader and an owner see of a profile, as people say it."""

import pytest
from django.urls import reverse

from clusterhub.directory.forms.parts import PartForm
from clusterhub.directory.kinds import Part
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.operations.restoring import restore_revision
from clusterhub.directory.plain_numbers import plain_number
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.test_map import make_region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_profile_is_offered_to_be_claimed_only_while_nobody_keeps_it(client, is_kept):
    organisation = make_organisation()
    if is_kept:
        make_editor(organisation)

    page = client.get(organisation.get_absolute_url())

    offer = reverse("directory:claim", args=[organisation.slug])
    assert (offer in page.content.decode()) is not is_kept


def test_a_closed_account_keeps_nothing(client):
    organisation = make_organisation()
    keeper = make_editor(organisation)
    keeper.is_active = False
    keeper.save()

    page = client.get(organisation.get_absolute_url())

    assert page.context["can_claim"]


def test_services_on_lines_are_a_list(client):
    organisation = make_organisation(facts={"services": "Open day\n\nAdvice on standards\n"})

    page = client.get(organisation.get_absolute_url())

    assert "<li>Open day</li><li>Advice on standards</li>" in page.content.decode()


def test_a_profile_leads_to_its_country_and_region(client):
    country = make_country()
    organisation = make_organisation(country=country, region=make_region("AT312", country))

    page = client.get(organisation.get_absolute_url()).content.decode()

    assert 'href="/countries/AT/"' in page
    assert 'href="/regions/AT312/"' in page


def test_a_region_is_shown_with_its_name_and_stays_as_it_was():
    country = make_country()
    organisation = make_organisation(country=country, region=make_region("AT312", country))
    form = PartForm(organisation, Part.PLACE)
    shown = form["region"].value()

    again = PartForm(
        organisation, Part.PLACE, {"version": 1, "country": country.pk, "region": shown}
    )

    assert shown.startswith("AT312 ") and len(shown) > len("AT312 ")
    assert again.is_valid(), again.errors
    assert again.cleaned_data["region"].code == "AT312"
    assert "region" not in again.changed_data


def test_of_a_long_choice_the_chosen_ones_stand_first():
    organisation = make_organisation(facts={"languages": ["sv", "en"]})

    form = PartForm(organisation, Part.STAFF)

    first = [code for code, _words in form.fields["languages"].choices[:3]]
    assert set(first[:2]) == {"sv", "en"}
    assert first[2] not in {"sv", "en"}


@pytest.mark.parametrize(
    ("value", "words"), [("3.50", "3.5"), ("10.00", "10"), ("0.75", "0.75"), ("1", "1")]
)
def test_a_number_is_written_without_needless_zeros(value, words):
    assert plain_number(value) == words


def test_each_part_of_a_profile_has_a_way_to_edit_it(client):
    organisation = make_organisation()
    client.force_login(make_editor(organisation))

    page = client.get(reverse("directory:edit-organisation", args=[organisation.slug]))

    for row in page.context["rows"]:
        link = f'href="{row["url"]}">Edit<span class="visually-hidden">: {row["part"].label}'
        assert link in page.content.decode()


@pytest.mark.parametrize(("others", "says_only"), [(0, True), (1, False)])
def test_who_leaves_is_asked_first_and_the_last_one_is_told(client, others, says_only):
    organisation = make_organisation()
    own = make_editor(organisation)
    for _each in range(others):
        make_editor(organisation)
    client.force_login(own)

    page = client.get(reverse("directory:editors", args=[organisation.slug])).content.decode()

    assert page.count("Leave this profile?") == 1
    assert ("You are its only administrator." in page) is says_only
    assert page.count("<dialog") == 1 + 2 * others


def test_what_is_missing_for_review_has_a_way_to_fill_it_in(client):
    organisation = make_organisation(is_published=False, kind="cluster_organisation")
    client.force_login(make_editor(organisation))

    page = client.get(reverse("directory:standing", args=[organisation.slug])).content.decode()

    assert f"/organisations/{organisation.slug}/edit/staff/" in page
    assert f"/organisations/{organisation.slug}/counts/" in page
    assert "Fill in the profile" in page


def test_a_restoration_names_the_fields_that_it_changes():
    organisation = make_organisation(facts={"services": "Old", "languages": ["en"]})
    by = make_editor(organisation)
    save_part(organisation, part="what_we_do", fields={"services": "New"}, by=by)

    restore_revision(organisation.revisions.get(number=1), by=by)

    assert organisation.revisions.first().changed == ["services"]
