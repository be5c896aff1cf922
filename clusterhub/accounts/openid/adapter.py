"""What a sign-in service says is believed only when it is signed, for us, now, and for this try."""

import hashlib
import hmac

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

# Signatures with the service's own key pair. Never "none", never one made with a shared secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
CLOCKS_DIFFER_BY = 60  # Seconds.


def nonce_for(code_verifier):
    """Ties the answer to the browser that asked: only its session knows the verifier."""
    return hashlib.sha256(f"nonce {code_verifier}".encode()).hexdigest()


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.nonce = nonce_for(pkce_code_verifier)
        return super().get_access_token_data(
            request, app, client, pkce_code_verifier=pkce_code_verifier
        )

    def complete_login(self, request, app, token, **kwargs):
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The service sent no id_token.")
        return super().complete_login(request, app, token, **kwargs)

    def _fetch_user_info(self, access_token):
        self.told = super()._fetch_user_info(access_token)
        return self.told

    def _decode_id_token(self, app, id_token):
        try:
            claims = jwt.decode(
                id_token,
                key=self._key_of(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER_BY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"], "strict_aud": False},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error(f"The id_token is not valid: {error}") from error
        if not hmac.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise OAuth2Error("The id_token answers another sign-in.")
        if claims["sub"] != self.told.get("sub"):
            raise OAuth2Error("The service told about somebody else.")
        return claims

    def _key_of(self, id_token):
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        name = jwt.get_unverified_header(id_token).get("kid")
        for key in keys:
            # With one key the service need not name it.
            if key.key_id == name or (name is None and len(keys) == 1):
                return key
        raise OAuth2Error("The id_token is signed with a key that the service does not name.")
