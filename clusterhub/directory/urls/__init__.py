"""Every address of the directory. Lists with fixed words stand before those with a slug."""

from clusterhub.directory.urls import (
    editors,
    listing,
    lists,
    members,
    people,
    places,
    profile,
    review,
    twins,
)

app_name = "directory"
urlpatterns = [
    *places.urlpatterns,
    *listing.urlpatterns,
    *review.urlpatterns,
    *twins.urlpatterns,
    *lists.urlpatterns,
    *editors.urlpatterns,
    *members.urlpatterns,
    *profile.urlpatterns,
    *people.urlpatterns,
]
