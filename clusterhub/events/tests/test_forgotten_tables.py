"""A new table cannot keep people of an event by mistake."""

import pytest
from django.apps import apps
from django.db.models import CASCADE

from clusterhub.events.models import Event, Registration
from clusterhub.events.operations.forgetting import tables_of_people

pytestmark = pytest.mark.pure
# What organisers wrote or asked, who organises, speaks and exhibits, and what counts without names.
KEPT = {
    *("Admission", "Pool", "EventLink", "Session", "Room", "Track", "ProgrammeVersion"),
    *("ProgrammeImport", "Speaker", "Mention", "EventSummary", "EventFigures", "Forgetting"),
    *("Erasure", "Thanks", "Webhook", "Organiser", "OrganiserInvitation", "CoOrganiser"),
    *("EventSubmission", "Question", "Wording", "MailWords", "Door", "Fair", "Exhibitor", "Expert"),
    *("SessionCall", "Proposal", "Matchmaking", "InfoSession", "Lab"),
    "Event",  # An event beside another knows it.
}


def test_every_table_that_knows_an_event_is_forgotten_or_kept_for_a_reason():
    by_registration = {
        relation.related_model
        for relation in Registration._meta.related_objects
        if relation.on_delete is CASCADE
    }
    forgotten = {Registration, *by_registration, *tables_of_people()}

    knowing = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Event
    }

    assert Registration in knowing
    assert {model.__name__ for model in knowing - forgotten} <= KEPT
