import pytest

from clusterhub.matchmaking.models import MeetingRequest, Mode, NotForMe, RequestState
from clusterhub.matchmaking.operations.answering import accept, propose
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.joining import leave
from clusterhub.matchmaking.tests.rows import link_of, make_matchmaking, make_participant

pytestmark = pytest.mark.django_db


def two(**facts):
    matchmaking = make_matchmaking(**facts)
    anna = make_participant(matchmaking, name="Anna Berg", seeks="Laser sensors", offers="Timber")
    return anna, make_participant(matchmaking, name="Bo Ek", offers="Fast laser sensors")


def answer(client, who, request, **typed):
    return client.post(link_of(who, f"requests/{request.pk}/answer/"), typed)


def test_somebody_is_asked_from_her_page_and_says_yes_on_another(client):
    anna, bo = two()
    page = client.get(link_of(anna, f"people/{bo.pk}/"))
    assert "You look for “Laser sensors”; they offer “Fast laser sensors”" in page.text

    asked = client.post(link_of(anna, f"people/{bo.pk}/"), {"note": "Beams, 3 cm."})
    request = MeetingRequest.objects.get()
    assert asked["Location"] == link_of(anna, f"requests/{request.pk}/")
    assert "It is their turn" in client.get(asked["Location"]).text

    theirs = client.get(link_of(bo, f"requests/{request.pk}/"))
    assert "Beams, 3 cm." in theirs.text and "Yes, let us meet" in theirs.text
    request.refresh_from_db()
    assert request.state == RequestState.PENDING
    said = answer(client, bo, request, what="accept")
    assert said["Location"] == link_of(bo, f"requests/{request.pk}/")
    assert "You two meet" in client.get(said["Location"]).text
    assert "Both want to meet, no time yet" in client.get(link_of(anna)).text


def test_a_yes_or_a_no_is_one_press_on_the_list(client):
    anna, bo = two()
    request = ask(anna, bo, note="Sensors?")
    assert "1 request waits for your answer" in client.get(link_of(bo)).text

    said = answer(client, bo, request, what="decline", back="list")

    assert said["Location"] == link_of(bo)
    assert "What is over" in client.get(link_of(bo)).text
    assert "Declined" in client.get(link_of(anna, f"requests/{request.pk}/")).text


def test_where_people_take_times_another_one_is_proposed_and_taken(client):
    anna, bo = two(mode=Mode.DIRECT)
    first, second, _third = anna.matchmaking.slots.all()
    client.post(link_of(anna, f"people/{bo.pk}/"), {"slot": first.pk})
    request = MeetingRequest.objects.get()
    assert request.proposed_slot == first
    assert (
        "You two have this time at once" in client.get(link_of(bo, f"requests/{request.pk}/")).text
    )

    answer(client, bo, request, what="propose", slot=second.pk)
    assert "Another time is proposed" in client.get(link_of(anna, f"requests/{request.pk}/")).text
    answer(client, anna, request, what="accept")

    request.refresh_from_db()
    assert request.meeting.slot == second
    assert (
        f"/schedule/{request.meeting.pk}/"
        in client.get(link_of(anna, f"requests/{request.pk}/")).text
    )


def test_a_refusal_is_a_sentence_and_not_an_error(client):
    anna, bo = two(mode=Mode.DIRECT)
    slots = list(anna.matchmaking.slots.all())
    request = ask(anna, bo, slot=slots[0])
    cy = make_participant(anna.matchmaking)
    accept(ask(cy, bo, slot=slots[0]), by=bo)

    taken = answer(client, bo, request, what="accept")
    wrong_turn = answer(client, anna, request, what="accept")
    odd = answer(client, bo, request, what="perhaps")
    no_slot = answer(client, bo, request, what="propose", slot="9" * 19)

    assert taken.status_code == wrong_turn.status_code == no_slot.status_code == 409
    assert "This time is not free any more" in taken.text
    assert "the other one&#x27;s turn" in wrong_turn.text
    assert (odd.status_code, "Choose one of the buttons." in odd.text) == (422, True)
    propose(request, by=bo, slot=slots[1])


