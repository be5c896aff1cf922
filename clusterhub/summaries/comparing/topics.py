"""The emphasised phrases beside the platform's list of topics."""

from clusterhub.summaries.comparing.finding import finding, fold, link
from clusterhub.vocabularies.models import Topic


def compare_topics(record):
    """A topic that a phrase names exactly, or of which it holds every word."""
    topics = [(topic, _names(topic)) for topic in Topic.objects.all()]
    findings = []
    for phrase in record["topics"]:
        words = fold(phrase)
        if topic := _find(words, topics):
            message = f"“{phrase}” is the topic “{topic}”."
            proposal = link("topic", topic, phrase)
            findings.append(finding("topic-matched", message, values=[phrase], proposal=proposal))
    return findings


def _names(topic):
    names = [topic.name, *topic.names.values(), *topic.aliases]
    return [folded for name in names if (folded := fold(str(name)))]


def _find(words, topics):
    for topic, names in topics:
        if words in names:
            return topic
    inside = f" {words} "
    holding = [(len(n), topic) for topic, names in topics for n in names if f" {n} " in inside]
    return max(holding, key=lambda pair: pair[0], default=(0, None))[1]
