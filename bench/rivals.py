"""Other engines over the same compiled productions, each used as fast as its public interface allows.

* Clips: CLIPS through clipspy, one rule for each production, same subjects, actors and certainty; no supports. Facts go in
  as one string and the answer comes out as one, because an object for each fact costs more than the inference and slows
  a long-lived environment down; the Python error router is off while facts are read, since it is asked for every letter.
* Bitset: what plain Python can reach at best. Atoms are bits; subjects, certainty and supports do not exist, so two signs
  about different persons join. Tells (kind, id, value) only.
* Zen: zen-engine, decision tables with collected hits, one for each stratum. Tells what Bitset does: a table knows neither
  a join of two facts nor chaining, so the strata are cut beforehand and signs come as the list of atoms that they answer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from triage.engine.conclude import FACT_KINDS, MATCHED_ACTOR
from triage.model import Atom, Conclusion, Production, Sign

Told = tuple[str, ...]
FUNCTIONS = """
(subject-of ($?s) (if (member$ other_household ?s) then (return other_household))
  (foreach ?x ?s (if (neq ?x facilitator) then (return household))) facilitator)
(shared ($?s) (bind ?first (nth$ 1 ?s)) (foreach ?x ?s (if (neq ?x ?first) then (return household))) ?first)
(sure ($?c) (if (member$ suspected ?c) then suspected else certain))
(actors ($?a) (bind ?out (create$))
  (foreach ?x ?a (if (and (neq ?x -) (not (member$ ?x ?out))) then (bind ?out (insert$ ?out 1 ?x)))) ?out)
(actors-or-none ($?a) (bind ?out (actors ?a)) (if (= 0 (length$ ?out)) then (create$ -) else ?out))
(told () (bind ?o "") (do-for-all-facts ((?f said)) TRUE (bind ?o (str-cat ?o (implode$ ?f:implied) ","))) ?o)
"""


class Clips:
    listens = False
    """Whether the Python error router stays on."""

    def __init__(self, productions: Sequence[Production]) -> None:
        import clips

        self._env = clips.Environment()
        self._env.build("(deffacts start (said))")
        for function in FUNCTIONS.strip().split("\n("):
            self._env.build(f"(deffunction {function.removeprefix('(')}")
        for index, production in enumerate(productions):
            self._env.build(_clips_rule(production, len(productions) - index))
        if not self.listens:
            for router in list(self._env.routers()):
                router.deactivate()

    def infer(self, signs: Iterable[Sign]) -> str:
        self._env.reset()
        given = [f"(sign/{s.id}/{s.state} {s.subject} {s.actor or '-'} {s.certainty})" for s in signs]
        if given:
            self._env.load_facts("".join(given))
        self._env.run()
        answer: str = self._env.eval("(told)")
        return answer

    @staticmethod
    def told(answer: str) -> set[Told]:
        """(kind, id, value, subject, actor, certainty); certain when it is so once."""
        found = {tuple("" if part == "-" else part for part in line.split()) for line in answer.split(",")} - {()}
        return {one for one in found if one[5] == "certain" or (*one[:5], "certain") not in found}


class ClipsByTheManual(Clips):
    """The same rules, facts asserted and read one by one as clipspy's manual shows; it gets slower as it lives."""

    listens = True

    def infer(self, signs: Iterable[Sign]) -> str:
        self._env.reset()
        for s in signs:
            self._env.assert_string(f"(sign/{s.id}/{s.state} {s.subject} {s.actor or '-'} {s.certainty})")
        self._env.run()
        return ",".join(" ".join(fact) for fact in self._env.find_template("said").facts())


def _clips_rule(production: Production, salience: int) -> str:
    atoms = tuple(dict.fromkeys(production.atoms))
    signs = [n for n, atom in enumerate(atoms) if atom.kind == "sign"]
    given = [f"({topic(atom)} {_subject(atom, n)} {_actor(atom, n)} ?c{n})" for n, atom in enumerate(atoms)]
    if any(atoms[n].binds for n in signs):
        subject = "?s"
    else:
        subject = f"({'subject-of' if signs else 'shared'} {' '.join(f'?s{n}' for n in signs or range(len(atoms)))})"
    sure = f"(sure {' '.join(f'?c{n}' for n in range(len(atoms)))})"
    actors = " ".join(f"?a{n}" for n in signs if atoms[n].state == "present")
    said = [_clips_said(each, actors) for each in production.conclusions]
    act = f"(bind ?subject {subject}) (bind ?sure {sure}) {' '.join(said)}"
    return f"(defrule r{salience} (declare (salience {salience})) {' '.join(given)} => {act})"


