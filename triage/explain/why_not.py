"""Why something is not in the plan: the nearest alternative and what it lacks, or what took it away.

Each answer that is proposed has been tried: `then` tells what the plan would hold with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from triage.explain.gaps import Gap, Way, notation_of, supply_of, told, ways_to
from triage.explain.grounds import rule_branches, rule_words
from triage.explain.situation import Situation, answered
from triage.explain.tree import Branch, Explained, Supply, Target
from triage.explain.why import wanted_by, why_case, why_gone
from triage.explain.words import cited, joined, leaf, sign_note, sign_words
from triage.kb.types import Knowledge, StepWhen
from triage.kb.words import actors, capitalised
from triage.model import Atom, Evidence, Sign
from triage.notation import sign_evidence

Reached = Callable[[Situation], tuple[str, ...] | None]
"""What stands there in a situation: () the thing itself, ids of cases in its place, None for nothing."""


def why_not_case(target: Target, here: Situation) -> Explained:
    """Not found: found, but it yields to another case; else what its nearest alternative lacks."""
    kb = here.knowledge
    title = f"Tidak terbaca: {kb.cases[target.id].title}"
    rivals = in_place_of(target.id, here)
    if rivals:
        parts = (*(why_case(rival, here) for rival in rivals), *_covered(target.id, here))
        note = "gejalanya terbaca, tetapi kasus yang sama beratnya atau lebih sudah mencakupnya"
        return Explained(target, "yields", Branch("case", target.id, title, note, parts=parts), then=rivals)
    ways = ways_to("case", target.id, here)
    return _nearest(target, title, ways, here, lambda then: _case_in(target.id, then))


def why_not_danger(target: Target, here: Situation) -> Explained:
    """What the nearest alternative of its rules lacks."""
    title = f"Tidak terbaca: bahaya {here.knowledge.dangers[target.id].title}"

    def reached(then: Situation) -> tuple[str, ...] | None:
        return () if any(d.id == target.id for d in then.verdict.dangers) else None

    return _nearest(target, title, ways_to("danger", target.id, here), here, reached)


def why_not_step(target: Target, here: Situation) -> Explained:
    """Wanted, but taken out and by what; else what the nearest case, danger or rule that wants it lacks."""
    text = f"Tidak ada dalam rencana: {here.knowledge.steps[target.id].text}"
    if target.id in here.wanted:
        wanted = tuple(wanted_by(target.id, here))
        asked = Branch("note", "", "Semula diminta oleh:", parts=wanted)
        supply, opened = _opening(target.id, here)
        parts = (*_removal(target.id, here), *opened, asked)
        return Explained(target, "removed", Branch("step", target.id, text, parts=parts), supply)
    ways = sorted(_ways_to_step(target.id, here), key=lambda way: (way.cost(), -told(way, here.knowledge)))

    def reached(then: Situation) -> tuple[str, ...] | None:
        return () if target.id in then.wanted else None

    found = _nearest(target, text, ways, here, reached)
    then = answered(here, [_evidence(s, here.knowledge) for s in found.supply])
    still = tuple(_removal(target.id, then)) if found.supply and target.id in then.wanted else ()
    if still and then.path(target.id)[-1] != target.id:
        head = Branch("note", "", "Setelah itu pun langkah ini dibuang:", parts=still)
        return replace(found, tree=replace(found.tree, parts=(*found.tree.parts, head)))
    return replace(found, status="unwanted") if not found.supply else found


def in_place_of(case: str, here: Situation, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The found cases to which a case yields whose own signs are there; through cases that yield themselves."""
    if not here.derived("case", case) or here.findings(case):
        return ()
    found: dict[str, None] = {}
    for rival in here.knowledge.cases[case].yields_to:
        if here.findings(rival):
            found[rival] = None
        elif rival not in seen:
            found.update(dict.fromkeys(in_place_of(rival, here, seen | {case})))
    return tuple(found)


