import pytest
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.operations import reserve
from clusterhub.applications.tests.evaluating import decide, judge_all, make_judged
from clusterhub.funding.models import Call

pytestmark = pytest.mark.django_db


def test_what_is_awarded_is_taken_off_the_places_and_comes_back_when_it_is_given_back(client):
    hosted = make_judged(count=2, evaluators=1, countries=[("AT", "Austria"), ("ES", "Spain")])
    client.force_login(make_user(roles=[Role.EDITOR]))
    client.post(
        reverse("funding:add-rule", args=[hosted.call.slug, "quota"]),
        {"per": "country", "left": "AT 2\nES 1\nDE 4", "is_counted": "on"},
    )

    def left():
        return Call.objects.get(pk=hosted.call_id).rules[0]["left"]

    before = left()
    judge_all(hosted, [("5", "5"), ("4", "4")])
    decision = decide(hosted)
    after = left()
    reserve.give_back(decision.outcomes.get(rank=1), by=hosted.officer)

    assert before == {"AT": 2, "ES": 1, "DE": 4}
    assert after == {"AT": 1, "ES": 0, "DE": 4}
    assert left() == {"AT": 2, "ES": 0, "DE": 4}
