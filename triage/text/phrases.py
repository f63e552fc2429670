"""The phrase syntax of the knowledge files, parsed into elements and gaps.

space = adjacent; `..N` = at most N words between; `~N` = the same in either order; `[x]` = may be
missing; `a|b` = alternatives; `CAPS` = word class; `..4!x|y` = not across x or y; `#`, `#3`, `#1-4`,
`#<5`, `#>=6` = a number; `@X` names the actor; `%X` names the subject; `di-X` / `me-X` = only the
passive (di-, ke-, ter-) or active (me-, N-) forms of X. Base words only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from triage.text.numbers import parse_range
from triage.text.vocabulary import Vocabulary

_PIECE = re.compile(r"\[[^\]]*\]|\S+")
_GAP = re.compile(r"(?:\.\.|~)(\d+)(?:!(\S+))?$")
_WORD = re.compile(r"[a-z0-9][a-z0-9.-]*$")
_CLASS = re.compile(r"[A-Z][A-Z0-9_]*$")
MAX_GAP = 12
MAX_PIECES = 60
"""Words and gaps of one phrase; `_scanner.c` takes 64 words and 128 of both."""
_LOOSE_GAP = "tidak boleh diawali atau diakhiri jarak; kata di ujungnya diabaikan, atau # tidak dalam tanda kutip YAML"


class PhraseError(ValueError):
    """A phrase that cannot be compiled; the message is Indonesian, for the author."""

    def __init__(self, phrase: str, message: str) -> None:
        super().__init__(f'frasa "{phrase}": {message}')
        self.phrase = phrase
        self.message = message

    def __reduce__(self) -> tuple[type[PhraseError], tuple[str, str]]:
        return type(self), (self.phrase, self.message)


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase. options: atom sequences; an atom is a lemma, `di-`/`me-` + lemma, or a range."""

    options: tuple[tuple[str, ...], ...]
    optional: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """At most `words` words, none of them in `without`."""

    words: int
    without: frozenset[str] = frozenset()


Sequence = tuple[Element | Gap, ...]


def parse(phrase: str, vocabulary: Vocabulary) -> tuple[Sequence, ...]:
    """The orders in which the phrase matches: one, or two when it holds `~N`. Raises PhraseError."""
    items: list[Element | Gap] = []
    turn: int | None = None
    for piece in _PIECE.findall(phrase):
        if piece[0] == "~":
            if turn is not None:
                raise PhraseError(phrase, "hanya satu ~N dalam satu frasa")
            turn = len(items)
        if piece[0] == "~" or piece.startswith(".."):
            items.append(_gap(phrase, piece, vocabulary))
        else:
            element = _element(phrase, piece, vocabulary)
            if element.options:
                items.append(element)
            elif turn is not None and turn == len(items) - 1:
                raise PhraseError(phrase, f"'{piece}' hanya kata yang diabaikan, padahal di sebelah ~N")
    _check(phrase, items)
    if turn is None:
        return (tuple(items),)
    left, gap, right = items[:turn], items[turn], items[turn + 1 :]
    return ((*left, gap, *right), (*right, gap, *left))


def span_of(sequence: Sequence) -> int:
    """The most words that a sequence can cover."""
    return sum(i.words if isinstance(i, Gap) else max(map(len, i.options), default=0) for i in sequence)


def _gap(phrase: str, piece: str, vocabulary: Vocabulary) -> Gap:
    found = _GAP.match(piece)
    if not found:
        raise PhraseError(phrase, f"'{piece}' bukan jarak; tulis ..3, ~3, atau ..3!kata|KELAS")
    words = int(found[1])
    if words > MAX_GAP:
        raise PhraseError(phrase, f"jarak {words} terlalu jauh; paling banyak {MAX_GAP}")
    without = {
        option[0].split("-", 1)[-1]
        for name in (found[2] or "").split("|")
        if name
        for option in _options(phrase, name, vocabulary)
        if len(option) == 1
    }
    return Gap(words, frozenset(without))


def _element(phrase: str, piece: str, vocabulary: Vocabulary) -> Element:
    optional = piece[0] == "["
    body = piece[1:-1].strip() if optional and piece[-1] == "]" else piece
    mark = body[0] if body[:1] in ("@", "%") else ""
    body = body[len(mark) :]
    if not body or " " in body:
        raise PhraseError(phrase, f"'{piece}' harus berisi satu kata, KELAS, atau a|b")
    options = [option for name in body.split("|") for option in _options(phrase, name, vocabulary)]
    return Element(tuple(dict.fromkeys(options)), optional, mark)


def _options(phrase: str, name: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """The atom sequences of one alternative."""
    if name[:1] == "#":
        bounds = parse_range(name)
        if bounds is None:
            raise PhraseError(phrase, f"'{name}' bukan bilangan; tulis #, #3, #1-4, #<5, #<=2, #>5 atau #>=6")
        if bounds[0] > bounds[1]:
            raise PhraseError(phrase, f"'{name}' terbalik; tulis bilangan yang kecil dulu, seperti #1-4")
        return [(name,)]
    voice = name[:3] if name[:3] in ("di-", "me-") else ""
    name = name[len(voice) :]
    if _CLASS.match(name):
        if name not in vocabulary.classes:
            raise PhraseError(phrase, f"kelas {name} tidak dikenal")
        members = list(vocabulary.classes[name])
    elif _WORD.match(name.lower()) and name == name.lower():
        sequence = vocabulary.sequence(name)
        members = [sequence] if sequence else []
    else:
        raise PhraseError(phrase, f"'{name}' bukan kata dasar huruf kecil maupun KELAS huruf besar")
    return [(voice + m[0],) for m in members if len(m) == 1] if voice else members


def _check(phrase: str, items: list[Element | Gap]) -> None:
    """A phrase begins and ends with a word, at least one word is required, and the scanner can take all of it."""
    if len(items) > MAX_PIECES:
        raise PhraseError(phrase, f"terlalu panjang; paling banyak {MAX_PIECES} kata dan jarak")
    if not any(isinstance(item, Element) and not item.optional for item in items):
        raise PhraseError(phrase, "tidak ada kata yang harus ada (kosong, atau semua diabaikan)")
    if isinstance(items[0], Gap) or isinstance(items[-1], Gap):
        raise PhraseError(phrase, _LOOSE_GAP)
    if sum(isinstance(item, Element) and item.mark == "@" for item in items) > 1:
        raise PhraseError(phrase, "hanya satu @ (pelaku) dalam satu frasa")
    if sum(isinstance(item, Element) and item.mark == "%" for item in items) > 1:
        raise PhraseError(phrase, "hanya satu % (orang yang mengalami) dalam satu frasa")
