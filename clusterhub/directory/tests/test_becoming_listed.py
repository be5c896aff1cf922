"""The pages of becoming listed, as people walk through them, and who may open which."""

import pytest
from django.core import mail

from clusterhub.accounts.invited import token_of
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Level, Organisation, State, Submission
from clusterhub.directory.operations.review import submit_for_review
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.reviewing import (
    REASONS,
    address,
    make_cluster,
    make_submission,
    make_validator,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db


def test_a_profile_begins_with_its_country_then_its_kind_then_its_name(client):
    make_country()
    sign_in(client, make_user())
    new = address("new-organisation")

    first = client.get(new)
    second = client.get(new, {"country": "AT"})
    third = client.get(new, {"country": "AT", "kind": "cluster_organisation"})
    typed = {"country": "AT", "kind": "cluster_organisation", "name": "Timber Valley"}
    made = client.post(new, typed)

    organisation = Organisation.objects.get()
    assert [next(iter(each.context["form"].fields)) for each in (first, second)] == [
        "country",
        "kind",
    ]
    assert third.context["form"].initial["country"].pk == "AT"
    assert made.url == address("standing", organisation.slug)
    assert (organisation.state, organisation.country_id) == (State.DRAFT, "AT")


@pytest.mark.parametrize("query", [{"country": "ZZ"}, {"country": "AT", "kind": "nonsense"}])
def test_an_address_that_fits_nothing_asks_again(client, query):
    make_country()
    sign_in(client, make_user())

    response = client.get(address("new-organisation"), query)

    assert response.status_code == 200
    assert response.context["form"].errors


def test_a_likely_twin_is_shown_with_a_way_to_claim_it(client):
    make_country()
    twin = make_organisation(name="Timber Valley")
    sign_in(client, make_user())
    typed = {"country": "AT", "kind": "sme", "name": "Timber Valey"}

    shown = client.post(address("new-organisation"), typed)
    nothing_yet = Organisation.objects.count()
    client.post(address("new-organisation"), typed | {"others": [twin.pk]})

    assert address("claim", twin.slug) in words(shown)
    assert (nothing_yet, Organisation.objects.count()) == (1, 2)


def test_the_owner_sees_what_is_missing_hands_in_and_takes_back(client):
    organisation, owner = make_cluster(meets_all=False, website="")
    sign_in(client, owner)
    page = address("standing", organisation.slug)

    before = client.get(page)
    refused = client.post(address("submission", organisation.slug), follow=True)
    Organisation.objects.update(website="https://timber.example")
    handed_in = client.post(address("submission", organisation.slug), follow=True)
    taken_back = client.post(address("submission-withdrawal", organisation.slug), follow=True)

    assert [str(each) for each in before.context["missing"]] == ["website"]
    assert [str(each["criterion"].mark) for each in before.context["criteria"]] == ["missing"] * 5
    assert "Before review, the profile needs: website." in words(refused)
    assert "Waiting for review since" in words(handed_in)
    assert taken_back.context["organisation"].state == State.DRAFT


def test_evidence_is_given_and_looked_at(client):
    organisation, owner = make_cluster(meets_all=False)
    sign_in(client, owner)
    page = address("evidence", organisation.slug, "public_tie")

    empty = client.post(page, {"words": "", "url": ""})
    script = client.post(page, {"url": "javascript:alert(1)"})
    client.post(page, {"words": "The state of Upper Austria pays half."})
    submission = submit_for_review(organisation, by=owner)
    sign_in(client, make_validator())
    client.post(address("finding", submission.pk, "public_tie"), {"is_met": "1"})

    assert empty.context["form"].errors and script.context["form"].errors
    assert organisation.evidence.get().is_met is True
    assert client.post(address("finding", submission.pk, "nonsense")).status_code == 404


def test_a_validator_reads_takes_and_decides_a_case(client):
    submission = make_submission()
    sign_in(client, make_validator())

    queue = client.get(address("validation"))
    client.post(address("taking", submission.pk))
    case = client.get(address("case", submission.pk))
    version = case.context["organisation"].version
    too_short = {"verdict": "returned", "reasons": "No.", "version": version}
    refused = client.post(address("case", submission.pk), too_short)
    decided = client.post(address("case", submission.pk), too_short | {"reasons": REASONS})
    again = client.post(address("case", submission.pk), too_short | {"reasons": REASONS})

    submission.organisation.refresh_from_db()
    assert submission.organisation.name in words(queue)
    assert "Say why" in words(refused)
    assert decided.url == address("validation")
    assert "The profile was changed meanwhile" in words(again) or "decided" in words(again)
    assert submission.organisation.state == State.RETURNED


def test_what_changed_since_it_was_read_is_not_decided(client):
    submission = make_submission()
    sign_in(client, make_validator())
    old = submission.organisation.version - 1

    response = client.post(address("case", submission.pk), {"verdict": "published", "version": old})

    assert "The profile was changed meanwhile" in words(response)
    assert Submission.objects.open().count() == 1


def test_a_validator_is_asked_and_answers(client):
    submission, judge, other = make_submission(), make_validator(), make_validator()
    sign_in(client, judge)
    client.post(address("opinion", submission.pk), {"of": other.pk, "question": "Is it a cluster?"})
    opinion = submission.opinions.get()
    answer = address("opinion-answer", submission.pk, opinion.pk)

    not_hers = client.post(answer, {"leans": "publish", "answer": "Yes"})
    sign_in(client, other)
    asked = client.get(address("validation"))
    client.post(answer, {"leans": "publish", "answer": "Yes, it has fifteen members."})

    opinion.refresh_from_db()
    assert not_hers.status_code == 404
    assert "Is it a cluster?" in words(asked)
    assert opinion.answer == "Yes, it has fifteen members."


def test_criteria_are_waived_and_asked_again(client):
    submission = make_submission(meets_all=False)
    sign_in(client, make_validator())

    typed = {"ground": "social_economy", "reason": "On the Commission's list"}
    client.post(address("waiver", submission.pk), typed)
    case = client.get(address("case", submission.pk))
    waiver = submission.organisation.waivers.get()
    client.post(address("waiver-end", submission.pk, waiver.pk))

    waiver.refresh_from_db()
    assert {str(each["criterion"].mark) for each in case.context["criteria"]} == {"waived"}
    assert waiver.ended_at is not None


def test_a_profile_is_suspended_and_listed_again(client):
    organisation, _owner = make_cluster(State.PUBLISHED)
    sign_in(client, make_validator())
    page = address("suspension", organisation.slug)

    client.post(page, {"reason": REASONS})
    organisation.refresh_from_db()
    suspended = organisation.state
    client.post(page, {"lift": "1"})

    organisation.refresh_from_db()
    assert (suspended, organisation.state) == (State.SUSPENDED, State.PUBLISHED)


def test_a_colleague_is_invited_comes_in_and_goes(client, django_capture_on_commit_callbacks):
    organisation = make_organisation()
    owner, colleague = make_editor(organisation), make_user()
    sign_in(client, owner)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            address("editors", organisation.slug), {"email": colleague.email, "level": "editor"}
        )
    token = token_of(organisation.invitations.get())

    first = client.post(address("invitation", token), follow=True)
    client.logout()
    asked_to_sign_in = client.post(address("invitation", token))
    sign_in(client, colleague)
    client.get(address("invitation", token))
    accepted = client.post(address("invitation", token))
    row = organisation.editorships.get(editor=colleague)
    left = client.post(address("editorship-end", organisation.slug, row.pk))

    assert [message.to for message in mail.outbox] == [[colleague.email]]
    assert "The invitation went to another address" in words(first)
    assert asked_to_sign_in.url.endswith(f"?next=/invitations/{token}/")
    assert accepted.url == address("standing", organisation.slug)
    assert left.url == address("mine")
    assert not organisation.editorships.current().filter(editor=colleague).exists()


