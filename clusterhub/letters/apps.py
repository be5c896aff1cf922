from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "clusterhub.letters"

    def ready(self):
        from anymail.signals import tracking

        from clusterhub.letters.operations.fates import follow_provider

        tracking.connect(follow_provider, dispatch_uid="letters.fates")
