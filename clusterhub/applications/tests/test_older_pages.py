"""What two officers write on the same page is lost by neither."""

import pytest
from django.urls import reverse

from clusterhub.applications.tests.evaluating import decide, judge_all, make_judged

pytestmark = pytest.mark.django_db


def test_an_older_page_of_an_award_shows_what_was_saved_since(client):
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    award = decide(hosted).outcomes.get().award
    client.force_login(hosted.officer)
    address = reverse("evaluation:award", args=[hosted.call.slug, 1])
    stamp = client.get(address).context["form"]["stamp"].value()
    first = {"result": "Wood dries in a day.", "agreement_number": "7", "stamp": stamp}

    saved = client.post(address, first)
    late = client.post(address, {"result": "Typed in the older tab", "stamp": stamp})
    award.refresh_from_db()
    kept = award.result
    again = {"result": "Typed in the older tab", "stamp": late.context["form"]["stamp"].value()}
    client.post(address, again)

    award.refresh_from_db()
    assert (saved.status_code, late.status_code) == (302, 422)
    page = late.content.decode()
    assert "Typed in the older tab" in page and "Wood dries in a day." in page
    assert (kept, award.result) == ("Wood dries in a day.", "Typed in the older tab")
