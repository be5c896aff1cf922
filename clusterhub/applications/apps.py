from django.apps import AppConfig
from django.db.models.signals import pre_delete


class ApplicationsConfig(AppConfig):
    name = "clusterhub.applications"

    def ready(self):
        from clusterhub.applications.operations.forgetting import forget_person

        # Accounts know nothing of applications; whichever way one goes, hers are seen to.
        uid = "applications.forget_person"
        pre_delete.connect(forget_person, sender="accounts.User", dispatch_uid=uid)
