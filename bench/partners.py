"""Would the suggestions have brought consortia together? Partners of real projects, in CORDIS's format.

A folder holds project.json and organization.json as CORDIS gives them out; nothing of them is kept here.
Two questions, each against chance in the same run:

- *the next project*: one project is hidden, and everybody in it described by her other projects. Whoever
  was a partner already is no candidate. Do the new partners stand among the first ten?
- *other sentences*: everybody is described by a few sentences of her projects, which nobody else of them
  has. Do partners find one another by sentences that are not the same?
"""

import json
import random
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from bench.measuring import print_table
from clusterhub.matchmaking.meanings import meanings
from clusterhub.matchmaking.suggesting.crowd import Crowd
from clusterhub.matchmaking.suggesting.scoring import for_all
from clusterhub.matchmaking.suggesting.words import stems_of

FIRST, SEEDS, SENTENCES = 10, (1, 2, 3), 2
KINDS = {"PRC": "large_company", "HES": "university", "REC": "rto", "PUB": "public_authority"}
COLUMNS = (
    *("question", "seed", "people", "asked for", "pairs", "recall at 10", "by chance", "times"),
    *("one at least", "words alone"),
)


def run(folders):
    rows = []
    for folder in folders or ["."]:
        projects, members, bodies = _read(Path(folder))
        rows.append(_row("the next project", "", _next_project(projects, members, bodies)))
        for seed in SEEDS:
            found = _other_sentences(projects, members, bodies, seed)
            rows.append(_row("other sentences", seed, found))
    print_table("Held-out partners of real projects", COLUMNS, rows)


def _read(folder):
    """{project: its text}, {project: organisations}, {organisation: its row}."""
    projects = {}
    for row in json.loads((folder / "project.json").read_text()):
        text = f"{row['title']}. {row['objective']}"
        projects[row["id"]] = re.sub(re.escape(row["acronym"]), " ", text, flags=re.IGNORECASE)
    members, bodies = defaultdict(set), {}
    for row in json.loads((folder / "organization.json").read_text()):
        members[row["projectID"]].add(row["organisationID"])
        bodies[row["organisationID"]] = row
    return projects, members, bodies


def _projects_of(members):
    found = defaultdict(set)
    for project, keys in members.items():
        for key in keys:
            found[key].add(project)
    return found


def _next_project(projects, members, bodies):
    """(people, [(hits, hits by words alone, partners, candidates)]) of everybody in a hidden project."""
    of, answers, people = _projects_of(members), [], 0
    for hidden, keys in members.items():
        said = {
            key: " ".join(projects[p] for p in sorted(its - {hidden}))
            for key, its in of.items()
            if its - {hidden}
        }
        rank = _Ranking(said, said, bodies)
        people = max(people, len(said))
        for me in keys & said.keys():
            known = {other for p in of[me] - {hidden} for other in members[p]}
            answers.append(rank.answer(me, (keys & said.keys()) - known, known))
    return people, [each for each in answers if each]


def _other_sentences(projects, members, bodies, seed):
    rng, of = random.Random(seed), _projects_of(members)
    sentences = {p: [s for s in re.split(r"(?<=[.;:])\s+", text) if len(s) > 40]
                 for p, text in projects.items()}  # fmt: skip
    seeks, offers, used = {}, {}, {}
    for key in sorted(of):
        pool = [(p, n) for p in sorted(of[key]) for n in range(len(sentences[p]))]
        mine = rng.sample(pool, min(2 * SENTENCES, len(pool)))
        used[key] = set(mine)
        words = [sentences[p][n] for p, n in mine]
        seeks[key], offers[key] = " ".join(words[:SENTENCES]), " ".join(words[SENTENCES:])
    rank = _Ranking(seeks, offers, bodies)
    answers = []
    for me in sorted(of):
        partners = {other for p in of[me] for other in members[p]} - {me}
        same = {other for other in of if other != me and used[me] & used[other]}
        answers.append(rank.answer(me, partners - same, same))
    return len(of), [each for each in answers if each]


class _Ranking:
    def __init__(self, seeks, offers, bodies):
        portraits = {key: _portrait(seeks[key], offers[key], bodies[key]) for key in seeks}
        keys = sorted(portraits)
        found = meanings([t for key in keys for t in (seeks[key], offers[key])]).astype(np.float16)
        senses = {key: found[2 * n : 2 * n + 2].tobytes() for n, key in enumerate(keys)}
        self.crowd = Crowd(portraits, senses)
        self.scores, self.by_words = for_all(self.crowd), for_all(Crowd(portraits))

    def answer(self, me, partners, without):
        """None where there is nobody to be found."""
        line_of = self.crowd.line_of
        candidates = [key for key in self.crowd.keys if key != me and key not in without]
        partners = set(partners) - {me} - set(without)
        if not partners:
            return None
        lines = np.array([line_of[key] for key in candidates])
        hits = []
        for scores in (self.scores, self.by_words):
            best = np.argsort(-scores[line_of[me], lines], kind="stable")[:FIRST]
            hits.append(sum(candidates[n] in partners for n in best))
        return (*hits, len(partners), len(candidates))


def _portrait(seeks, offers, body):
    empty = {name: [] for name in ("sought", "offered", "technologies", "ecosystems")}
    wishes = {f"wanted_{name}": [] for name in ("kinds", "countries", "ecosystems")}
    kind = KINDS.get(body["activityType"], "other")
    return {
        **empty, **wishes, "seeks": seeks, "offers": offers, "seek_stems": stems_of(seeks),
        "offer_stems": stems_of(offers), "languages": [], "kind": kind, "country": body["country"],
        "role": "delegate", "body": "",
    }  # fmt: skip


def _row(question, seed, found):
    people, answers = found
    recall, by_words = (
        np.mean([each[n] / min(FIRST, each[2]) for each in answers]) for n in (0, 1)
    )
    chance = np.mean([FIRST * each[2] / each[3] / min(FIRST, each[2]) for each in answers])
    one = np.mean([each[0] > 0 for each in answers])
    return (
        question, seed, f"{people:,}", f"{len(answers):,}", f"{sum(e[2] for e in answers):,}",
        f"{recall:.3f}", f"{chance:.3f}", f"{recall / chance:.1f}", f"{one:.0%}", f"{by_words:.3f}",
    )  # fmt: skip
