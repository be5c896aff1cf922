"""Which ideas are alike, and by what: rare words in common, and topics. Knows no database.

Words weigh by how few ideas have them, so that "cluster" says nothing where all say it. Ideas in two
languages are compared by their topics alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from clusterhub.directory.names import fold

LEAST, FOR_A_TOPIC, STEM, SHORTEST, LONGEST = 0.16, 0.12, 6, 4, 6000
MOST_SUGGESTED, WORDS_SAID, MOST_HOLDERS = 12, 5, 30
COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "also",
        "another",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "cannot",
        "could",
        "does",
        "each",
        "every",
        "from",
        "have",
        "having",
        "here",
        "into",
        "just",
        "know",
        "like",
        "made",
        "make",
        "many",
        "more",
        "most",
        "much",
        "must",
        "need",
        "needs",
        "only",
        "other",
        "others",
        "over",
        "same",
        "should",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "together",
        "under",
        "want",
        "wants",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "within",
        "without",
        "would",
        "your",
        "idea",
        "ideas",
        "people",
        "project",
        "projects",
        "partner",
        "partners",
        "europe",
        "european",
        "cluster",
        "clusters",
    ]
)


@dataclass(frozen=True)
class Words:
    key: int
    title: str
    text: str
    topics: tuple = ()


@dataclass(frozen=True)
class Alike:
    a: int
    b: int
    likeness: float
    words: tuple  # In common, the rarest first, as somebody wrote them.
    topics: tuple


def alike(ideas):
    """Pairs that somebody should look at together, the most alike first; each with its reasons."""
    said, written = {}, {}
    for idea in ideas:
        said[idea.key] = _counted(idea, written)
    common = Counter(stem for words in said.values() for stem in words)
    weights = {stem: log((len(said) + 1) / count) for stem, count in common.items()}
    vectors = {key: _vector(words, weights) for key, words in said.items()}
    topics = _telling({idea.key: set(idea.topics) for idea in ideas})
    shared = _shared(vectors)
    pairs = set(shared) | _by_topic(topics)
    found = [_pair(pair, shared.get(pair, {}), topics, written) for pair in pairs]
    found = [each for each in found if each.likeness >= LEAST]
    return sorted(found, key=lambda each: (-each.likeness, each.a, each.b))


def _counted(idea, written):
    counts = Counter()
    for text, times in ((idea.title, 2), (idea.text, 1)):
        for word in fold(text, LONGEST).split():
            if len(word) >= SHORTEST and word not in COMMON:
                stem = word.rstrip("s")[:STEM]
                counts[stem] += times
                written.setdefault(stem, word)
    return counts


def _vector(words, weights):
    vector = {stem: (1 + log(count)) * weights[stem] for stem, count in words.items()}
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {stem: value / length for stem, value in vector.items() if value}


def _shared(vectors):
    """What each pair has in common, stem by stem; pairs with nothing are never looked at."""
    holders = defaultdict(list)
    for key, vector in vectors.items():
        for stem in vector:
            holders[stem].append(key)
    shared = defaultdict(dict)
    for stem, keys in holders.items():
        if len(keys) > _most(vectors):
            continue
        for a, b in combinations(sorted(keys), 2):
            shared[a, b][stem] = vectors[a][stem] * vectors[b][stem]
    return shared


def _most(ideas):
    """What more ideas than this have in common tells nothing apart, and would take long to compare."""
    return max(3, min(len(ideas) * 0.6, MOST_HOLDERS))


def _telling(topics):
    """Without those that most ideas have: the theme of the lab is no reason."""
    counts = Counter(topic for each in topics.values() for topic in each)
    common = {topic for topic, count in counts.items() if count > _most(topics)}
    return {key: each - common for key, each in topics.items()}


def _by_topic(topics):
    return {(a, b) for a, b in combinations(sorted(topics), 2) if len(topics[a] & topics[b]) > 1}


def _pair(pair, stems, topics, written):
    a, b = pair
    both = topics[a] & topics[b]
    likeness = sum(stems.values()) + FOR_A_TOPIC * len(both)
    rarest = sorted(stems, key=lambda stem: (-stems[stem], stem))[:WORDS_SAID]
    words = tuple(written[stem] for stem in rarest)
    return Alike(a, b, round(min(likeness, 1.0), 3), words, tuple(sorted(both)))
