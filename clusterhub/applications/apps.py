from django.apps import AppConfig
from django.db.models.signals import pre_delete


class ApplicationsConfig(AppConfig):
    name = "clusterhub.applications"

    def ready(self):
        from clusterhub.accounts.appointments import add_to_agendas
        from clusterhub.applications.appointments import own_drafts
        from clusterhub.applications.models import InfoSession
        from clusterhub.applications.operations.forgetting import forget_person
        from clusterhub.events.added import add_to_events

        add_to_agendas(own_drafts)
        add_to_events("info_sessions", InfoSession.objects)

        # Accounts know nothing of applications; whichever way one goes, hers are seen to.
        uid = "applications.forget_person"
        pre_delete.connect(forget_person, sender="accounts.User", dispatch_uid=uid)