def _case_in(case: str, then: Situation) -> tuple[str, ...] | None:
    if then.findings(case):
        return ()
    return in_place_of(case, then) or None


def _covered(case: str, here: Situation) -> Iterator[Branch]:
    """The signs by which a case that yields would have been found."""
    yield from rule_branches(here.derived("case", case), here)


def _removal(step: str, here: Situation) -> Iterator[Branch]:
    """Every hand-over from the step to what stands in its place, with what caused it."""
    kb = here.knowledge
    path = here.path(step)
    for before, after in pairwise(path):
        text = f"Diganti: {kb.steps[after].text}" if after else "Dibuang, tanpa pengganti"
        yield Branch("note", after, text, parts=tuple(why_gone(before, here)))


def _opening(step: str, here: Situation) -> tuple[tuple[Supply, ...], tuple[Branch, ...]]:
    """What would open the gate before a step, where that alone brings the step back."""
    kb = here.knowledge
    gates = [t for t in kb.steps[step].tags if kb.tags[t].only_when is not None and t not in here.permitted()]
    ways = [way for tag in gates for way in ways_to("permit", tag, here)[:1]]
    supply = tuple(dict.fromkeys(supply_of(gap, kb) for way in ways for gap in way.leaves()))
    if not supply or answered(here, [_evidence(each, kb) for each in supply]).path(step)[-1] != step:
        return (), ()
    lacks = tuple(_gap_branch(gap, here) for way in ways for gap in way.gaps)
    return supply, (*lacks, _try(supply, (), kb))


def _ways_to_step(step: str, here: Situation) -> Iterator[Way]:
    """Through a case or danger that lists it, a condition of a case, or a rule."""
    kb = here.knowledge
    for case in kb.cases.values():
        listed = [entry for entry in case.steps if step == (entry.step if isinstance(entry, StepWhen) else entry)]
        for entry in listed:
            found = () if here.findings(case.id) else _via("case", case.id, here)
            whole = [Way(f"case:{case.id}/list", (), ())]
            own = ways_to("step", step, here, case.id) if isinstance(entry, StepWhen) else whole
            if found is not None and own:
                yield replace(own[0], gaps=(*found, *own[0].gaps))
    for danger in kb.dangers.values():
        below = _via("danger", danger.id, here) if step in danger.steps else None
        if below:
            yield Way(f"danger:{danger.id}", (), below)
    yield from ways_to("step", step, here, "")


def _via(kind: str, name: str, here: Situation) -> tuple[Gap, ...] | None:
    """The gap of an earlier conclusion, filled in its nearest way; None when nothing leads to it."""
    below = ways_to(kind, name, here)
    atom = Atom("case" if kind == "case" else "danger", name)
    return (Gap(atom.kind, atom, "", way=below[0]),) if below else None  # type: ignore[arg-type]  # never "sign"


def _nearest(target: Target, title: str, ways: list[Way], here: Situation, reached: Reached) -> Explained:
    """The nearest way that was tried and works; the nearest of all when none does."""
    kb = here.knowledge
    tried = _tried(ways, here, reached)
    if tried is None:
        note = (
            "tidak ada satu jawaban pun yang memunculkannya sekarang"
            if ways
            else "tidak ada aturan yang memunculkannya"
        )
        return Explained(target, "unwanted", Branch(target.kind, target.id, title, note))
    way, supply, then = tried
    parts = [_way_branch(way, here), _try(supply, then, kb)]
    others = len(ways) - 1
    note = f"jalan terdekat dari {others + 1}" if others else ""
    return Explained(target, "missing", Branch(target.kind, target.id, title, note, parts=tuple(parts)), supply, then)