def _subject(atom: Atom, number: int) -> str:
    return "?s" if atom.kind == "sign" and atom.binds else f"?s{number}"


def _actor(atom: Atom, number: int) -> str:
    if atom.kind != "sign":
        return f"?a{number}"
    one_of = "&" + "|".join(each or "-" for each in sorted(atom.actors)) if atom.actors else ""
    none_of = "".join(f"&~{each or '-'}" for each in sorted(atom.not_actors))
    return f"?a{number}{one_of}{none_of}"


def _clips_said(said: Conclusion, actors: str) -> str:
    value = value_of(said)
    name = "?one" if said.id == MATCHED_ACTOR else said.id
    role = "?one" if said.actor == MATCHED_ACTOR else said.actor or "-"
    act = f"(assert (said {said.kind} {name} {value or '-'} {said.subject or '?subject'} {role} ?sure))"
    if said.kind in FACT_KINDS:
        act += f" (assert ({said_topic(said)} {said.subject or '?subject'} {role} ?sure))"
    if said.id == MATCHED_ACTOR:
        return f"(foreach ?one (actors {actors}) {act})"
    return f"(foreach ?one (actors-or-none {actors}) {act})" if said.actor == MATCHED_ACTOR else act


def topic(atom: Atom) -> str:
    return f"{atom.kind}/{atom.id}/{atom.state if atom.kind == 'sign' else ''}"


def value_of(said: Conclusion) -> str:
    return said.value or ("present" if said.kind == "sign" else "")


def said_topic(said: Conclusion) -> str:
    return f"{said.kind}/{said.id}/{value_of(said) if said.kind == 'sign' else ''}"


class Answers:
    """Which atoms, by number, a fact answers."""

    def __init__(self, productions: Iterable[Production]) -> None:
        self.number: dict[Atom, int] = {}
        self._of: dict[str, list[Atom]] = defaultdict(list)
        for atom in (replace(atom, binds=False) for production in productions for atom in production.atoms):
            if atom not in self.number:
                self.number[atom] = len(self.number)
                self._of[topic(atom)].append(atom)

    def __call__(self, about: str, actor: str) -> list[int]:
        return [
            self.number[atom]
            for atom in self._of.get(about, ())
            if (not atom.actors or actor in atom.actors) and actor not in atom.not_actors
        ]

    def of(self, production: Production) -> list[int]:
        return sorted({self.number[replace(atom, binds=False)] for atom in production.atoms})


class Bitset:
    def __init__(self, productions: Sequence[Production]) -> None:
        self._answers = Answers(productions)
        self._uses: list[list[tuple[int, Production]]] = [[] for _ in self._answers.number]
        for production in productions:
            atoms = self._answers.of(production)
            need = sum(1 << atom for atom in atoms)
            for atom in atoms:
                self._uses[atom].append((need, production))
        self._cache: dict[tuple[str, str], list[int]] = {}

    def infer(self, signs: Iterable[Sign]) -> set[Told]:
        known, found, by = 0, set(), defaultdict(set)
        waiting = [(f"sign/{s.id}/{s.state}", s.actor) for s in signs]
        while waiting:
            fact = waiting.pop()
            atoms = self._cache.get(fact)
            if atoms is None:
                atoms = self._cache[fact] = self._answers(*fact)
            for atom in atoms:
                by[atom].add(fact[1])
                known |= 1 << atom
            for atom in atoms:
                for need, production in self._uses[atom]:
                    if need & known == need:
                        for said in production.conclusions:
                            self._say(said, production, by, found, waiting)
        return found

    def _say(self, said: Conclusion, production: Production, by: Any, found: set[Told], waiting: list[Any]) -> None:
        ids, roles = [said.id], [said.actor]
        if MATCHED_ACTOR in (said.id, said.actor):
            present = [atom for atom in production.atoms if atom.kind == "sign" and atom.state == "present"]
            actors = {each for atom in present for each in by[self._answers.number[replace(atom, binds=False)]]} - {""}
            ids, roles = (list(actors), roles) if said.id == MATCHED_ACTOR else (ids, list(actors) or [""])
        for name in ids:
            for role in roles:
                one = (said.kind, name, value_of(said), role)
                if one not in found:
                    found.add(one)
                    if said.kind in FACT_KINDS:
                        waiting.append((said_topic(said), role))

    @staticmethod
    def told(answer: set[Told]) -> set[Told]:
        return {one[:3] for one in answer}


