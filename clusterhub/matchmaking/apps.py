from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete


class MatchmakingConfig(AppConfig):
    name = "clusterhub.matchmaking"

    def ready(self):
        from clusterhub.accounts.appointments import add_to_agendas
        from clusterhub.events.added import add_to_events
        from clusterhub.matchmaking import own_facts, shown_on_events
        from clusterhub.matchmaking.appointments import own_meetings
        from clusterhub.matchmaking.models import Matchmaking, Participant
        from clusterhub.matchmaking.operations.arranging import end_with_her
        from clusterhub.matchmaking.operations.figures import freeze_before_forgetting

        add_to_events(
            "matchmaking",
            Matchmaking.objects,
            page=shown_on_events.lines_of_page,
            own=shown_on_events.part_of_own_page,
            desk=shown_on_events.part_of_desk,
            kept=own_facts.kept_about,
        )
        add_to_agendas(own_meetings)
        pre_delete.connect(end_with_her, sender=Participant, dispatch_uid="matchmaking.end")
        # Events know nothing of meetings; their figures are counted before anybody goes.
        uid = "matchmaking.freeze"
        post_save.connect(freeze_before_forgetting, sender="events.Forgetting", dispatch_uid=uid)
