from django.urls import path, register_converter

from clusterhub.directory.kinds import Part
from clusterhub.directory.views import (
    confirming,
    contacts,
    desk,
    erasure,
    history,
    own_names,
    part_words,
    parts,
    profile,
    profile_rows,
)


class PartConverter:
    regex = "|".join(Part.values)

    def to_python(self, value):
        return Part(value)

    def to_url(self, value):
        return str(value)


register_converter(PartConverter, "part")
_OWN = "organisations/<slug:slug>"
_TWO = f"{_OWN}/history/<int:older>..<int:newer>"

urlpatterns = [
    path(f"{_OWN}.json", profile.organisation_json, name="organisation-json"),
    path(f"{_OWN}/", profile.organisation, name="organisation"),
    path(f"{_OWN}/logo.png", profile_rows.logo, name="logo"),
    path(f"{_OWN}/documents/<int:pk>.pdf", profile_rows.document, name="document"),
    path(f"{_OWN}/edit/", parts.overview, name="edit-organisation"),
    path(f"{_OWN}/edit/record/", desk.edit_organisation, name="edit-record"),
    path(f"{_OWN}/edit/<part:part>/", parts.part, name="edit-part"),
    path(f"{_OWN}/edit/logo/", parts.logo, name="edit-logo"),
    path(f"{_OWN}/parts/<int:pk>/", part_words.part_word, name="part-word"),
    path(f"{_OWN}/confirmation/", parts.confirmation, name="confirmation"),
    path("confirm/<str:token>/", confirming.confirmation_link, name="confirmation-link"),
    path(f"{_OWN}/labels/", profile_rows.labels, name="labels"),
    path(f"{_OWN}/labels/<int:pk>/renewal/", profile_rows.label_renewal, name="label-renewal"),
    path(f"{_OWN}/labels/<int:pk>/removal/", profile_rows.label_removal, name="label-removal"),
    path(f"{_OWN}/contacts/", contacts.contacts, name="contacts"),
    path(f"{_OWN}/contacts/<int:pk>/", contacts.contact, name="contact"),
    path(f"{_OWN}/contacts/<int:pk>/removal/", contacts.contact_removal, name="contact-removal"),
    path(f"{_OWN}/contacts/<int:pk>/asking/", contacts.contact_asking, name="contact-asking"),
    path("contact-consent/<slug:token>/", contacts.consent, name="contact-consent"),
    path(f"{_OWN}/documents/", profile_rows.documents, name="documents"),
    path(
        f"{_OWN}/documents/<int:pk>/removal/",
        profile_rows.document_removal,
        name="document-removal",
    ),
    path(f"{_OWN}/history/", history.history, name="history"),
    path(f"{_OWN}/history.json", history.history_json, name="history-json"),
    path(f"{_TWO}/", history.comparison, name="comparison"),
    path(f"{_TWO}.json", history.comparison_json, name="comparison-json"),
    path(f"{_OWN}/history/<int:number>/restoration/", history.restoration, name="restoration"),
    path(f"{_OWN}/take-along.json", erasure.take_along_json, name="take-along-json"),
    path(f"{_OWN}/take-along.csv", erasure.take_along_csv, name="take-along-csv"),
    path(f"{_OWN}/erasure/", erasure.erasure, name="erasure"),
    path(f"{_OWN}/names/", own_names.own_names, name="own-names"),
    path(f"{_OWN}/names/<int:pk>/removal/", own_names.own_name_removal, name="own-name-removal"),
    path(f"{_OWN}/other-names/", desk.other_names, name="other-names"),
    path(
        f"{_OWN}/other-names/<int:pk>/removal/",
        desk.remove_other_name,
        name="remove-other-name",
    ),
    path(
        f"{_OWN}/publication/",
        desk.organisation_publication,
        name="organisation-publication",
    ),
]