def test_100_000_letters_and_other_peoples_ids_are_refused(client):
    anna, bo = two()
    stranger, elsewhere = make_participant(anna.matchmaking), make_participant(make_matchmaking())
    request = ask(anna, stranger)

    long = client.post(link_of(anna, f"people/{bo.pk}/"), {"note": "x" * 100_000})
    assert (long.status_code, MeetingRequest.objects.count()) == (422, 1)
    assert "at most 300 characters" in long.text
    too_long = answer(client, stranger, request, what="decline", words="x" * 100_000)
    assert too_long.status_code == 422
    for path in (
        f"people/{anna.pk}/", f"people/{elsewhere.pk}/", f"people/{2**80}/",
        f"requests/{request.pk + 99}/",
    ):  # fmt: skip
        assert client.get(link_of(anna, path)).status_code == 404
    assert client.get(link_of(bo, f"requests/{request.pk}/")).status_code == 404
    assert answer(client, bo, request, what="accept").status_code == 404
    assert client.post(link_of(anna, f"people/{elsewhere.pk}/")).status_code == 404
    assert client.post(link_of(anna, f"people/{anna.pk}/not-for-me/")).status_code == 404
    assert client.post(link_of(anna, f"people/{elsewhere.pk}/not-for-me/")).status_code == 404
    leave(anna)
    for path in ("people/", "people/all/", f"people/{bo.pk}/", f"requests/{request.pk}/"):
        assert client.get(link_of(anna, path)).status_code == 404


def test_an_answer_by_get_changes_nothing(client):
    anna, bo = two()
    request = ask(anna, bo)

    refused = client.get(link_of(bo, f"requests/{request.pk}/answer/"), {"what": "accept"})
    client.get(link_of(bo, f"requests/{request.pk}/"))

    assert refused.status_code == 405
    assert MeetingRequest.objects.get().state == RequestState.PENDING


def test_a_meeting_is_cancelled_with_a_word(client):
    anna, bo = two()
    request = ask(anna, bo)
    accept(request, by=bo)

    path = link_of(bo, f"requests/{request.pk}/cancellation/")
    assert client.post(path, {"words": "x" * 301}).status_code == 422
    assert client.post(path, {"words": "I am ill."})["Location"] == link_of(bo)

    assert "Cancelled" in client.get(link_of(anna, f"requests/{request.pk}/")).text
    assert request.meeting.__class__.objects.get().cancel_words == "I am ill."


def test_who_is_not_for_her_is_not_suggested_until_she_changes_her_mind(client):
    anna, bo = two()
    assert "Bo Ek" in client.get(link_of(anna, "people/")).text

    turned = client.post(link_of(anna, f"people/{bo.pk}/not-for-me/"))
    page = client.get(turned["Location"])
    assert "Bo Ek" not in page.text and "Undo" in page.text
    assert "Bo Ek" in client.get(link_of(anna, "people/all/?shows=away")).text
    assert "Anna Berg" not in client.get(link_of(bo, "people/")).text
    assert "Anna Berg" in client.get(link_of(bo, "people/all/")).text
    client.post(link_of(anna, f"people/{bo.pk}/not-for-me/"), {"again": "1"})

    assert not NotForMe.objects.exists()
    assert "Bo Ek" in client.get(link_of(anna, "people/")).text


def test_everybody_is_found_by_words_country_and_kind(client):
    anna, bo = two()
    for number in range(25):
        make_participant(anna.matchmaking, name=f"Guest {number:02}")

    def found(query):
        return client.get(link_of(anna, f"people/all/?{query}")).text

    assert "26 people" in found("") and "Guest 24" in found("page=2")
    assert "Bo Ek" in found("q=laser+fast") and "1 person" in found("q=laser+fast")
    assert "Nobody like this" in found("q=zeppelin&country=XX&kind=pirate&page=7%00")
    assert "26 people" in found("country=XX&kind=pirate")
    assert bo.registration.email not in found("q=Bo")


@pytest.mark.parametrize("count", [2, 25])
def test_pages_need_as_many_statements_for_any_number_of_people(
    client, count, django_assert_max_num_queries
):
    matchmaking = make_matchmaking()
    people = [make_participant(matchmaking, offers=f"Word{n}") for n in range(count + 1)]
    for each in people[1 : count // 2 + 1]:
        ask(each, people[0])
    client.get(link_of(people[0], "people/"))

    for page, most in (("", 8), ("people/all/", 10), ("people/", 17)):
        with django_assert_max_num_queries(most):
            assert client.get(link_of(people[0], page)).status_code == 200
