"""Simulated clients: who they are, how they speak, and the truth that the candidate does not see at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.types import Knowledge
from triage.kb.yamlmap import Key, YamlFile, read_yaml
from triage.model import Actor

KEYS = ("id", "siapa", "buka", "kasus", "benar", "tidak", "tidak_tahu", "mengelak", "minta", "akibat")
NEEDED = ("id", "siapa", "buka", "kasus", "benar")
SIGN_KEYS = ("kata", "pelaku", "aman")
REQUEST_KEYS = ("kata", "turuti", "jawab", "tolak")
EFFECT_KEYS = ("kata", "berat", "mundur")
YES = "ya"


@dataclass(frozen=True, slots=True)
class Voice:
    """One true sign: what the client says when asked. private: only when nobody can overhear."""

    words: str
    actor: str = ""
    private: bool = False

    @property
    def by(self) -> str:
        return f"@{self.actor}" if self.actor else ""


@dataclass(frozen=True, slots=True)
class Request:
    """Something the client asks for. comply: the prohibition that a yes breaks; yes, no: what may be replied."""

    words: str
    comply: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows from a dangerous move. heavy: somebody is harmed; leaves: the client asks for no more help."""

    words: str
    heavy: bool = False
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """truth: sign to voice. denied, unknown: own words for a no, and for what she cannot know.

    cases: what its author means to show, checked against the engine. evades: said instead of a private truth.
    """

    id: str
    who: str
    opening: str
    cases: tuple[str, ...]
    truth: Mapping[str, Voice]
    denied: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    evades: str = ""
    requests: tuple[Request, ...] = ()
    effects: Mapping[str, Effect] = field(default_factory=dict)


def read_clients(folder: Path, knowledge: Knowledge) -> tuple[Client, ...]:
    """All clients of a folder. Raises Problems with every mistake and its place."""
    problems: list[Problem] = []
    found: dict[str, Client] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = read_yaml(path)
        wrong = list(_wrong_file(file, knowledge))
        if not wrong:
            for i, raw in enumerate(file.data):
                client = _client(raw)
                if client.id in found:
                    wrong.append(file.problem((i, "id"), "klien", f"klien {client.id} sudah ada", "beri nama lain"))
                found[client.id] = client
        problems += wrong
    if problems:
        raise Problems(problems)
    return tuple(found.values())


def read_effects(path: Path, knowledge: Knowledge) -> dict[str, Effect]:
    """What follows from breaking each prohibition, where a client has no words of her own for it."""
    file = read_yaml(path)
    if not isinstance(file.data, dict):
        raise Problems([file.problem((), "klien", "harus berupa daftar larangan dan akibatnya")])
    problems = list(_wrong_effects(file, (), file.data, knowledge))
    missing = knowledge.prohibitions.keys() - file.data.keys()
    problems += [file.problem((), "klien", f"belum ada akibat untuk larangan {name}") for name in sorted(missing)]
    if problems:
        raise Problems(problems)
    return {name: _effect(raw) for name, raw in file.data.items()}


def _client(raw: Mapping[str, Any]) -> Client:
    unknown = raw.get("tidak_tahu", {})
    return Client(
        raw["id"], raw["siapa"], raw["buka"], tuple(raw["kasus"]),
        {name: _voice(said) for name, said in raw["benar"].items()}, dict(raw.get("tidak", {})),
        dict(unknown) if isinstance(unknown, dict) else dict.fromkeys(unknown, ""), raw.get("mengelak", ""),
        tuple(Request(r["kata"], r["turuti"], r["jawab"], r["tolak"]) for r in raw.get("minta", ())),
        {name: _effect(effect) for name, effect in raw.get("akibat", {}).items()},
    )  # fmt: skip


def _voice(raw: str | Mapping[str, str]) -> Voice:
    if isinstance(raw, str):
        return Voice(raw)
    return Voice(raw["kata"], raw.get("pelaku", ""), raw.get("aman") == YES)


def _effect(raw: str | Mapping[str, str]) -> Effect:
    if isinstance(raw, str):
        return Effect(raw)
    return Effect(raw["kata"], raw.get("berat") == YES or raw.get("mundur") == YES, raw.get("mundur") == YES)


def _wrong_file(file: YamlFile, knowledge: Knowledge) -> Iterator[Problem]:
    if not isinstance(file.data, list):
        yield file.problem((), "klien", "berkas ini harus berupa daftar klien", "mulai tiap klien dengan tanda -")
        return
    for i, raw in enumerate(file.data):
        if not isinstance(raw, dict):
            yield file.problem((i,), "klien", "klien harus berisi id, siapa, buka, kasus, dan benar")
            continue
        shape = [*_wrong_keys(file, (i,), raw, KEYS, NEEDED), *_wrong_shapes(file, (i,), raw)]
        yield from shape or _wrong_client(file, (i,), raw, knowledge)


