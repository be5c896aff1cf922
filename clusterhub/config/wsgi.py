"""The door for web servers: everything is loaded here, so that no visitor waits for it."""

import gc
import os

from django.core.validators import validate_email
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from clusterhub.web.compiled import compile_templates
from clusterhub.web.known_addresses import remember_addresses
from clusterhub.web.quick_settings import read_settings_directly
from clusterhub.web.threads import remember_by_thread
from clusterhub.web.words import keep_words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterhub.config.settings")

MOST_READ = (
    *("home/front.html", "events/list.html", "events/event.html", "events/registration_sent.html"),
    *("events/own_registration.html", "events/_registration_fields.html"),
    *("events/email/held.txt", "events/email/confirmed.txt", "events/email/waiting.txt"),
)

gc.disable()  # Nothing of this is ever let go; looking for what could be takes a tenth of the start.
remember_by_thread()
read_settings_directly()
application = get_wsgi_application()
reverse("home:front")  # Loads the views, and goes once through all addresses.
remember_addresses()
keep_words()
compile_templates(*MOST_READ)
validate_email("anna@example.org")  # It works its patterns out at the first address.
gc.freeze()
gc.enable()
gc.set_threshold(20_000, 20, 50)  # A page makes thousands of things, and all of them go with it.
