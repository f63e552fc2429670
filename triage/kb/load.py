"""All knowledge files to one frozen `Knowledge`: read, validate, merge layers, cache.

A second folder (a district's own) may be layered over the shipped one: its entries add or replace by id.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from triage import __version__
from triage.kb.problems import Problem, Problems, shown
from triage.kb.types import Examples, Knowledge
from triage.paths import cache_folder, code_stamp, shipped

KEPT = 4
"""How many cached values of a kind stay: one for each set of knowledge folders in use."""
Layer = tuple[Path, Path]
"""(knowledge folder, rules folder)"""


def layers(extra: Sequence[Path] = ()) -> list[Layer]:
    """The shipped layer and any extra ones. An extra folder holds `knowledge/` and `rules/`, or the files directly.

    Raises Problems when an extra folder does not exist.
    """
    out = [(shipped("knowledge"), shipped("rules"))]
    for folder in extra:
        if not folder.is_dir():
            raise Problems(
                [Problem(shown(folder), 0, 0, "berkas", "folder pengetahuan tidak ditemukan", "periksa --knowledge")]
            )
        inner = folder / "knowledge"
        out.append((inner if inner.is_dir() else folder, folder / "rules"))
    return out


def overlay_file(layer: Layer) -> Path:
    """Where a district's folder says what it replaces and disables, and why: beside its rules/."""
    return layer[1].parent / "overlay.yaml"


def knowledge_files(stack: Sequence[Layer]) -> list[Path]:
    """Every YAML file of the layers in a fixed order."""
    out: list[Path] = []
    for data, rules in stack:
        out += [f for f in sorted(data.rglob("*.yaml")) if rules not in f.parents]
        out += sorted(rules.rglob("*.yaml")) if rules.is_dir() else []
    return out


def content_hash(stack: Sequence[Layer]) -> str:
    """Hex digest over names and bytes of all files; independent of folder location and line endings' platform."""
    digest = hashlib.sha256(__version__.encode())
    for number, (data, rules) in enumerate(stack):
        overlay = overlay_file((data, rules))
        if number:
            digest.update(f"lapisan {number}".encode())
        if number and data != overlay.parent and overlay.is_file():  # else it is among the files of `data`
            digest.update(b"overlay.yaml" + overlay.read_bytes().replace(b"\r\n", b"\n"))
        for root in (data, rules):
            for file in sorted(root.rglob("*.yaml")) if root.is_dir() else []:
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def load(extra: Sequence[Path] = (), *, use_cache: bool = True) -> Knowledge:
    """The knowledge of this installation plus extra layers. Raises Problems with every error of every file."""
    stack = layers(extra)
    digest = content_hash(stack)
    folder = cache_folder() if use_cache else None
    found = _from_cache(folder, digest)
    if found is not None:
        return seen_from_here(found)
    from triage.kb.build import build  # pydantic is needed only here

    knowledge = build(stack, digest)
    to_cache(folder, cache_name("knowledge", digest), knowledge)
    return knowledge


def seen_from_here(knowledge: Knowledge) -> Knowledge:
    """The same with places named from the working directory: the cache may have been written in another one."""
    here = Path.cwd().resolve().as_posix()
    if knowledge.made_in == here:
        return knowledge

    def named(place: str) -> str:
        whole = place if Path(place).is_absolute() else f"{knowledge.made_in}/{place}"
        return whole.removeprefix(f"{here}/")

    return replace(knowledge, places={entry: named(at) for entry, at in knowledge.places.items()}, made_in=here)


def cache_name(kind: str, digest: str) -> str:
    """The name of a cached value: it depends on the knowledge and on the program that wrote it."""
    return f"{kind}-{digest[:24]}-{code_stamp()}"


def without_examples(knowledge: Knowledge) -> Knowledge:
    """The same without what only `triage kb check` reads: a third less to unpickle at every start."""
    none = Examples()
    return replace(
        knowledge,
        signs={name: replace(sign, matches=(), ignores=()) for name, sign in knowledge.signs.items()},
        cases={name: replace(case, examples=none) for name, case in knowledge.cases.items()},
        rules={name: replace(rule, examples=none) for name, rule in knowledge.rules.items()},
        stories={},
    )


def _from_cache(folder: Path | None, digest: str) -> Knowledge | None:
    found = from_cache(folder, cache_name("knowledge", digest)) if folder else None
    return found if isinstance(found, Knowledge) else None


def from_cache(folder: Path | None, name: str) -> object | None:
    """A pickled value that this user wrote before, or None."""
    if folder is None:
        return None
    file = folder / f"{name}.pickle"
    try:
        if hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            return None
        found: object = pickle.loads(file.read_bytes())  # our own file, owner checked
        return found
    except Exception:  # a damaged cache is the same as none
        return None


def to_cache(folder: Path | None, name: str, value: object) -> None:
    """Keep a value for the next start; failing to is no error. Holds knowledge only, never a complaint."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        earlier = sorted(folder.glob(f"{name.split('-')[0]}-*.pickle"), key=lambda file: file.stat().st_mtime)
        for old in earlier[: -(KEPT - 1)]:
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as out:
            pickle.dump(value, out, protocol=5)
        Path(out.name).replace(folder / f"{name}.pickle")
    except OSError:
        return
