from itertools import count

from allauth.account.models import EmailAddress

from clusterhub.accounts.models import ConsentPurpose, Role, User
from clusterhub.accounts.operations import give_consent, grant_role

numbers = count(1)
ROLES = {
    "visitor": None,
    "member": [],
    "event team": [Role.EVENT_TEAM],
    "editor": [Role.EDITOR],
    "administrator": [Role.ADMINISTRATOR],
}


def make_user(*, roles=(), **changes):
    """Somebody with a verified address who has accepted the terms, with the `roles` given."""
    number = next(numbers)
    values = {"email": f"person{number}@example.org", "name": f"Person {number}"} | changes
    user = User.objects.create_user(**values)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_consent(user, ConsentPurpose.TERMS)
    for role in roles:
        grant_role(user, role, by=None)
    return user


def sign_in(client, who):
    """Sign `client` in as one of ROLES; a visitor stays one."""
    if ROLES[who] is None:
        return None
    user = make_user(roles=ROLES[who])
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user
