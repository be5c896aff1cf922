"""The pages of becoming listed, as people walk through them, and who may open which."""

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.invitations import token_of
from clusterhub.directory.models import Level, Organisation, State, Submission
from clusterhub.directory.operations.claims import claim_organisation
from clusterhub.directory.operations.criteria import ask_opinion, grant_waiver
from clusterhub.directory.operations.editors import invite_editor
from clusterhub.directory.operations.review import submit_for_review
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.reviewing import (
    REASONS,
    make_cluster,
    make_submission,
    make_validator,
)

pytestmark = pytest.mark.django_db


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name, *args):
    return reverse(f"directory:{name}", args=args)


def words(response):
    return response.content.decode()


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
    asked_to_sign_in = client.get(address("invitation", token))
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


PEOPLE = ["visitor", "stranger", "editor of another", "editor", "administrator", "validator",
          "site editor", "site administrator", "validator who edits"]  # fmt: skip
# For each page and action, what each of PEOPLE gets; the profile is a draft in review.
MATRIX = {
    "new-organisation": (302, 200, 200, 200, 200, 200, 200, 200, 200),
    "mine": (302, 200, 200, 200, 200, 200, 200, 200, 200),
    "standing": (302, 404, 404, 200, 200, 403, 200, 200, 200),
    "evidence": (302, 404, 404, 200, 200, 403, 200, 200, 200),
    "editors": (302, 404, 404, 200, 200, 403, 403, 200, 200),
    "claim": (302, 404, 404, 404, 404, 404, 404, 404, 404),
    "validation": (302, 403, 403, 403, 403, 200, 403, 200, 200),
    "case": (302, 403, 403, 403, 403, 200, 403, 200, 200),
    "claims": (302, 403, 403, 403, 403, 200, 403, 200, 200),
    "suspension": (302, 403, 403, 403, 403, 200, 403, 200, 403),
}
ACTIONS = {
    "submission": (302, 404, 404, 403, 302, 403, 403, 302, 403),
    "submission-withdrawal": (302, 404, 404, 403, 302, 403, 403, 302, 403),
    "archive": (302, 404, 404, 403, 302, 403, 403, 302, 403),
    "reopening": (302, 404, 404, 403, 302, 403, 403, 302, 403),
    "taking": (302, 403, 403, 403, 403, 302, 403, 302, 403),
    "opinion": (302, 403, 403, 403, 403, 302, 403, 302, 302),
    "opinion-answer": (302, 403, 403, 403, 403, 404, 403, 404, 404),
    "finding": (302, 403, 403, 403, 403, 302, 403, 302, 403),
    "waiver": (302, 403, 403, 403, 403, 302, 403, 302, 302),
    "waiver-end": (302, 403, 403, 403, 403, 302, 403, 302, 403),
    "claim-decision": (302, 403, 403, 403, 403, 302, 403, 302, 302),
    "editorship-level": (302, 404, 404, 403, 302, 403, 403, 302, 403),
    "editorship-end": (302, 404, 404, 403, 302, 403, 403, 302, 403),
    "handing-over": (302, 404, 404, 403, 302, 403, 403, 403, 403),
    "invitation-withdrawal": (302, 404, 404, 302, 302, 403, 403, 302, 302),
}


def make_person(client, who, organisation, owner):
    roles = {
        "validator": [Role.VALIDATOR],
        "validator who edits": [Role.VALIDATOR],
        "site editor": [Role.EDITOR],
        "site administrator": [Role.ADMINISTRATOR],
    }
    if who == "visitor":
        return
    person = owner if who == "administrator" else make_user(roles=roles.get(who, []))
    if who in ("editor", "validator who edits"):
        organisation.editorships.create(editor=person, level=Level.EDITOR)
    if who == "editor of another":
        make_organisation().editorships.create(editor=person, level=Level.ADMINISTRATOR)
    sign_in(client, person)


def make_addresses(organisation, owner):
    """Everything that can be opened or posted about one case, with rows for each."""
    slug, validators = organisation.slug, [make_validator() for _ in range(2)]
    submission = submit_for_review(organisation, by=owner)
    colleague = organisation.editorships.create(editor=make_user(), level=Level.EDITOR)
    opinion = ask_opinion(submission, of=validators[0], question="Is it?", by=validators[1])
    waiver = grant_waiver(organisation, ground="social_economy", reason="x", by=validators[0])
    invitation = invite_editor(organisation, email="a@b.example", level=Level.EDITOR, by=owner)
    claim = claim_organisation(make_organisation(), by=make_user())
    arguments = dict.fromkeys((*MATRIX, *ACTIONS), (slug,))
    arguments |= dict.fromkeys(("new-organisation", "mine", "validation", "claims"), ())
    arguments |= dict.fromkeys(("case", "taking", "opinion", "waiver"), (submission.pk,))
    arguments |= {
        "evidence": (slug, "staff"),
        "finding": (submission.pk, "staff"),
        "opinion-answer": (submission.pk, opinion.pk),
        "waiver-end": (submission.pk, waiver.pk),
        "claim-decision": (claim.pk,),
        "invitation-withdrawal": (slug, invitation.pk),
    }
    for name in ("editorship-level", "editorship-end", "handing-over"):
        arguments[name] = (slug, colleague.pk)
    return {name: address(name, *values) for name, values in arguments.items()}


@pytest.mark.parametrize(("position", "who"), enumerate(PEOPLE))
def test_who_opens_and_does_what(client, position, who):
    organisation, owner = make_cluster()
    addresses = make_addresses(organisation, owner)
    make_person(client, who, organisation, owner)
    answers = {}

    for name, path in addresses.items():
        with transaction.atomic():  # None feels what another did.
            ask = client.get if name in MATRIX else client.post
            answers[name] = ask(path, {"level": "editor", "is_met": "1"}).status_code
            transaction.set_rollback(True)

    expected = {name: codes[position] for name, codes in (MATRIX | ACTIONS).items()}
    assert answers == expected


def test_who_has_not_signed_in_is_asked_to(client):
    addresses = make_addresses(*make_cluster())

    asked = [client.post(path).url for path in addresses.values()]

    assert all(url.startswith("/account/login/") for url in asked)
