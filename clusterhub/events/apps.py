from django.apps import AppConfig
from django.db.models.signals import pre_delete


class EventsConfig(AppConfig):
    name = "clusterhub.events"

    def ready(self):
        from clusterhub.events.operations.forgetting import forget_person

        # Accounts know nothing of events; whichever way one goes, her registrations go.
        pre_delete.connect(forget_person, sender="accounts.User", dispatch_uid="events.forget")
