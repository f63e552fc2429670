"""Indonesian affixes, formal and colloquial: which base words a written word may hide.

One suffix group and one prefix group are removed at most; the lexicon decides which base is real.
"""

from __future__ import annotations

VOICES = ("", "di", "me")
"""How a verb was written: bare, passive (di-, ke-, ter-), active (me-, N-)."""

# fmt: off
_SUFFIXES = (
    "nya", "ny", "lah", "kah", "pun", "ku", "mu", "in", "kan", "an", "i", "annya", "kannya", "innya", "inya",
    "anku", "anmu", "kanlah", "inlah", "anlah", "anny", "kanny", "nyalah", "nyapun", "ne", "e", "en", "ken", "ake",
)
# fmt: on
_RARE = frozenset(("e", "ne", "en", "ken", "ake", "in", "mu"))
_PREFIXES = {
    "m": ("memper", "menge", "me", "m"),
    "p": ("penge", "peng", "per", "pe"),
    "d": ("diper", "di"),
    "t": ("ter", "te", "tak"),
    "k": ("keter", "ke"),
    "b": ("ber", "be"),
    "s": ("se",),
    "n": ("nge", "ng", "ny", "n"),
}
_BY_LETTER: dict[str, list[str]] = {}
for _suffix in _SUFFIXES:
    _BY_LETTER.setdefault(_suffix[-1], []).append(_suffix)


def bases(word: str, authors: bool = False) -> list[tuple[str, str]]:
    """(base, voice) candidates of at least three letters, in no order of merit.

    authors: leave out pe-, which names a doer (penipu is a person, tipu a deed), and the rarest suffixes.
    """
    ends = [word]
    for suffix in _BY_LETTER.get(word[-1], ()):
        if authors and suffix in _RARE:
            continue
        if len(word) - len(suffix) >= 3 and word.endswith(suffix):
            ends.append(word[: -len(suffix)])
    out = [(end, "") for end in ends[1:]]
    for prefix in _PREFIXES.get(word[0], ()):
        if authors and prefix[0] == "p":
            continue
        for end in ends:
            rest = end[len(prefix) :]
            if len(rest) >= 3 and end.startswith(prefix):
                out += [(base, voice_of(prefix)) for base in _restored(prefix, rest)]
    deed = word.startswith("pe") and word.endswith("an")  # penipuan is the deed, not the doer penipu
    return [(base, voice) for base, voice in out if len(base) >= 3 and not (deed and base.startswith("pe"))]


def voice_of(prefix: str) -> str:
    """The voice that a prefix gives."""
    if prefix[0] in "mn":
        return "me"
    return "di" if prefix in ("di", "diper", "ke", "keter", "ter", "te") else ""


def written_voice(surface: str, lemma: str) -> str:
    """The voice of a listed variant, from its first letters ('mukul', 'digebuk' for 'pukul')."""
    if surface.startswith("di") and not lemma.startswith("di") and len(surface) > 4:
        return "di"
    if surface.startswith("ke") and lemma[:1] != "k" and len(surface) > 5:
        return "di"
    return "me" if surface[0] in "mn" and lemma[:1] not in ("m", "n") else ""


def _restored(prefix: str, rest: str) -> list[str]:
    """Bases after giving back the consonant that a nasal prefix swallowed."""
    if prefix in ("me", "pe"):
        return _after_me(rest)
    if prefix == "ng":
        return [rest, "k" + rest]
    if prefix == "ny":
        return ["s" + rest, "c" + rest]
    if prefix == "n":
        return ["t" + rest] + ([rest] if rest[0] in "dcjgt" else [])
    if prefix == "m":
        return ["p" + rest] if rest[0] in "aiuo" else ([rest] if rest[0] == "b" else [])
    return [rest]


def _after_me(rest: str) -> list[str]:
    """meng-, meny-, mem-, men- and me-."""
    if rest[:2] == "ng":
        return [rest[2:], "k" + rest[2:], rest]
    if rest[:2] == "ny":
        return ["s" + rest[2:], rest]
    if rest[0] == "m":
        return [rest[1:], "p" + rest[1:], rest]
    if rest[0] == "n":
        return [rest[1:], "t" + rest[1:], rest]
    return [rest]
