"""What a stranger can make our letters say, and to whom."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.funding import operations
from clusterhub.funding.alert_links import follower_of, token_of
from clusterhub.funding.for_you import own_with_answers
from clusterhub.funding.models import Follow, Follower, KeptAnswers, SavedSearch
from clusterhub.funding.operations import following
from clusterhub.funding.operations.following import MOST_FOLLOWED, follow_call
from clusterhub.funding.tests.makers import make_call
from clusterhub.letters.operations import deliver

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
VICTIM = "anna@timber.example"


def delivered():
    while deliver():
        pass
    return mail.outbox


def ask(client, query="", email=VICTIM):
    return client.post(reverse("funding:new-alert") + query, {"email": email})


def confirmed(email=VICTIM, call=None):
    follow = follow_call(call or make_call(), email=email)
    following.confirm_follows(follow.follower)
    return follow.follower


def test_a_letter_that_asks_to_confirm_carries_no_words_of_a_stranger(client):
    make_call(title="Vouchers")

    ask(client, "?q=You+won+visit+evil.example+now")
    [letter] = delivered()

    assert "evil" not in letter.subject + letter.body
    assert "won" not in letter.body.split()
    for part, _kind in getattr(letter, "alternatives", []):
        assert "evil" not in part


def test_who_has_stopped_is_written_to_by_nobodys_wish_but_her_own(client):
    follower = confirmed()
    following.stop_alerts(follower)
    before = len(delivered())

    page = client.post(reverse("funding:follow", args=[make_call().slug]), {"email": VICTIM})
    ask(client, "?programme=SMP")

    assert page.status_code == 200
    assert len(delivered()) == before
    follower.refresh_from_db()
    assert follower.stopped_at is not None
    client.post(reverse("funding:alerts-at", args=[token_of(follower)]), {"do": "on"})
    follower.refresh_from_db()
    assert follower.stopped_at is None


def test_a_stranger_fills_nobodys_list_and_learns_nothing_of_it(client):
    follower = confirmed()
    for number in range(40):
        ask(client, f"?q=word{number}")
        cache.clear()

    assert follower.follows.filter(confirmed_at=None).count() <= 5
    full = confirmed("full@timber.example")
    call = make_call()
    Follow.objects.bulk_create(
        Follow(follower=full, search=_search(n), made_at=full.made_at, confirmed_at=full.made_at)
        for n in range(MOST_FOLLOWED)
    )
    known = client.post(reverse("funding:follow", args=[call.slug]), {"email": full.email})
    unknown = client.post(reverse("funding:follow", args=[call.slug]), {"email": "no@body.example"})
    assert known.status_code == unknown.status_code == 200


def _search(number):
    return SavedSearch.objects.create(query=f"q=z{number}", key="any")


def test_one_inbox_with_many_names_is_one_address_to_the_limit(client):
    call = make_call()
    for number in range(12):
        cache.clear()  # Whoever has many networks.
        client.post(
            reverse("funding:follow", args=[call.slug]), {"email": f"anna+{number}@timber.example"}
        )

    assert len(delivered()) <= 5


def test_looking_at_a_link_changes_nothing(client):
    follower = follow_call(make_call(), email=VICTIM).follower
    address = reverse("funding:alerts-at", args=[token_of(follower)])
    stop = reverse("funding:alerts-stop", args=[token_of(follower)])

    statuses = [client.get(address).status_code, client.get(stop).status_code]

    follower.refresh_from_db()
    assert statuses == [200, 405]
    assert follower.stopped_at is None
    assert not follower.follows.exclude(confirmed_at=None).exists()


@pytest.mark.parametrize("token", ["", "1-", "-x", "zzzzzzzzzzzzzzzz-a", "1-\0", "½-a", "1-é"])
def test_made_up_links_lead_nowhere(token):
    follow_call(make_call(), email=VICTIM)

    assert follower_of(token) is None


def test_an_old_letter_opens_nothing_after_the_address_has_changed(client):
    person = make_user()
    follower = follow_call(make_call(), person=person).follower
    token = token_of(follower)
    person.email = "new@address.example"
    person.save(update_fields=["email"])

    answer = client.get(reverse("funding:alerts-at", args=[token]))

    assert answer.status_code == 404
    assert Follower.objects.count() == 1


@pytest.mark.parametrize("operation", ["keep_answers", "forget_answers"])
def test_answers_about_an_organisation_are_kept_and_deleted_by_its_editors_alone(operation):
    body = make_organisation()
    KeptAnswers.objects.create(organisation=body, facts={"turnover_eur": 1})
    facts = {"facts": {"turnover_eur": 2}} if operation == "keep_answers" else {}

    with pytest.raises(Exception):  # noqa: B017
        getattr(operations, operation)(body, by=make_user(), **facts)

    assert KeptAnswers.objects.get().facts == {"turnover_eur": 1}
    getattr(operations, operation)(body, by=make_editor(body), **facts)


def test_suspended_accounts_see_no_kept_answers():
    body = make_organisation()
    editor = make_editor(body)
    editor.is_active = False
    editor.save(update_fields=["is_active"])

    assert own_with_answers(editor) == []


def test_what_an_organisation_keeps_to_itself_goes_along_with_its_own_people_alone(client):
    body = make_organisation()
    KeptAnswers.objects.create(organisation=body, facts={"turnover_eur": 7654321})
    address = reverse("directory:take-along-json", args=[body.slug])

    client.force_login(make_user(roles=["administrator"]), backend=BACKEND)
    theirs = client.get(address)
    client.force_login(make_editor(body), backend=BACKEND)
    own = client.get(address)

    assert theirs.status_code == own.status_code == 200
    assert "7654321" not in theirs.content.decode()
    assert "7654321" in own.content.decode()
