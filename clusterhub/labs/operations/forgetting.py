"""What a lab keeps when the people of its event are forgotten.

Ideas in the lists, boards, consortia and outcomes stay, without the name of who came by her link;
what nobody reads any more, withdrawn and hidden ideas, goes. Who works with her account stays by it.
"""

from clusterhub.labs.models import Idea


def forget_what_nobody_reads(instance, created, **_signal):
    """Events begin to forget people with this row, in the same transaction."""
    if created:
        unread = Idea.objects.filter(lab=instance.event_id)
        unread.exclude(withdrawn_at=None, hidden_at=None).delete()
