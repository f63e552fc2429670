"""Read one YAML file into plain data, remembering the line and column of every key and item.

Only the plain part of YAML is accepted: no anchors or aliases (an alias bomb needs them), no tags, no
duplicate keys. All problems of a file are reported together, except that a syntax error ends the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from triage.kb.problems import Problem, Problems, reason, shown

Key = tuple[str | int, ...]
MAX_BYTES = 4_000_000
MAX_DEPTH = 40
_SWALLOWED = re.compile(r"\s+#[<>=\d\]]|\s+#\s*$|\s+#\s+[a-z.|]+[\s,\]}]*$")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlFile:
    """Plain data and the place of every path inside it: (line, col), counted from 1."""

    path: str
    data: Any
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    scalars: SafeConstructor = field(default_factory=SafeConstructor)
    lines: list[str] = field(default_factory=list)

    def at(self, key: Key) -> tuple[int, int]:
        """The place of the longest known prefix of `key`."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, (1, 1))

    def shown(self, key: Key) -> str:
        """path:line, as evidence names where it was read."""
        return f"{self.path}:{self.at(key)[0]}"

    def problem(self, key: Key, rule: str, message: str, hint: str = "") -> Problem:
        line, col = self.at(key)
        return Problem(self.path, line, col, rule, message, hint)


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """The text of a file a person named. Raises Problems for anything that is not readable UTF-8 text."""
    name = shown(path)

    def fail(message: str, hint: str = "") -> Problems:
        return Problems([Problem(name, 0, 0, "berkas", message, hint)])

    try:
        if path.is_dir():
            raise fail("ini folder, bukan berkas", "sebutkan nama berkasnya")
        size = path.stat().st_size
        if size > limit:
            raise fail(
                f"berkas terlalu besar ({size / 1e6:.1f} MB, batas {limit / 1e6:.0f} MB)",
                "periksa apakah berkasnya benar",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise fail("berkas tidak ditemukan", "periksa nama dan foldernya") from None
    except OSError as error:
        raise fail(f"berkas tidak dapat dibaca: {reason(error)}", "periksa izin berkas") from None
    if b"\x00" in raw:
        raise fail("berkas ini bukan teks biasa", "simpan sebagai teks UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        col = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        found = Problem(name, line, col, "berkas", "tulisan ini bukan UTF-8", "simpan ulang dengan pengodean UTF-8")
        raise Problems([found]) from None


def read_yaml(path: Path, limit: int = MAX_BYTES) -> YamlFile:
    """Data and places of one file. Raises Problems with everything wrong in it."""
    text = read_text(path, limit)
    name = shown(path)
    if not text.strip():
        raise Problems([Problem(name, 1, 1, "yaml", "berkas ini kosong", "lihat contoh di folder examples/")])
    try:
        node = _compose(text)
    except yaml.YAMLError as error:
        raise Problems([_syntax(name, error)]) from None
    except RecursionError:
        raise Problems([Problem(name, 1, 1, "yaml", "susunan terlalu dalam", "ratakan susunannya")]) from None
    out = YamlFile(name, None, lines=[*text.splitlines(), ""])
    problems: list[Problem] = []
    out.data = _value(node, (), out, problems) if node is not None else None
    if problems:
        raise Problems(problems)
    return out


def _compose(text: str) -> Node | None:
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=token.start_mark)
    node: Node | None = yaml.compose(text, Loader=_Loader)
    return node


def _syntax(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if getattr(error, "problem", "") == "alias":
        return Problem(name, line, col, "yaml", "penanda & dan * tidak dipakai di sini", "tulis isinya langsung")
    if isinstance(error, yaml.reader.ReaderError):
        return Problem(name, 1, 1, "yaml", "ada karakter yang tidak boleh dalam YAML", "hapus karakter kendali")
    return Problem(
        name,
        line,
        col,
        "yaml",
        "susunan YAML tidak terbaca di sini",
        "periksa spasi awal baris, titik dua, dan tanda kutip",
    )


def _value(node: Node, key: Key, out: YamlFile, problems: list[Problem]) -> Any:
    out.places.setdefault(key, (node.start_mark.line + 1, node.start_mark.column + 1))
    if len(key) > MAX_DEPTH:
        problems.append(out.problem(key, "yaml", "susunan terlalu dalam", "ratakan susunannya"))
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, key, out, problems)
    if isinstance(node, SequenceNode):
        return [_value(item, (*key, i), out, problems) for i, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    if not node.style and _SWALLOWED.match(out.lines[node.end_mark.line], node.end_mark.column):
        problems.append(
            out.problem(key, "yaml", "YAML membaca # sebagai komentar di sini", "beri tanda kutip pada seluruh teks")
        )
    try:
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.endswith(("binary", ":set", ":omap")):
            raise ValueError
        return out.scalars.construct_object(node)
    except (ValueError, yaml.YAMLError):
        problems.append(out.problem(key, "yaml", "nilai ini tidak terbaca", "beri tanda kutip"))
        return None


def _mapping(node: MappingNode, key: Key, out: YamlFile, problems: list[Problem]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        name = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
        here: Key = (*key, name)
        place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if name in data or not isinstance(key_node, ScalarNode) or key_node.tag.endswith(":merge"):
            message = f"kunci {name!r} ditulis dua kali" if name in data else "kunci ini tidak dapat dipakai"
            problems.append(Problem(out.path, *place, "yaml", message, "satukan menjadi satu"))
            continue
        out.places[here] = place
        data[name] = _value(value_node, here, out, problems)
    return data
