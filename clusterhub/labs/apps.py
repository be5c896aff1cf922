from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class LabsConfig(AppConfig):
    name = "clusterhub.labs"

    def ready(self):
        from clusterhub.events.added import add_to_events
        from clusterhub.labs import own_facts, shown_on_events
        from clusterhub.labs.models import GroupFile, Lab
        from clusterhub.labs.operations.files import bytes_go_too
        from clusterhub.labs.operations.forgetting import forget_what_nobody_reads

        add_to_events(
            "labs",
            Lab.objects.filter(opened_at__isnull=False),
            page=shown_on_events.lines_of_page,
            own=shown_on_events.part_of_own_page,
            desk=shown_on_events.part_of_desk,
            kept=own_facts.kept_about,
        )
        post_delete.connect(bytes_go_too, sender=GroupFile, dispatch_uid="labs.bytes")
        uid = "labs.forget"
        post_save.connect(forget_what_nobody_reads, sender="events.Forgetting", dispatch_uid=uid)
