"""Words without their commonest affixes, to see whether two sentences speak of the same thing; crude on purpose."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"(nya|kah|lah|ku|mu|kan|an|i)$")
_STARTS = re.compile(r"^(di|ber|ter|se|meng|mem|men|me)(?=\w{4})")
_MELTED = ((re.compile(r"^mem(?=[aiueo]\w{3})"), "p"), (re.compile(r"^men(?=[aiueo]\w{3})"), "t"),
           (re.compile(r"^meny(?=[aiueo]\w{3})"), "s"))  # fmt: skip


def words(text: str) -> frozenset[str]:
    """Every word of a text once, as a stem."""
    return frozenset(map(_stem, _WORD.findall(text.lower())))


@cache
def subjects(text: str) -> frozenset[str]:
    """The words that tell what a text is about."""
    return frozenset(word for word in words(text) if len(word) > 2) - _GRAMMAR


def _stem(word: str) -> str:
    word = _ENDS.sub("", word) if len(word) > 5 else word
    for start, letter in _MELTED:
        if start.match(word):
            return start.sub(letter, word)
    return _STARTS.sub("", word)


_GRAMMAR = words(
    "apakah atau yang ada adakah ini itu ibu bapak anda keluarga anggota orang warga dari pada untuk karena dengan "
    "oleh kepada dalam luar sudah belum masih baru pernah akan ingin harus perlu lagi sering sejak lama lebih kurang "
    "tidak tanpa bukan lain siapa misalnya hari sekarang tahun bulan dua tiga tempat dan dia bila saat sendiri punya"
)
"""Words that texts about anything share."""
