"""One spelling for what is written in many (household keys, places, officials), and what may be shown of them."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from triage.render.symbols import clean
from triage.text import harmless, mask

REMEMBERED = 4096
"""A list repeats its places and names; so many are remembered, in this process alone."""
PLACE_LENGTH = 80
"""So many characters of a place are kept."""
_NOTHING = frozenset(
    ("na", "nil", "nan", "null", "none", "kosong", "nihil", "tidakada", "tidaktahu", "belumada", "belum")
)
_NOT_ALNUM = re.compile(r"[\W_]+")
_EXPONENT = re.compile(r"\d([.,]\d+)?e\+?\d{2}", re.I)
_KIND = re.compile(r"^(?:desa|ds|kelurahan|kel)\b[. ]*(?=\w)")
_HONORIFICS = frozenset(
    ("bu", "ibu", "pak", "bapak", "bpk", "sdr", "sdri", "saudara", "saudari", "mas", "mbak", "h", "hj", "ust", "ustad")
)


@lru_cache(REMEMBERED)
def household_key(text: str) -> str:
    """Letters and digits alone, lower case: '3201 0101-…' is '32010101…'. '' when nothing is told."""
    key = _NOT_ALNUM.sub("", text).casefold()
    return "" if key in _NOTHING or not key.strip("0") else key


def is_damaged(text: str) -> bool:
    """A spreadsheet has rounded the number away ('3,20101E+15', or the last digits of 16 made 0): it fits many."""
    key = household_key(text)
    return bool(_EXPONENT.fullmatch(text.strip())) or (len(key) == 16 and key.isdigit() and key.endswith("0000"))


def hashed(salt: bytes, *parts: str) -> int:
    """64 bits with sign, as SQLite keeps them; without the salt nobody can try out who it is."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8, key=salt[:64]).digest(), "big", signed=True)


@lru_cache(REMEMBERED)
def place_shown(text: str) -> str:
    """As written, without what a screen would obey or numbers of a person; '' when nothing is told."""
    shown = clean(mask(harmless(text)))[:PLACE_LENGTH].strip(" ,.;-")
    return shown if household_key(shown) else ""


@lru_cache(REMEMBERED)
def place_key(shown: str) -> str:
    """The same for 'Ds. Sukamaju', 'DESA SUKAMAJU' and 'Sukamaju'."""
    parts = (_KIND.sub("", part.strip().casefold()) for part in shown.split(","))
    return ", ".join(" ".join(_NOT_ALNUM.sub(" ", part).split()) for part in parts)


@lru_cache(REMEMBERED)
def official_key(text: str) -> str:
    """The name without titles of address; '' when nothing is told."""
    words = _NOT_ALNUM.sub(" ", text).casefold().split()
    named = [word for word in words if word not in _HONORIFICS] or words
    return " ".join(named) if household_key("".join(named)) else ""


def initials(name: str) -> str:
    """'S. A.' for 'sari ayu': enough to tell lines apart, not to accuse anybody on a sheet of paper."""
    return " ".join(f"{word[0].upper()}." for word in name.split()[:4] if word[0].isalpha()) or "•"
