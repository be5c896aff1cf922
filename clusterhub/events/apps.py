from django.apps import AppConfig
from django.db.models.signals import pre_delete

# Rows about which letters are written (emails/), so that these go with them.
WITH_LETTERS = (
    *("Registration", "Guest", "Party", "Proposal"),
    *("OrganiserInvitation", "EventSubmission"),
)


class EventsConfig(AppConfig):
    name = "clusterhub.events"

    def ready(self):
        from clusterhub.events.operations.forgetting import forget_letters, forget_person

        # Accounts know nothing of events; whichever way one goes, her registrations go.
        pre_delete.connect(forget_person, sender="accounts.User", dispatch_uid="events.forget")
        for name in WITH_LETTERS:
            uid = f"events.forget_letters.{name}"
            pre_delete.connect(forget_letters, sender=f"events.{name}", dispatch_uid=uid)
