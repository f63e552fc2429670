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
_DEED = ("pe", "an")
"""penipuan is the deed, not the doer penipu."""

_Ways = tuple[tuple[str, tuple[str, ...]], ...]
"""What the letters after a prefix may stand for: it swallowed a consonant, or not. The first that fits decides."""
_AS_WRITTEN: _Ways = (("", ("",)),)
_NASAL: _Ways = (  # meng-, meny-, mem-, men- and me-
    ("ng", ("", "k", "ng")), ("ny", ("s", "ny")), ("m", ("", "p", "m")), ("n", ("", "t", "n")), ("", ("",)),
)  # fmt: skip
_BARE_NG: _Ways = (("", ("", "k")),)
_BARE_NY: _Ways = (("", ("s", "c")),)
_BARE_N: _Ways = (*((letter, ("t" + letter, letter)) for letter in "dcjgt"), ("", ("t",)))
_BARE_M: _Ways = (*((letter, ("p" + letter,)) for letter in "aiuo"), ("b", ("b",)))
_PREFIXES: dict[str, dict[str, _Ways]] = {
    "m": {"memper": _AS_WRITTEN, "menge": _AS_WRITTEN, "me": _NASAL, "m": _BARE_M},
    "p": {"penge": _AS_WRITTEN, "peng": _AS_WRITTEN, "per": _AS_WRITTEN, "pe": _NASAL},
    "d": {"diper": _AS_WRITTEN, "di": _AS_WRITTEN},
    "t": {"ter": _AS_WRITTEN, "te": _AS_WRITTEN, "tak": _AS_WRITTEN},
    "k": {"keter": _AS_WRITTEN, "ke": _AS_WRITTEN},
    "b": {"ber": _AS_WRITTEN, "be": _AS_WRITTEN},
    "s": {"se": _AS_WRITTEN},
    "n": {"nge": _AS_WRITTEN, "ng": _BARE_NG, "ny": _BARE_NY, "n": _BARE_N},
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
    for prefix, ways in _PREFIXES.get(word[0], {}).items():
        if not word.startswith(prefix) or (authors and prefix[0] == "p"):
            continue
        voice = voice_of(prefix)
        for end in ends:
            if len(end) - len(prefix) >= 3:
                out += [(base, voice) for base in _restored(ways, end[len(prefix) :])]
    doer = _DEED[0] if word.startswith(_DEED[0]) and word.endswith(_DEED[1]) else None
    return [(base, voice) for base, voice in out if len(base) >= 3 and not (doer and base.startswith(doer))]


def rules() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What `bases` goes by, for the compiled speller: suffixes; ways, four strings each (prefix, voice, what is
    written after it, what that stands for); prefix and suffix of a deed."""
    ways = [
        (prefix, voice_of(prefix), written, given)
        for prefixes in _PREFIXES.values()
        for prefix, found in prefixes.items()
        for written, all_given in found
        for given in all_given
    ]
    return _SUFFIXES, tuple(part for way in ways for part in way), _DEED


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


def _restored(ways: _Ways, rest: str) -> list[str]:
    """Bases after giving back the consonant that a nasal prefix swallowed."""
    for written, given in ways:
        if rest.startswith(written):
            return [before + rest[len(written) :] for before in given]
    return []
