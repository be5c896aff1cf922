from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from clusterhub.accounts.consents import WORDINGS
from clusterhub.accounts.models import Consent, ConsentPurpose, Role, RoleGrant, User

numbers = count(1)
ROLES = {
    "visitor": None,
    "member": [],
    "event team": [Role.EVENT_TEAM],
    "editor": [Role.EDITOR],
    "administrator": [Role.ADMINISTRATOR],
}


def make_user(*, roles=(), **changes):
    """Somebody with a verified address who has accepted the terms, with the `roles` given.

    The rows that the operations would leave, without their questions: most tests begin here.
    """
    number = next(numbers)
    values = {"email": f"person{number}@example.org", "name": f"Person {number}"} | changes
    values = {"is_staff": Role.ADMINISTRATOR in roles} | values
    user = User.objects.create_user(**values)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    terms = ConsentPurpose.TERMS
    Consent.objects.create(person=user, purpose=terms, version=WORDINGS[terms].version)
    for role in roles:
        RoleGrant.objects.create(holder=user, role=role)
        user.groups.through.objects.create(user=user, group=_group(role))
    return user


def _group(role):
    return Group.objects.get_or_create(name=role)[0]


def sign_in(client, who):
    """Sign `client` in as one of ROLES; a visitor stays one."""
    if ROLES[who] is None:
        return None
    user = make_user(roles=ROLES[who])
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user
