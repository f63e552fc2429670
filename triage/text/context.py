"""Is what was said so? ConText (Harkema et al. 2009) over coded words: negation, past, other people …

A cue reaches `scope` words forward or backward, up to punctuation or a breaker, unless it `crosses`.
A cue whose words the phrase itself uses ("belum cair") does not count.

People write without punctuation, so clauses are also guessed: a pseudo-cue of scope 0 ends the reach of negations
("tidak hilang cuma patah"), one that also `crosses` begins a new clause for every cue ("kalau ... tadi").

Where it was compiled, `_judge.c` judges instead: what changes here must change there (tests/text/test_judge.py).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from triage.model import Context, State
from triage.text.codes import HARD
from triage.text.language import Language
from triage.text.match import CueHit, Hit
from triage.text.quick_judge import CONTEXTS

MAX_SCOPE = 20
_RANK = {"negated": 1, "past": 2, "hypothetical": 3, "general": 3, "quoted": 3, "resolved": 4}
STATES: dict[str, State] = {"asserted": "present", "other": "present", "negated": "absent"}
"""The state that the engine may see, by context; None for the others (semantics 2)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the cues make of a hit. cue: the span of the deciding cue, None when asserted plainly."""

    context: Context = "asserted"
    is_other: bool = False
    is_hedged: bool = False
    cue: tuple[int, int] | None = None


PLAIN = Judgement()


class Scene:
    """One coded text with everything found in it, sorted for quick looking around."""

    def __init__(self, code: str, hits: list[Hit], cues: list[CueHit], language: Language) -> None:
        """hits: in any order; cues: from left to right."""
        self.code = code
        self.language = language
        self.cues = cues
        self.starts = [cue.start for cue in cues]
        ends = [c for c in cues if c.cue.kind == "pseudo" and c.cue.scope == 0]
        self.stops = [c.start for c in ends]
        self.openings = [c.start for c in ends if c.cue.crosses]
        self._telling = [c for c in cues if c.cue.kind != "pseudo"]
        self._telling_starts = [c.start for c in self._telling]
        self._looking_back = [c for c in self._telling if c.cue.direction != "forward"]
        self._looking_back_starts = [c.start for c in self._looking_back]
        self._hits = hits
        self._hits_by_end: list[tuple[int, int, int]] = []

    def near(self, hit: Hit) -> list[CueHit]:
        """The cues that may reach the hit: before or in it, or after it and looking back."""
        first = bisect_left(self._telling_starts, hit.start - 2 * MAX_SCOPE)
        before = self._telling[first : bisect_left(self._telling_starts, hit.end)]
        if not self._looking_back:
            return before
        starts = self._looking_back_starts
        return before + self._looking_back[bisect_left(starts, hit.end) : bisect_left(starts, hit.end + MAX_SCOPE)]

    def has_stop(self, start: int, end: int) -> bool:
        """A word that ends the reach of negations stands in [start, end)."""
        return _any_between(self.stops, start, end)

    def has_opening(self, start: int, end: int) -> bool:
        """A word that begins a new clause stands in [start, end)."""
        return _any_between(self.openings, start, end)

    def has_subject(self, start: int, end: int) -> bool:
        """Somebody who may be the subject of a new clause is named in [start, end)."""
        return not self.language.role_starts.isdisjoint(self.code[start:end])

    def has_supposition(self, start: int, end: int) -> bool:
        """A cue that begins a clause of hearsay or supposition (katanya, kalau) stands in [start, end)."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return any(cue.cue.kind in ("hypothetical", "hedged", "quoted") for cue in self.cues[first:last])

    def own_cue(self, hit: Hit, kind: str) -> CueHit | None:
        """The first cue of this kind that the phrase explains itself ("belum cair")."""
        first = bisect_left(self.starts, hit.start)
        inside = self.cues[first : bisect_left(self.starts, hit.end)]
        own = [cue for cue in inside if cue.cue.kind == kind]
        if not own:
            return None
        taken = hit.consumed()
        return next((cue for cue in own if cue.start in taken), None)

    def is_supposed(self, cue: CueHit) -> bool:
        """What the cue says is itself only supposed ("nanti kalau sudah beres")."""
        at = bisect_left(self.starts, cue.start)
        before = [c for c in self.cues[max(at - 2, 0) : at] if c.cue.kind == "hypothetical"]
        return any(
            cue.start - c.end <= 2 and self.language.breaks.isdisjoint(self.code[c.end : cue.start])
            for c in before
            if c.cue.direction != "backward"
        )

    def has_later_hit(self, hit: Hit, before: int) -> bool:
        """Another problem's hit begins after this one and ends before the cue at `before`."""
        if not self._hits_by_end:
            owners = self.language.owners
            counted = (hit for hit in self._hits if not owners[hit.owner].is_background)
            self._hits_by_end = sorted((hit.end, hit.start, hit.owner) for hit in counted)
        first = bisect_left(self._hits_by_end, (hit.end, -1, -1))
        last = bisect_left(self._hits_by_end, (before + 1, -1, -1))
        return any(s > hit.start and o != hit.owner for _, s, o in self._hits_by_end[first:last])


