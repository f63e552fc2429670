"""Hide identity numbers before anything else sees the text, without moving a single character.

Masking keeps the length (each hidden character becomes `•`), so offsets hold in what is shown
(semantics 18). Nothing here depends on the knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARK = "•"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_GROUP = re.compile(r"\d+")
_MAY_HIDE = re.compile(r"(?:\d[ .\-/()\u00a0]{0,2}){8}")
"""Eight digits that may belong together: nothing shorter is ever hidden."""
_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_SEPARATORS = frozenset(" .-/()\u00a0")
# Amounts and dates look like grouped numbers and must stay readable.
_AMOUNT = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?![.\d])|(?i:\brp\.? ?)\d+(?:\.\d{3})*")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([-/. ])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([-/.])\d{1,2}\2\d{1,2})(?!\d)")
_ACCOUNT_WORD = re.compile(
    r"(?i)(?:\bno\.?|nomor|rek(?:ening)?|norek|kks|atm|kartu|bri|bni|bsi|btn|mandiri|va)\w{0,3}[\s.:=#-]{0,3}"
    r"(?:(?:nya|saya|no\.?|nomor|adalah)[\s.:=#-]{1,3}){0,2}$"
)
_ESCAPE = re.compile(r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def mask(text: str) -> str:
    """The text with NIK, KK, phone, card and account numbers and e-mail addresses as `•`, same length.

    Short codes (110, 129, 1500630), money amounts and dates stay. Linear in the length of the text.
    """
    if "@" not in text and (_has_few_digits(text) or not _MAY_HIDE.search(text)):
        return text
    out = list(text)
    for start, end in _secret_spans(text):
        out[start:end] = MARK * (end - start)
    return "".join(out)


def harmless(text: str) -> str:
    """The text without terminal escapes, control and bidi characters; same length, newlines and tabs stay.

    An escape sequence becomes spaces, a carriage return a space, anything else `�`.
    """
    if text.isprintable():
        return text
    text = _ESCAPE.sub(lambda found: " " * len(found[0]), text)
    return _UNSAFE.sub(lambda found: " " if found[0] in "\r\x0b\x0c" else "\ufffd", text)


def _has_few_digits(text: str) -> bool:
    """Fewer than a hidden number has; of plain texts this is seen sooner than the pattern sees it."""
    return len(text) < 8 or (text.isascii() and len(text.encode().translate(None, _NOT_DIGITS)) < 8)


def _secret_spans(text: str) -> Iterator[tuple[int, int]]:
    """Character spans to hide."""
    for found in _EMAIL.finditer(text):
        yield found.span()
    keep = bytearray(len(text))
    for pattern in (_AMOUNT, _DATE):
        for found in pattern.finditer(text):
            if text[max(0, found.start() - 4) : found.start()].strip(" (") != "+62":
                keep[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    run: list[tuple[int, int]] = []
    for found in _GROUP.finditer(text):
        if run and (keep[found.start()] or not _joined(text[run[-1][1] : found.start()])):
            yield from _secret_runs(text, run)
            run = []
        if not keep[found.start()]:
            run.append(found.span())
    yield from _secret_runs(text, run)


def _joined(between: str) -> bool:
    """Whether the digits on both sides may be one number."""
    return len(between) <= 2 and _SEPARATORS.issuperset(between)


def _secret_runs(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans to hide in neighbouring digit groups: whole numbers first, then numbers written in groups."""
    run: list[tuple[int, int]] = []
    for group in groups:
        if _is_secret(text, [group]):
            yield from _joined_runs(text, run)
            yield _with_plus(text, group)
            run = []
        else:
            run.append(group)
    yield from _joined_runs(text, run)


def _joined_runs(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of two to eight neighbouring groups that form one number, longest first."""
    i = 0
    while i < len(groups):
        for j in range(min(len(groups), i + 8), i + 1, -1):
            if _is_secret(text, groups[i:j]):
                yield _with_plus(text, (groups[i][0], groups[j - 1][1]))
                i = j
                break
        else:
            i += 1


def _with_plus(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span with a leading `+`."""
    start, end = span
    return (start - 1, end) if start and text[start - 1] == "+" else span


def _is_secret(text: str, groups: list[tuple[int, int]]) -> bool:
    """Whether the digit groups form an identity, phone, card or account number."""
    parts = [text[a:b] for a, b in groups]
    digits = "".join(parts)
    if not 8 <= len(digits) <= 19:
        return False
    if len(parts) > 1 and all(len(p) == 4 and p[:2] in ("19", "20") for p in parts):
        return False  # a list of years
    plus = groups[0][0] > 0 and text[groups[0][0] - 1] == "+"
    return (
        len(digits) == 16
        or (len(digits) >= 13 and min(map(len, parts)) >= 3)
        or _is_phone(digits, parts, plus)
        or _is_account(text, groups, len(digits))
    )


def _is_phone(digits: str, parts: list[str], plus: bool) -> bool:
    """08…, 62 8…, +62…, or an area code with a subscriber number."""
    if plus:
        return 8 <= len(digits) <= 15
    if digits.startswith("62"):
        return 10 <= len(digits) <= 15 and digits[2] == "8"
    written = len(parts[0]) >= 3 or all(len(p) == 2 for p in parts)
    return digits[0] == "0" and 9 <= len(digits) <= 14 and digits[1] not in "01" and written


def _is_account(text: str, groups: list[tuple[int, int]], length: int) -> bool:
    """10–15 digits right after a word such as rekening, kks or atm."""
    start = groups[0][0]
    return 10 <= length <= 15 and _ACCOUNT_WORD.search(text[max(0, start - 40) : start]) is not None