class Zen:
    def __init__(self, productions: Sequence[Production]) -> None:
        import zen

        self._answers = Answers(productions)
        self._productions = productions
        self.strata = _strata(productions)
        self._decision = zen.ZenEngine().create_decision(json.dumps(self._graph()))
        self._cache: dict[tuple[str, str], list[str]] = {}

    def infer(self, signs: Iterable[Sign]) -> Any:
        known: list[str] = []
        for s in signs:
            fact = (f"sign/{s.id}/{s.state}", s.actor)
            if fact not in self._cache:
                self._cache[fact] = [f"a{n}" for n in self._answers(*fact)]
            known += self._cache[fact]
        return self._decision.evaluate({"known": known})["result"]

    def told(self, answer: Any) -> set[Told]:
        numbers = {row["p"] for n in range(len(self.strata)) for row in answer.get(f"t{n}") or ()}
        told = {(c.kind, c.id, value_of(c)) for n in numbers for c in self._productions[n].conclusions}
        return {one for one in told if one[1] != MATCHED_ACTOR}

    def _graph(self) -> dict[str, Any]:
        nodes: list[dict[str, Any]] = [{"id": "in", "type": "inputNode", "name": "in"}]
        for level, numbers in enumerate(self.strata):
            nodes.append(self._table(level, numbers))
            more = f"flatMap([known, flatMap(t{level}, #.k)], #)"
            nodes.append({"id": f"e{level}", "type": "expressionNode", "name": f"e{level}", "content": {
                "expressions": [{"id": "x", "key": "known", "value": more}], "passThrough": True,
            }})  # fmt: skip
        nodes.append({"id": "out", "type": "outputNode", "name": "out"})
        edges = [
            {"id": f"x{n}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
            for n, (a, b) in enumerate(pairwise(nodes))
        ]
        return {"nodes": nodes, "edges": edges}

    def _table(self, level: int, numbers: list[int]) -> dict[str, Any]:
        rows = []
        for number in numbers:
            production = self._productions[number]
            test = " and ".join(f"'a{n}' in known" for n in self._answers.of(production))
            facts = [c for c in production.conclusions if c.kind in FACT_KINDS]
            adds = [f"'a{n}'" for c in facts for n in self._answers(said_topic(c), c.actor.removeprefix(MATCHED_ACTOR))]
            rows.append({"_id": f"r{number}", "i": test, "p": str(number), "k": f"[{', '.join(adds)}]"})
        return {"id": f"t{level}", "type": "decisionTableNode", "name": f"t{level}", "content": {
            "hitPolicy": "collect", "rules": rows, "inputs": [{"id": "i", "name": "i"}],
            "outputs": [{"id": name, "name": name, "field": name} for name in ("p", "k")],
            "passThrough": True, "outputPath": f"t{level}", "inputField": None, "executionMode": "single",
        }}  # fmt: skip


def _strata(productions: Sequence[Production]) -> list[list[int]]:
    """Numbers of the productions, so that whatever a stratum tests was said before it."""
    makers: dict[str, list[int]] = defaultdict(list)
    for number, production in enumerate(productions):
        for said in production.conclusions:
            if said.kind in FACT_KINDS:
                makers[said_topic(said)].append(number)
    level = [0] * len(productions)
    for _ in productions:
        new = [
            max([0, *(1 + level[m] for atom in p.atoms for m in makers[topic(atom)] if m != n)])
            for n, p in enumerate(productions)
        ]
        if new == level:
            break
        level = new
    return [[n for n, own in enumerate(level) if own == each] for each in range(max(level) + 1)]