def test_a_level_is_changed_and_a_profile_handed_over(client):
    organisation = make_organisation()
    owner, editor = make_editor(organisation), make_editor(organisation, Level.EDITOR)
    own = organisation.editorships.get(editor=owner)
    other = organisation.editorships.get(editor=editor)
    sign_in(client, owner)
    slug = organisation.slug

    refused = client.post(
        address("editorship-level", slug, own.pk), {"level": "editor"}, follow=True
    )
    over = client.post(address("handing-over", slug, other.pk))

    rows = organisation.editorships.current()
    assert "You are the last administrator" in words(refused)
    assert over.url == address("mine")
    assert [(row.editor, row.level) for row in rows] == [(editor, "admin")]


def test_a_profile_is_claimed_at_once_or_by_a_validator(client):
    organisation = make_organisation(website="https://timber.example")
    other = make_organisation()
    person = make_user(email="ines@timber.example")
    sign_in(client, person)

    at_once = client.post(address("claim", organisation.slug))
    without_words = client.post(address("claim", other.slug))
    later = client.post(address("claim", other.slug), {"reason": "I direct it."})
    claim = other.claims.get()
    sign_in(client, make_validator())
    listed = client.get(address("claims"))
    client.post(address("claim-decision", claim.pk), {"verdict": "granted"})

    assert at_once.url == address("standing", organisation.slug)
    assert without_words.context["form"].errors
    assert later.url == address("mine")
    assert "I direct it." in words(listed)
    assert other.editorships.get().editor == person


def test_an_editor_removed_in_the_middle_of_a_form_is_refused_by_every_page(client):
    organisation, owner = make_cluster()
    sign_in(client, owner)
    client.get(address("evidence", organisation.slug, "staff"))
    organisation.editorships.update(ended_at=organisation.created_at)

    answers = [
        client.post(address("evidence", organisation.slug, "staff"), {"words": "Two"}).status_code,
        client.post(address("submission", organisation.slug)).status_code,
        client.post(address("editors", organisation.slug), {"email": "a@b.example"}).status_code,
    ]

    assert answers == [404] * 3
    assert not organisation.evidence.exists()
