"""The door for web servers: everything is loaded here, so that no visitor waits for it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterhub.config.settings")

gc.disable()  # Nothing of this is ever let go; looking for what could be takes a tenth of the start.
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  Loads the views.
gc.freeze()
gc.enable()
