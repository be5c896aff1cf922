"""Which calls somebody aims at, as far as others at the event may know it: those of her group in a lab,
which everybody who is registered reads there; and those that she follows, if she shows them. What she
applies for is no part of it."""

from django.db.models import F

from clusterhub.funding.models import Call

SHOWN = {"ideas__withdrawn_at": None, "ideas__hidden_at": None}


def calls_of(participants):
    """{participant's key: {call's key: its title}}, in three statements for any number."""
    participants = list(participants)
    by_registration = {each.registration_id: each.pk for each in participants}
    showing = {
        each.registration.attendee_id: each.pk
        for each in participants
        if each.shows_calls and each.registration.attendee_id
    }
    found = {each.pk: {} for each in participants}
    for known, rows in (
        (by_registration, _of_groups("ideas__proposer__registration", by_registration)),
        (by_registration, _of_groups("ideas__parts__person__registration", by_registration,
                                     ideas__parts__kind="join")),
        (showing, _followed(showing)),
    ):  # fmt: skip
        for who, call, title in rows:
            if who in known:
                found[known[who]][call] = title
    return found


def _of_groups(path, registrations, **more):
    conditions = {**SHOWN, path + "__in": list(registrations), **more}
    conditions = {f"lab_groups__{name}": value for name, value in conditions.items()}
    conditions["lab_groups__lab__opened_at__isnull"] = False
    rows = Call.objects.public().filter(**conditions)
    return rows.annotate(who=F(f"lab_groups__{path}")).order_by().values_list("who", "pk", "title")


def _followed(accounts):
    if not accounts:
        return []
    rows = Call.objects.public().filter(
        follows__follower__person__in=list(accounts), follows__confirmed_at__isnull=False
    )
    who = F("follows__follower__person")
    return rows.annotate(who=who).order_by().values_list("who", "pk", "title")


def follows_calls(account):
    """Whether there is something to show."""
    follows = {"follows__follower__person": account, "follows__confirmed_at__isnull": False}
    return account is not None and Call.objects.public().filter(**follows).exists()
