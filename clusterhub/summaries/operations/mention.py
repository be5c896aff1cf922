import re

from clusterhub.documents.dialect import plain
from clusterhub.summaries.models import Mention
from clusterhub.summaries.record import texts_in, words_in


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
    for kind, place, words, target in _in_texts(record, targets.in_text):
        mention = Mention(summary=summary, place=place, words=words[:300])
        setattr(mention, kind, target)
        mentions.setdefault((place, mention.words), mention)
    summary.mentions.all().delete()
    Mention.objects.bulk_create(mentions.values())


def mentioned(summary):
    """{(kind, words): the record that is named so now}."""
    mentions = summary.mentions.with_targets()
    return {(each.kind, each.words): each.target for each in mentions if each.kind}


def new_mentions(summary, before):
    """Whom and what the summary names now and did not name before, as changes of a correction."""
    had = {(kind, target.pk) for (kind, _), target in before.items()}
    now = {(kind, target.pk): target for (kind, _), target in mentioned(summary).items()}
    return [
        {"place": f"mentions.{kind}", "before": None, "after": str(target)}
        for (kind, pk), target in now.items()
        if (kind, pk) not in had
    ]


def _in_texts(record, named):
    """Where the running text has one of the spellings; once in each text."""
    texts = [(place, plain(text)) for place, text in texts_in(record)] if named else []
    for kind, spellings, target in named:
        for place, text in texts:
            words = next((each for each in spellings if _stands_in(each, text)), None)
            if words is not None:
                yield kind, place, words, target


def _stands_in(words, text):
    return (
        words in text and re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text) is not None
    )
