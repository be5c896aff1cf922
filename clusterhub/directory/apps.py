from django.apps import AppConfig
from django.db.models.signals import pre_delete


class DirectoryConfig(AppConfig):
    name = "clusterhub.directory"

    def ready(self):
        from clusterhub.directory.operations.history import forget_person

        # Accounts know nothing of the directory; whichever way one goes, its name goes from here.
        pre_delete.connect(forget_person, sender="accounts.User", dispatch_uid="directory.forget")
