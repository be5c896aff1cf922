from django.apps import AppConfig
from django.db.models.signals import pre_delete


class FundingConfig(AppConfig):
    name = "clusterhub.funding"

    def ready(self):
        from clusterhub.funding.operations.following import forget_letters

        pre_delete.connect(
            forget_letters, sender="funding.Follower", dispatch_uid="funding.forget_letters"
        )
