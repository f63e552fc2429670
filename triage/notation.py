"""The short way to write signs: `kartu_hilang`, `-pin_lupa`, `~takut`, `dipegang@agen`, `hamil/member:?anak`."""

from __future__ import annotations

from collections.abc import Mapping

from triage.kb.types import SignDef
from triage.model import FACILITATOR, HOUSEHOLD, Evidence, SourceKind


def default_subject(sign: SignDef) -> str:
    """Whom a sign is about when nobody is named."""
    return sign.about if sign.about in (HOUSEHOLD, FACILITATOR) else f"member:?{sign.about}"


def sign_evidence(text: str, signs: Mapping[str, SignDef], source: SourceKind = "answer") -> Evidence:
    """One sign in short notation; `~` in front makes it suspected. Raises KeyError for an unknown sign."""
    rest, _, subject = text.partition("/")
    rest, _, actor = rest.partition("@")
    absent, suspected = rest.startswith("-"), rest.startswith("~")
    sign = signs[rest.lstrip("-~")]
    actor = "" if absent else actor or sign.default_actor or ""
    return Evidence(
        sign.id, "absent" if absent else "present", subject or default_subject(sign), actor,
        "suspected" if suspected else "certain", source=source, context="negated" if absent else "asserted",
    )  # fmt: skip
