from django.apps import AppConfig
from django.db.models.signals import pre_delete


class FundingConfig(AppConfig):
    name = "clusterhub.funding"

    def ready(self):
        from clusterhub.accounts.appointments import add_to_agendas
        from clusterhub.funding.appointments import followed_deadlines
        from clusterhub.funding.operations.following import forget_letters

        add_to_agendas(followed_deadlines)
        pre_delete.connect(
            forget_letters, sender="funding.Follower", dispatch_uid="funding.forget_letters"
        )
