from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.operations import make_token


def make_secret(holder=None, *, may_write=False, days=90, scopes=(), **changes):
    """The secret of a new token."""
    holder = holder or make_user(**changes)
    _token, secret = make_token(holder, name="Test", days=days, may_write=may_write, scopes=scopes)
    return secret


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}
