"""Who may open which page of becoming listed, and do what there."""

import pytest
from django.db import transaction
from django.test import Client

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Level
from clusterhub.directory.operations.claims import claim_organisation
from clusterhub.directory.operations.criteria import ask_opinion, grant_waiver
from clusterhub.directory.operations.editors import invite_editor
from clusterhub.directory.operations.review import submit_for_review
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.directory.tests.reviewing import (
    address,
    make_cluster,
    make_validator,
    sign_in,
)

pytestmark = pytest.mark.django_db
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


def test_who_opens_and_does_what():
    organisation, owner = make_cluster()
    addresses = make_addresses(organisation, owner)
    answers = {name: [] for name in addresses}

    for who in PEOPLE:
        client = Client()
        with transaction.atomic():  # None feels who else there is, nor what another did.
            make_person(client, who, organisation, owner)
            for name, path in addresses.items():
                with transaction.atomic():
                    ask = client.get if name in MATRIX else client.post
                    answer = ask(path, {"level": "editor", "is_met": "1"})
                    answers[name].append(answer.status_code)
                    transaction.set_rollback(True)
            transaction.set_rollback(True)

    assert answers == {name: list(codes) for name, codes in (MATRIX | ACTIONS).items()}


def test_who_has_not_signed_in_is_asked_to(client):
    addresses = make_addresses(*make_cluster())

    asked = [client.post(path).url for path in addresses.values()]

    assert all(url.startswith("/account/login/") for url in asked)
