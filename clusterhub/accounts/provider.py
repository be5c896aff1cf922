"""OpenID Connect, stricter than allauth's own: its app finds this class by the name of the file."""

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from clusterhub.accounts.openid.adapter import StrictAdapter, nonce_for


class StrictOpenIDConnectProvider(OpenIDConnectProvider):
    oauth2_adapter_class = StrictAdapter

    @classmethod
    def get_package(cls):
        return "clusterhub.accounts.openid"

    def get_pkce_params(self):
        params = super().get_pkce_params()
        return params | {"nonce": nonce_for(params["code_verifier"])}

    def extract_email_addresses(self, data):
        addresses = super().extract_email_addresses(data)
        for address in addresses:
            # "false" in quotation marks would count as true.
            address.verified = address.verified in (True, "true")
        return addresses


provider_classes = [StrictOpenIDConnectProvider]
