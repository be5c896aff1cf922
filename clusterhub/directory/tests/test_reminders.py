"""Once a year the people of an organisation are asked whether its profile is still true."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory import freshness
from clusterhub.directory.emails.freshness import email_reminder
from clusterhub.directory.jobs import freshness as jobs
from clusterhub.directory.jobs.freshness import remind_of_confirmation
from clusterhub.directory.kinds import PARTS_OF
from clusterhub.directory.models import Level, Organisation, Reminder, State
from clusterhub.directory.operations import reminding
from clusterhub.directory.operations.profile import confirm_everything
from clusterhub.directory.tests.makers import make_editor, make_organisation, make_organisation_in

pytestmark = pytest.mark.django_db


def make_aged(months, editor=None, name=None, **changes):
    """Listed, with an administrator, last confirmed as many months ago."""
    organisation = make_organisation(**({"name": name} if name else {}), **changes)
    editor = editor or make_user()
    organisation.editorships.create(editor=editor, level=Level.ADMINISTRATOR)
    confirm_everything(organisation, by=editor)
    age(organisation, months)
    return organisation, editor


def age(organisation, months):
    at = freshness.months_later(timezone.now(), -months) - timedelta(hours=1)
    Organisation.objects.filter(pk=organisation.pk).update(confirmed_at=at)
    organisation.confirmations.update(confirmed_at=at)
    organisation.refresh_from_db()


def test_one_mail_to_each_administrator_for_all_her_organisations():
    first, owner = make_aged(12, name="Timber Valley")
    make_aged(13, editor=owner, name="Salt Coast")
    other = make_user()
    first.editorships.create(editor=other, level=Level.ADMINISTRATOR)
    make_editor(first, Level.EDITOR)
    make_aged(5, name="Fresh Hills")

    remind_of_confirmation()

    assert sorted(message.to for message in mail.outbox) == sorted([[owner.email], [other.email]])
    hers = next(message for message in mail.outbox if message.to == [owner.email])
    assert hers.subject == "Are the profiles of your 2 organisations still true?"
    assert [name in hers.body for name in ("Timber Valley", "Salt Coast", "Fresh Hills")] == [
        *(True, True, False)
    ]
    assert hers.body.count("/confirm/") == 2


@pytest.mark.parametrize(("months", "mails"), [(10, 0), (11, 1), (12, 1), (14, 1), (15, 1)])
def test_a_reminder_comes_after_eleven_months(months, mails):
    make_aged(months)

    remind_of_confirmation()
    remind_of_confirmation()

    assert len(mail.outbox) == mails


def test_each_of_the_three_steps_is_taken_once():
    make_aged(11)
    start = timezone.now()

    numbers = []
    for months in (0, 0, 1, 2, 4, 8):
        reminding.note_reminders(freshness.months_later(start, months))
        numbers.append(list(Reminder.objects.values_list("number", flat=True)))

    assert numbers == [[1], [1], [1, 2], [1, 2], [1, 2, 3], [1, 2, 3]]


def test_who_never_confirmed_is_reminded_after_a_year_on_the_list():
    organisation = make_organisation()
    make_editor(organisation)
    at = timezone.now() - timedelta(days=400)
    Organisation.objects.update(published_at=at)

    remind_of_confirmation()

    assert Reminder.objects.get().since == at
    assert len(mail.outbox) == 1


def test_nobody_is_reminded_of_what_is_not_listed_or_with_a_closed_account():
    hidden = make_organisation_in(State.SUSPENDED)
    make_editor(hidden)
    Organisation.objects.update(confirmed_at=timezone.now() - timedelta(days=400))
    _organisation, gone = make_aged(12)
    gone.is_active = False
    gone.save()

    remind_of_confirmation()

    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_what_is_confirmed_before_the_mail_leaves_is_not_asked_again():
    organisation, owner = make_aged(12)
    reminding.note_reminders()
    confirm_everything(organisation, by=owner)

    remind_of_confirmation()

    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_a_name_with_line_ends_makes_no_header():
    make_aged(12, name="Timber\r\nBcc: all@timber.example")

    remind_of_confirmation()

    assert mail.outbox[0].subject == "Is the profile of Timber Bcc: all@timber.example still true?"
    assert mail.outbox[0].bcc == []


class Killed(BaseException):
    """The worker's end: nothing that comes after it is done."""


def die(*_args, **_options):
    raise Killed


@pytest.mark.parametrize(
    ("place", "step"),
    [(reminding, "take_reminders"), (jobs, "email_reminder"), (reminding, "note_mailed")],
)
def test_a_worker_that_dies_between_two_people_loses_nobody(place, step, monkeypatch):
    people = [make_aged(12)[1] for _ in range(3)]
    done = people[0]
    reminding.note_reminders()
    first = reminding.take_reminders(done)
    email_reminder(done, first)
    reminding.note_mailed(first)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(place, step, die)
        remind_of_confirmation()
    in_doubt = len(mail.outbox) - 1

    reached = timezone.now() + reminding.DEAD_AFTER + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: reached)
    remind_of_confirmation()

    assert {message.to[0] for message in mail.outbox} == {person.email for person in people}
    # A mail that left in the moment of death is the same message to its mailbox.
    numbers = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert (len(mail.outbox), len(numbers)) == (3 + in_doubt, 3)
    assert not Reminder.objects.waiting().exists()


def test_a_mail_server_that_refuses_one_holds_up_nobody(monkeypatch):
    (_a, unlucky), (_b, lucky) = make_aged(12), make_aged(12)
    sent = []

    def send(person, reminders):
        if person == unlucky:
            raise OSError("no route")
        sent.append(person)

    monkeypatch.setattr("clusterhub.directory.jobs.freshness.email_reminder", send)

    remind_of_confirmation()

    assert sent == [lucky]
    assert list(Reminder.objects.waiting().values_list("reminded", flat=True)) == [unlucky.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_taking_reminders_needs_the_same_statements_for_any_number(
    count, django_assert_num_queries
):
    owner = make_user()
    for _ in range(count):
        make_aged(12, editor=owner)
    reminding.note_reminders()

    with django_assert_num_queries(5):  # Savepoint twice, rows, what is hers, taken.
        taken = reminding.take_reminders(owner)

    assert len(taken) == count


def test_every_part_is_confirmed_for_the_next_year():
    organisation, owner = make_aged(12)

    confirm_everything(organisation, by=owner)
    remind_of_confirmation()

    assert organisation.confirmations.count() == len(PARTS_OF[organisation.kind])
    assert mail.outbox == []
