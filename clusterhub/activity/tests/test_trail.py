import pytest
from django.contrib.auth.models import AnonymousUser

from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry, WorkerBeat
from clusterhub.activity.operations import record_activity, record_beat

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_names_even_when_both_are_gone():
    editor, target = make_user(name="Eva Moreau"), make_user(name="A thing")
    record_activity("published", target, by=editor, reason="It was ready.")

    target.delete()
    editor.delete()

    entry = Entry.objects.get()
    assert (entry.actor, entry.actor_label) == (None, "Eva Moreau")
    assert (entry.verb, entry.target_label) == ("published", "A thing")
    assert entry.details == {"reason": "It was ready."}


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_what_nobody_did_was_done_by_the_system(nobody):
    entry = record_activity("expired", make_user(), by=nobody)

    assert (entry.actor, entry.actor_label) == (None, "system")


def test_names_of_any_length_fit():
    entry = record_activity("published", make_user(name="A" * 150), by=make_user(name="B" * 150))

    entry.refresh_from_db()
    assert (len(entry.target_label), len(entry.actor_label)) == (150, 150)


def test_the_trail_of_one_thing_is_told_apart_newest_first():
    one, other, editor = make_user(), make_user(), make_user()
    for verb, thing in (("made", one), ("made", other), ("changed", one)):
        record_activity(verb, thing, by=editor)

    told = [entry.verb for entry in Entry.objects.about(one).newest_first()]

    assert told == ["changed", "made"]
    assert list(Entry.objects.verbs()) == ["changed", "made"]


def test_a_worker_has_one_beat_the_last():
    for _ in range(2):
        record_beat("mail")

    assert WorkerBeat.objects.count() == 1
