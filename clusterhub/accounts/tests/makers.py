from itertools import count

from allauth.account.models import EmailAddress

from clusterhub.accounts.models import ConsentPurpose, User
from clusterhub.accounts.operations import give_consent, grant_role

numbers = count(1)


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
