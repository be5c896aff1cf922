"""What a receiver checks: that it was us, and that it is not an old call played again."""

import hashlib
import hmac
from base64 import b32encode

from django.utils.crypto import salted_hmac

SALT = "clusterhub.api.webhook"
HEADER = "ClusterHub-Signature"


def secret_of(webhook):
    """Made anew from the row and the site's secret, so that it stands in no table; another version
    of the row has another one."""
    facts = f"{webhook.pk}:{webhook.uid}"
    if webhook.secret_version > 1:
        facts += f":{webhook.secret_version}"
    digest = salted_hmac(SALT, facts, algorithm="sha256").digest()
    return "whsec_" + b32encode(digest).decode().rstrip("=").lower()


def signature(secret, moment, body):
    """ "t=1700000000,v1=…": HMAC-SHA256 of the seconds, a point, and the body."""
    signed = f"{moment}.".encode() + body
    return f"t={moment},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