def _tried(
    ways: Iterable[Way], here: Situation, reached: Reached
) -> tuple[Way, tuple[Supply, ...], tuple[str, ...]] | None:
    """The first way that works, with its answers and what then stands there; of equally near ones the thing itself."""
    best: tuple[Way, tuple[Supply, ...], tuple[str, ...]] | None = None
    for way in ways:
        if best is not None and way.cost() > best[0].cost():
            break
        supply = tuple(dict.fromkeys(supply_of(gap, here.knowledge) for gap in way.leaves()))
        then = reached(answered(here, [_evidence(each, here.knowledge) for each in supply]))
        if then == ():
            return way, supply, then
        if then is not None and best is None:
            best = (way, supply, then)
    return best


def _evidence(supply: Supply, kb: Knowledge) -> Evidence:
    return sign_evidence(notation_of(supply), kb.signs)


def _try(supply: Iterable[Supply], then: tuple[str, ...], kb: Knowledge) -> Branch:
    """How to try it, and what would stand there."""
    written = " ".join(f"--what-if {each.written}" for each in supply)
    titles = ", ".join(f"«{kb.cases[case].title}»" for case in then)
    note = f"yang lalu terbaca: {titles}, yang lebih berat dan sudah mencakupnya" if then else ""
    return Branch("note", "", f"Coba: {written}", note)


def _way_branch(way: Way, here: Situation) -> Branch:
    """The rule with what it has and what it lacks."""
    text, place, refs = rule_words(way.rule, here.knowledge)
    has = tuple(_held(Sign(*fact[1:]), here) for fact in way.held if fact[0] == "sign")  # type: ignore[arg-type]
    parts = (*has, *(_gap_branch(gap, here) for gap in way.gaps))
    return Branch("rule", way.rule, text, "", place, cited(refs, here.knowledge), parts)


def _held(sign: Sign, here: Situation) -> Branch:
    read = tuple(leaf(e) for e in here.trace.observed(sign))
    note = joined("sudah ada", sign_note(sign, here.knowledge), "" if read else "disimpulkan")
    return Branch("sign", sign.id, sign_words(sign, here.knowledge), note, parts=read)


HOW = {
    "missing": "belum diketahui",
    "denied": "sudah dijawab tidak",
    "said": "harus sudah dijawab tidak, tetapi tercatat ya",
    "actor": "ada, tetapi pelakunya lain",
    "person": "ada, tetapi pada orang lain",
    "case": "kasus ini belum terbaca",
    "danger": "bahaya ini belum terbaca",
}


def _gap_branch(gap: Gap, here: Situation) -> Branch:
    kb = here.knowledge
    atom = gap.atom
    if gap.way is not None:
        title = f"Kasus: {kb.cases[atom.id].title}" if atom.kind == "case" else f"Bahaya: {kb.dangers[atom.id].title}"
        below = _way_branch(gap.way, here)
        return Branch("gap", atom.id, title, HOW[gap.kind], parts=(below,))
    wanted = sign_words(Sign(atom.id, atom.state), kb)
    who = actors(atom.actors, atom.not_actors) if atom.state == "present" else ""
    unnamed = gap.kind == "actor" and not any(sign.actor for sign in gap.there)
    how = "ada, tetapi belum diketahui siapa pelakunya" if unnamed else HOW[gap.kind]
    there = dict.fromkeys(e for sign in gap.there for e in here.trace.observed(sign))
    mentioned = [e for e in here.plan.evidence if e.sign == atom.id and e.state is None]
    asked = Branch("note", "", f"Tanyakan: {kb.signs[atom.id].ask}")
    parts = (*(leaf(e) for e in (*there, *mentioned)), asked)
    return Branch("gap", atom.id, capitalised(wanted), joined(how, f"harus {who}" if who else ""), parts=parts)


def nothing_brings(target: Target, here: Situation) -> Explained:
    """For prohibitions, reminders, referrals and roles: nothing in the plan brings them."""
    text = f"Tidak ada dalam rencana: {target.text}"
    note = "tidak ada kasus, bahaya, atau aturan dalam rencana ini yang membawanya"
    return Explained(target, "unwanted", Branch(target.kind, target.id, text, note))
