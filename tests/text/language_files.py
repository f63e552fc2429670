"""Small helpers of the text tests: the shipped language, and languages for a handful of phrases."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from triage.kb.build import merge_languages
from triage.kb.types import CueDef, InquiryDef, LanguageDef, SignDef
from triage.model import Evidence
from triage.text import Language, compile_language, read

ROOT = Path(__file__).parents[2]
LANGUAGE_DIR = ROOT / "knowledge" / "language"


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def shipped_language() -> LanguageDef:
    """knowledge/language/*.yaml merged, without the validation of triage.kb, and the classes of these tests."""
    own = yaml.safe_load((Path(__file__).parent / "classes_for_context.yaml").read_text(encoding="utf-8"))
    parts = [_language_file(path) for path in sorted(LANGUAGE_DIR.glob("*.yaml"))]
    return merge_languages([*parts, LanguageDef(classes={name: tuple(words) for name, words in own.items()})])


def _language_file(path: Path) -> LanguageDef:
    parts: dict[str, Any] = {}
    for key, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        if key == "cues":
            parts[key] = tuple(CueDef(**{k: _frozen(v) for k, v in cue.items()}) for cue in value)
        elif isinstance(value, dict):
            parts[key] = {k: _frozen(v) for k, v in value.items()}
        else:
            parts[key] = tuple(value)
    return LanguageDef(**parts)


def sign(sign_id: str, *phrases: str, **more: Any) -> SignDef:
    """A sign about the household, unless said otherwise, with these phrases."""
    more.setdefault("about", "household")
    return SignDef(id=sign_id, says=sign_id, ask=sign_id, phrases=phrases, **more)


def compiled(*signs: SignDef, inquiries: tuple[InquiryDef, ...] = ()) -> Language:
    """The shipped language with only these signs."""
    return compile_language(shipped_language(), {s.id: s for s in signs}, {i.id: i for i in inquiries})


@cache
def with_phrase(phrase: str) -> Language:
    """The shipped language with one sign `x` of one phrase."""
    return compiled(sign("x", phrase))


def quotes(phrase: str, text: str) -> list[str]:
    """What one phrase matches in a text, whatever the context."""
    return [e.quote for e in read(text, with_phrase(phrase))]


def only(text: str, language: Language) -> Evidence:
    """The single reading of a text."""
    (evidence,) = read(text, language)
    return evidence


@cache
def context_signs() -> dict[str, SignDef]:
    """The test-only signs for the concepts of context_sentences.tsv."""
    path = Path(__file__).parent / "signs_for_context.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        name: SignDef(id=name, says=name, ask=name, **{k: _frozen(v) for k, v in body.items()})
        for name, body in raw.items()
    }


@cache
def context_language() -> Language:
    """The shipped language with the context signs."""
    return compile_language(shipped_language(), context_signs(), {})
