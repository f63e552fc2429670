"""Where a new entry goes: into which file, after what is there, without touching it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from triage.author.scaffold import SCAFFOLDS
from triage.author.wiring import SCHEMAS, first_line, home_of
from triage.author.writing import write
from triage.kb.load import Layer, knowledge_files
from triage.kb.problems import Problem, Problems, shown
from triage.kb.yamlmap import YamlFile, read_yaml

FIELDS = {"case": "cases", "sign": "signs", "rule": "rules", "step": "steps"}
THEME = "baru"
"""The file for signs and the folder for rules when no theme is named."""
_ID = {"rule": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")}
_PLAIN_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_THEME = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Added:
    """Where the entry now stands."""

    path: str
    line: int


def check_name(kind: str, name: str, theme: str | None) -> None:
    """Raises Problems for an id or theme that cannot be used."""
    problems = []
    if not _ID.get(kind, _PLAIN_ID).match(name):
        join, example = ("-", "kartu-hilang-malam") if kind == "rule" else ("_", "kartu_hilang")
        message = f"id {name!r} harus huruf kecil dan angka, disambung {join}"
        problems.append(Problem("id", 0, 0, "id", message, f"misalnya {example}"))
    if theme is not None and not _THEME.match(theme):
        message = f"tema {theme!r} harus huruf kecil, angka, _ atau -"
        problems.append(Problem("--theme", 0, 0, "tema", message, "misalnya kks"))
    if problems:
        raise Problems(problems)


def add(kind: str, name: str, layer: Layer, every: list[Layer], theme: str | None = None) -> Added:
    """Write the scaffold at the end of its file, or as a new file, and say where it stands.

    every: all layers that are read together; an id that one of them has is refused.

    Raises:
        Problems: the id is taken or malformed, or the file cannot be read or written. Nothing is written then.
    """
    check_name(kind, name, theme)
    taken = _taken(kind, name, every)
    if taken:
        message = f"{name!r} sudah ada di {taken}"
        raise Problems([Problem("id", 0, 0, "id", message, "beri id lain, atau ubah isi yang ada")])
    path = _file(kind, name, layer, theme)
    old = _old_text(path, kind, layer)
    lines = SCAFFOLDS[kind](name)
    gap = "\n" if kind == "case" and path.exists() else ""
    end = "\r\n" if "\r\n" in old else "\n"
    open_end = end if old and not old.endswith("\n") else ""
    text = old + open_end + (gap + "\n".join(lines) + "\n").replace("\n", end)
    _check(path, kind, name, text)
    write(path, text)
    return Added(shown(path), len(text.splitlines()) - len(lines) + 1)


def _file(kind: str, name: str, layer: Layer, theme: str | None) -> Path:
    data, rules = layer
    if kind == "rule":
        return rules / (theme or THEME) / f"{name}.yaml"
    return data / "signs" / f"{theme or THEME}.yaml" if kind == "sign" else data / f"{FIELDS[kind]}.yaml"


def _taken(kind: str, name: str, every: list[Layer]) -> str:
    """The place of an entry with this id, read from the files themselves: knowledge with TODOs cannot be loaded."""
    field = FIELDS[kind]
    for layer in every:
        data, rules = layer
        for path in knowledge_files([layer]):
            inside = rules in path.parents
            top = "rules" if inside else path.relative_to(data).parts[0].removesuffix(".yaml").split("-")[0]
            if top != field or not (path.stem == name if kind == "rule" else name.encode() in path.read_bytes()):
                continue
            if kind == "rule":
                return f"{shown(path)}:1:1"
            file = read_yaml(path)
            key = _key_of(file, name)
            if key is not None:
                line, col = file.at(key)
                return f"{file.path}:{line}:{col}"
    return ""


def _key_of(file: YamlFile, name: str) -> tuple[str | int, ...] | None:
    if isinstance(file.data, list):
        found = (i for i, one in enumerate(file.data) if isinstance(one, dict) and one.get("id") == name)
        index = next(found, None)
        return None if index is None else (index,)
    return (name,) if isinstance(file.data, dict) and name in file.data else None


def _old_text(path: Path, kind: str, layer: Layer) -> str:
    """What the file holds now; for a new file its first line, when there are schemas to name."""
    if path.exists():
        read_yaml(path)  # raises with the place when it cannot be read
        return path.read_bytes().decode("utf-8")
    schemas = home_of(layer) / SCHEMAS
    return f"{first_line(path, FIELDS[kind], schemas)}\n" if schemas.is_dir() else ""


def _check(path: Path, kind: str, name: str, text: str) -> None:
    """The new text must be readable and hold the entry, whatever the file looked like before."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(text.encode("utf-8"))
        try:
            file = read_yaml(trial)
            good = kind == "rule" or _key_of(file, name) is not None
        except Problems:
            good = False
    if not good:
        message = "isi baru tidak dapat ditambahkan di akhir berkas ini"
        hint = "tulis ulang berkasnya dengan satu isi per baris seperti contoh di docs/knowledge-format.md"
        raise Problems([Problem(shown(path), 0, 0, "bentuk", message, hint)])
