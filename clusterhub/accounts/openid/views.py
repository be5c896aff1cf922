from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404
from requests import RequestException

from clusterhub.accounts.openid.adapter import StrictAdapter

# Down, slow, or talking nonsense: requests has its own error for an answer that is no JSON.
SERVICE_TROUBLE = (OAuth2Error, RequestException, KeyError, TypeError, ValueError)


@login_not_required
def login(request, provider_id):
    return _with_service(OAuth2LoginView, request, provider_id)


@login_not_required
def callback(request, provider_id):
    return _with_service(OAuth2CallbackView, request, provider_id)


def _with_service(kind, request, provider_id):
    adapter = StrictAdapter(request, provider_id)
    try:
        return kind.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except SERVICE_TROUBLE as error:
        return render_authentication_error(request, adapter.get_provider(), exception=error)
