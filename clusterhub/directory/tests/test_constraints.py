"""What the database itself refuses, whoever writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import (
    Claim,
    ClusterMember,
    Editorship,
    Evidence,
    Identifier,
    ImportBatch,
    ImportRow,
    Invitation,
    Label,
    MemberCount,
    Merge,
    NotSame,
    Organisation,
    PartConfirmation,
    Participation,
    Revision,
    SearchChange,
    Submission,
    SupportProgramme,
    Waiver,
)
from clusterhub.directory.tests.makers import make_organisation

pytestmark = pytest.mark.django_db
NOW, DAY = timezone.now(), date(2026, 11, 1)
EARLIER = DAY - timedelta(days=1)


def refuses(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": 48.0},
        {"longitude": 14.0},
        {"latitude": 91.0, "longitude": 14.0},
        {"latitude": 48.0, "longitude": 181.0},
        {"founded_year": 99},
        {"founded_year": 2101},
        {"staff_fte": -1},
    ],
)
def test_impossible_facts_are_refused(wrong):
    make_organisation()

    refuses(lambda: Organisation.objects.update(**wrong))
    Organisation.objects.update(latitude=48.3, longitude=14.3, founded_year=1000, staff_fte=0)


def test_what_there_is_once_at_a_time_may_come_again_afterwards():
    organisation, person = make_organisation(), make_user()
    once = [
        (Editorship, {"editor": person, "level": "admin"}, {"ended_at": NOW}),
        (Claim, {"claimant": person}, {"decided_at": NOW, "verdict": "refused"}),
        (Submission, {"submitted_at": NOW}, {"decided_at": NOW, "verdict": "returned"}),
        (Waiver, {"ground": "social_economy", "reason": "Yes"}, {"ended_at": NOW}),
    ]

    for model, values, ended in once:
        row = model.objects.create(organisation=organisation, **values)
        refuses(lambda m=model, v=values: m.objects.create(organisation=organisation, **v))
        model.objects.filter(pk=row.pk).update(**ended)
        model.objects.create(organisation=organisation, **values)


def test_an_address_is_invited_once_in_whatever_letters():
    organisation = make_organisation()
    values = {"organisation": organisation, "level": "editor", "expires_at": NOW}
    first = Invitation.objects.create(email="ines@wood.example", token_digest="1", **values)

    refuses(
        lambda: Invitation.objects.create(email="Ines@Wood.example", token_digest="2", **values)
    )
    refuses(lambda: Invitation.objects.update(accepted_at=NOW, withdrawn_at=NOW))
    Invitation.objects.filter(pk=first.pk).update(withdrawn_at=NOW)
    Invitation.objects.create(email="INES@wood.example", token_digest="3", **values)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Identifier, {"scheme": "pic", "value": "9"}),
        (Evidence, {"criterion": "staff", "stated_at": NOW}),
        (PartConfirmation, {"part": "place", "confirmed_at": NOW}),
        (Revision, {"number": 1, "at": NOW, "change": "edited", "record": {}}),
        (MemberCount, {"counted_on": DAY}),
    ],
)
def test_what_there_is_once_is_refused_twice(model, values):
    organisation = make_organisation()
    model.objects.create(organisation=organisation, **values)

    refuses(lambda: model.objects.create(organisation=organisation, **values))


def test_a_decision_without_a_verdict_is_none():
    organisation = make_organisation()
    Submission.objects.create(organisation=organisation, submitted_at=NOW)
    Claim.objects.create(organisation=organisation, claimant=make_user())

    refuses(lambda: Submission.objects.update(decided_at=NOW))
    refuses(lambda: Submission.objects.update(verdict="published"))
    refuses(lambda: Claim.objects.update(decided_at=NOW))


@pytest.mark.parametrize("is_member", [True, False])
def test_a_tie_has_two_ends_and_somebody_who_says_so(is_member):
    model = ClusterMember if is_member else Participation
    whole_name = "cluster_organisation" if is_member else "whole"
    said = {model.SAID[0]: NOW}
    whole, part = make_organisation(), make_organisation()

    def tie(a, b, **values):
        return model.objects.create(**{whole_name: a, "organisation": b}, **values)

    refuses(lambda: tie(whole, part))
    refuses(lambda: tie(whole, whole, **said))
    refuses(lambda: tie(whole, part, joined_on=DAY, left_on=EARLIER, **said))
    first = tie(whole, part, **said)
    refuses(lambda: tie(whole, part, **said))
    model.objects.filter(pk=first.pk).update(left_on=DAY)
    again = tie(whole, part, **said)
    assert (again.is_mutual, list(model.objects.current())) == (False, [again])
    assert not model.objects.mutual().exists()


def test_what_ends_before_it_begins_is_refused():
    organisation = make_organisation()

    refuses(
        lambda: Label.objects.create(
            organisation=organisation, level="gold", issued_on=DAY, valid_until=EARLIER
        )
    )
    refuses(
        lambda: SupportProgramme.objects.create(
            organisation=organisation, name="P", starts_on=DAY, ends_on=EARLIER
        )
    )
    refuses(lambda: SearchChange.objects.create(first_pk=2, last_pk=1))


def test_two_that_are_one_and_two_that_are_two():
    a, b = make_organisation(), make_organisation()
    Merge.objects.create(kept=a, gone=b)
    NotSame.objects.create(a=a, b=b)

    refuses(lambda: Merge.objects.create(kept=a, gone=a))
    refuses(lambda: Merge.objects.create(kept=make_organisation(), gone=b))
    refuses(lambda: NotSame.objects.create(a=b, b=a))
    refuses(lambda: NotSame.objects.create(a=a, b=b))


def test_a_row_of_a_list_is_read_once():
    batch = ImportBatch.objects.create(
        purpose="organisations", file="a.csv", file_name="a.csv", bytes=1, sha256="0"
    )
    ImportRow.objects.create(batch=batch, number=1, verdict="new")

    refuses(lambda: ImportRow.objects.create(batch=batch, number=1, verdict="same"))
