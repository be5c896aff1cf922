from clusterhub.summaries.models import Mention
from clusterhub.summaries.record import words_in


def link_mentions(summary, record, targets):
    """Make the mentions exactly those whose words stand in the record and whose target has a yes."""
    mentions = {}
    for kind in Mention.TARGETS:
        for place, words, spellings in words_in(record, kind):
            target = targets.find(kind, spellings)
            if target is not None:
                mention = Mention(summary=summary, place=place, words=words[:300])
                setattr(mention, kind, target)
                mentions.setdefault((place, mention.words), mention)
    summary.mentions.all().delete()
    Mention.objects.bulk_create(mentions.values())
