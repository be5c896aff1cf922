"""Addresses by who comes there. Fixed words (`new`, `past`) stand before those that a slug fills."""

from clusterhub.events.urls import (
    admission,
    after,
    agenda,
    desk,
    door,
    fair,
    groups,
    hosting,
    imports,
    letters,
    own,
    programme,
    proposals,
    public,
)

app_name = "events"
urlpatterns = [
    *own.urlpatterns,  # In a rush; each that stands before it is tried before it.
    *hosting.urlpatterns,
    *desk.urlpatterns,
    *programme.urlpatterns,
    *door.urlpatterns,
    *imports.urlpatterns,
    *admission.urlpatterns,
    *groups.urlpatterns,
    *proposals.urlpatterns,
    *fair.urlpatterns,
    *after.urlpatterns,
    *agenda.urlpatterns,
    *letters.urlpatterns,
    *public.urlpatterns,
]