def _wrong_shapes(file: YamlFile, at: Key, raw: Mapping[str, Any]) -> Iterator[Problem]:
    kinds: dict[str, Any] = {
        "kasus": list, "benar": dict, "tidak": dict, "tidak_tahu": (dict, list), "minta": list, "akibat": dict,
    }  # fmt: skip
    for key, value in raw.items():
        if not isinstance(value, kinds.get(key, str)) or not value:
            yield file.problem((*at, key), "klien", f"isi {key} kosong atau bentuknya keliru", "lihat klien lain")


def _wrong_client(file: YamlFile, at: Key, raw: Mapping[str, Any], knowledge: Knowledge) -> Iterator[Problem]:
    yield from _unknown(file, (*at, "kasus"), raw["kasus"], knowledge.cases, "kasus")
    for part in ("benar", "tidak", "tidak_tahu"):
        yield from _unknown(file, (*at, part), raw.get(part, ()), knowledge.signs, "tanda")
    for part in ("tidak", "tidak_tahu"):
        for name in [n for n in raw.get(part, ()) if n in raw["benar"]]:
            yield file.problem((*at, part, name), "klien", f"tanda {name} sudah ditulis benar", "hapus salah satunya")
        said = raw.get(part, ())
        for name in [n for n in said if isinstance(said, dict) and not isinstance(said[n], str)]:
            yield file.problem((*at, part, name), "klien", f"isi {name} tidak sah", "tulis satu kalimat")
    for name, said in raw["benar"].items():
        yield from _wrong_sign(file, (*at, "benar", name), said, hides=bool(raw.get("mengelak")))
    for i, request in enumerate(raw.get("minta", ())):
        place = (*at, "minta", i)
        wrong = list(_wrong_words(file, place, request, REQUEST_KEYS, REQUEST_KEYS))
        yield from wrong or _unknown(file, place, [request["turuti"]], knowledge.prohibitions, "larangan")
    yield from _wrong_effects(file, (*at, "akibat"), raw.get("akibat", {}), knowledge)


def _wrong_sign(file: YamlFile, at: Key, said: Any, *, hides: bool) -> Iterator[Problem]:
    wrong = [] if isinstance(said, str) and said else list(_wrong_words(file, at, said, SIGN_KEYS, ("kata",)))
    yield from wrong
    if wrong or isinstance(said, str):
        return
    actors = get_args(Actor)
    if said.get("pelaku", actors[0]) not in actors:
        yield file.problem(at, "klien", f"pelaku {said['pelaku']} tidak dikenal", did_you_mean(said["pelaku"], actors))
    if said.get("aman") == YES and not hides:
        yield file.problem(at, "klien", "hal ini hanya diceritakan bila aman", "tulis juga mengelak: jawabannya dulu")


def _wrong_effects(file: YamlFile, at: Key, raw: Mapping[str, Any], knowledge: Knowledge) -> Iterator[Problem]:
    yield from _unknown(file, at, raw, knowledge.prohibitions, "larangan")
    for name, effect in raw.items():
        if not (isinstance(effect, str) and effect):
            yield from _wrong_words(file, (*at, name), effect, EFFECT_KEYS, ("kata",))


def _wrong_words(
    file: YamlFile, at: Key, raw: Any, known: Iterable[str], needed: Iterable[str]
) -> Iterator[Problem]:  # fmt: skip
    """A mapping of words: the right keys, each with a text; yes is written ya."""
    if not isinstance(raw, dict):
        yield file.problem(at, "klien", "tulis satu kalimat, atau " + ", ".join(known))
        return
    yield from _wrong_keys(file, at, raw, known, needed)
    for key, value in raw.items():
        if not isinstance(value, str) or not value or (key in ("aman", "berat", "mundur") and value != YES):
            hint = "tulis: ya" if key in ("aman", "berat", "mundur") else "tulis satu kalimat"
            yield file.problem((*at, key), "klien", f"isi {key} tidak sah", hint)


def _wrong_keys(
    file: YamlFile, at: Key, raw: Mapping[str, Any], known: Iterable[str], needed: Iterable[str]
) -> Iterator[Problem]:  # fmt: skip
    for key in raw:
        if key not in known:
            yield file.problem((*at, key), "klien", f"kunci {key} tidak dikenal", did_you_mean(key, known))
    for key in needed:
        if key not in raw:
            yield file.problem(at, "klien", f"{key} belum diisi")


def _unknown(file: YamlFile, at: Key, names: Iterable[Any], known: Iterable[str], what: str) -> Iterator[Problem]:
    pool = set(known)
    for i, name in enumerate(names):
        if not isinstance(name, str) or name not in pool:
            place = (*at, name) if isinstance(name, str) and (*at, name) in file.places else (*at, i)
            yield file.problem(place, "klien", f"{what} {name} tidak ada", did_you_mean(str(name), pool))