def _any_between(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def judge(hit: Hit, scene: Scene) -> Judgement:
    """The context of one hit."""
    reaching = [c for c in scene.near(hit) if _reaches(c, hit, scene)]
    if not reaching:
        return PLAIN
    return _verdict(reaching, scene.language.owners[hit.owner].about == "facilitator")


def _verdict(cues: list[CueHit], about_facilitator: bool) -> Judgement:
    """The strongest cue decides the context; other people and hedges are told apart from it."""
    first: dict[str, CueHit] = {}
    for cue in cues:
        first.setdefault(cue.cue.kind, cue)
    other = None if about_facilitator else first.get("other")
    kinds = sorted((kind for kind in first if kind in _RANK), key=_RANK.__getitem__)
    if "negated" in kinds and kinds[-1] == "resolved":
        kinds = ["negated"]  # "tidak salah, sudah benar" denies; it does not tell of a problem solved
    deciding = first[kinds[-1]] if kinds else None
    context: Context = CONTEXTS[kinds[-1]] if kinds else "other" if other else "asserted"
    shown = deciding or other or first.get("hedged")
    return Judgement(context, other is not None, "hedged" in first, (shown.start, shown.end) if shown else None)


def _reaches(cue: CueHit, hit: Hit, scene: Scene) -> bool:
    """Direction, scope and terminators, of a cue that is near."""
    is_before = cue.end <= hit.start
    if is_before:
        start, end = cue.end, hit.start
        if cue.cue.direction == "backward":
            return False
    elif cue.start >= hit.end:
        start, end = hit.end, cue.start
    else:
        return _inside(cue, hit, scene)
    if end - start > min(cue.cue.scope, MAX_SCOPE):
        return False
    if is_before and _in_another_clause(cue, hit, scene):
        return False
    between = scene.code[start:end]
    if not cue.cue.crosses:
        return scene.language.breaks.isdisjoint(between)
    return HARD not in between and not scene.is_supposed(cue) and not scene.has_later_hit(hit, cue.start)


def _in_another_clause(cue: CueHit, hit: Hit, scene: Scene) -> bool:
    """No punctuation parts the cue from the later hit, but the words do.

    A clause cannot begin right after the cue: "tidak | sekarang", "kalau | tadi".
    """
    kind = cue.cue.kind
    if scene.has_opening(cue.end + 1, hit.start + 1):
        return True
    if kind == "past":  # "dulu dapat bantuan | sekarang tidak dapat"
        return scene.has_opening(hit.start, hit.end)
    own = scene.own_cue(hit, kind) if kind in ("negated", "hypothetical") else None
    if kind == "hypothetical":  # "mau tanya | kalau suami memukul", where the phrase took "kalau"
        return own is not None and own.start == hit.start
    if kind != "negated":
        return False
    if own is not None and _is_clause_of_its_own(cue, hit, own, scene):
        return True
    return (
        scene.has_stop(cue.end, hit.start)
        or scene.has_stop(cue.end + 1, hit.start + 1)
        or scene.has_subject(cue.end + 2, hit.start + 1)
        or scene.has_supposition(cue.end + 1, hit.start + 1)
    )


def _is_clause_of_its_own(cue: CueHit, hit: Hit, own: CueHit, scene: Scene) -> bool:
    """The phrase brings its own negation, so the one before is not about it: "gak bisa dibuka | ibu belum dapat"."""
    apart = hit.start > cue.end and own.start - cue.end > 1
    return apart and not scene.has_stop(hit.start + 1, own.start)


def _inside(cue: CueHit, hit: Hit, scene: Scene) -> bool:
    """A cue in a gap of the phrase reaches it unless it ends before the next word of the phrase."""
    if cue.start < hit.start:  # "tidak kena | banjir", where the phrase took "kena banjir"
        return cue.cue.direction != "backward"
    taken = hit.consumed()
    if cue.end > hit.end or not taken.isdisjoint(range(cue.start, cue.end)):
        return False
    if cue.cue.kind != "negated":
        return True
    following = min((i for i in taken if i >= cue.end), default=cue.end)
    stopped = scene.has_stop(cue.end, following)
    return not stopped and scene.language.breaks.isdisjoint(scene.code[cue.end : following + 1])
