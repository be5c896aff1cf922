"""What every template may say about the site and its reader."""

from django.conf import settings
from django.utils.translation import gettext as _

from clusterhub.web.preferences import chosen_theme


def site(request):
    return {
        "site": {
            "name": settings.SITE_NAME,
            "tagline": _("Industrial clusters in Europe: their talks, funding and partners"),
            "base_url": settings.BASE_URL,
            "theme": chosen_theme(request),
            "request_id": getattr(request, "id", ""),
        }
    }
