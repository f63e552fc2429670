"""`triage train simulate`: a client with a hidden truth; ask, decide, and see both answers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Final

import typer

from triage.cli import options
from triage.cli.train import simulate_words as words
from triage.cli.train.choices import checked, groups_of, new_seed
from triage.cli.train.exam_options import Cases, Db, Groups, Seed
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.train.clients import Client
    from triage.train.debrief import Debrief
    from triage.train.scenario import Scenario, World
    from triage.train.simulate import State
    from triage.train.store import Store

NAME: Final = "simulasi"
"""Under this name a simulation that was broken off is kept, and before its answers."""
Who = Annotated[str | None, typer.Argument(help="Klien mana; tanpa ini diundi.", metavar="[KLIEN]", show_default=False)]
Drawn = Annotated[bool, typer.Option("--random", help="Klien yang disusun acak dari basis pengetahuan.")]
Listed = Annotated[bool, typer.Option("--list", help="Daftar klien.")]
Resume = Annotated[bool, typer.Option("--resume", help="Lanjutkan simulasi yang terhenti.")]


def simulate(
    client: Who = None, drawn: Drawn = False, listed: Listed = False, resume: Resume = False, groups: Groups = None,
    cases: Cases = None, seed: Seed = None, plain: options.Plain = False, db: Db = None,
) -> int:  # fmt: skip
    """Play one client, keep what was decided, and show the debrief."""
    world, clients = _world()
    wanted = _among(world, clients, groups, cases)
    if listed:
        return _list(wanted, plain)
    from triage.train.store import Store

    with Store.open(db) as store:
        number = new_seed() if seed is None else seed
        begun = _kept(store, world, clients) if resume else None
        if begun is None:
            begun = _begin(_chosen(store, world, clients, wanted, client, drawn, cases, number), world, number)
        return _run(store, *begun, plain)


def _run(store: Store, scenario: Scenario, state: State, plain: bool) -> int:
    from triage.cli.ask_fronts import front_for
    from triage.cli.ask_lines import lines
    from triage.cli.train.simulate_screen import outcome
    from triage.cli.train.simulate_talk import Left, Talk
    from triage.cli.train.windows import keeper
    from triage.train.debrief import debrief
    from triage.train.drawn import DRAWN
    from triage.train.simulate import as_data

    front, since, kept = front_for(plain, as_json=False), monotonic(), keeper(store, NAME, NAME)

    def keep(now: State) -> None:
        kept({"client": scenario.client.id, "seed": scenario.seed, "state": as_data(now)})

    talk = Talk(front, scenario, state, keep)
    try:
        done = talk.run()
    except (Left, KeyboardInterrupt, EOFError) as stop:
        keep(talk.state)
        front.show(lines("", words.LEFT))
        if isinstance(stop, KeyboardInterrupt):
            raise
        return 0
    keep(done)  # refused when another window went on with it: nothing is counted twice
    found = debrief(scenario, done)
    _record(store, scenario, done, found, monotonic() - since)
    store.forget(NAME)
    drawn = scenario.client.id.startswith(DRAWN)
    again = words.AGAIN_RANDOM if drawn else words.AGAIN
    told = [scenario.client.cases[0] if drawn else scenario.client.id, str(scenario.seed)]
    front.show(outcome(found, scenario, again.format(*told)))
    return 0


def _record(store: Store, scenario: Scenario, state: State, found: Debrief, seconds: float) -> None:
    """One answer for every part, under the case that the client is about."""
    from triage.train.debrief import SKILL
    from triage.train.store import Given

    case = scenario.client.cases[0]
    group = scenario.world.knowledge.cases[case].group
    keys: dict[str, tuple[str, ...]] = dict(state.decided)
    for result in found.results:
        chosen = ",".join(keys.get(result.part, ()))
        store.answered(
            Given(
                f"{NAME}:{scenario.client.id}:{result.part}", NAME, f"{SKILL[result.part]}:{group}", case, result.right,
                chosen, round(seconds / len(found.results), 1), datetime.now(UTC), NAME,
            )
        )  # fmt: skip


def _world() -> tuple[World, tuple[Client, ...]]:
    from triage.compiled import load_machine
    from triage.paths import shipped
    from triage.train.clients import read_clients, read_effects
    from triage.train.scenario import World

    machine = load_machine([])
    knowledge, folder = machine.knowledge, shipped("training")
    effects = read_effects(folder / "akibat.yaml", knowledge)
    return World(knowledge, machine, effects), read_clients(folder / "clients", knowledge)


def _among(
    world: World, clients: Sequence[Client], groups: Sequence[str] | None, cases: Sequence[str] | None
) -> list[Client]:  # fmt: skip
    """The clients of those groups and cases."""
    known = world.knowledge.cases
    kinds = checked("--group", "kelompok", groups, groups_of(world.knowledge))
    names = checked("--case", "kasus", cases, known)
    return [
        one
        for one in clients
        if (not names or not set(names).isdisjoint(one.cases))
        and (not kinds or any(known[case].group in kinds for case in one.cases))
    ]


def _chosen(
    store: Store, world: World, clients: Sequence[Client], wanted: Sequence[Client], name: str | None, drawn: bool,
    cases: Sequence[str] | None, seed: int,
) -> Client:  # fmt: skip
    """The client that was named, drawn from the knowledge, or thrown for among those not met yet."""
    if drawn:
        return _drawn(world, seed, (cases or [""])[0])
    if name is not None:
        return _named(name, clients)
    if not wanted:
        raise Problems([Problem("--group", 0, 0, "klien", "tidak ada klien dengan pilihan itu", "lihat --list")])
    met = {answer.item.split(":")[1] for answer in store.answers(where=[NAME])}
    return Random(seed).choice([one for one in wanted if one.id not in met] or list(wanted))


def _named(name: str, clients: Sequence[Client]) -> Client:
    known = {one.id: one for one in clients}
    if name not in known:
        hint = did_you_mean(name, known) or "lihat triage train simulate --list"
        raise Problems([Problem(name, 0, 0, "klien", "klien itu tidak ada", hint)])
    return known[name]


def _drawn(world: World, seed: int, case: str) -> Client:
    from triage.kb.load import load
    from triage.train.drawn import draw_client

    try:
        return draw_client(world, load(), seed, case)
    except LookupError:
        hint = "coba nomor undian lain dengan --seed"
        raise Problems([Problem("--random", 0, 0, "klien", "tidak ada klien yang dapat disusun", hint)]) from None


def _begin(client: Client, world: World, seed: int) -> tuple[Scenario, State]:
    from triage.train.scenario import make_scenario
    from triage.train.simulate import start

    scenario = make_scenario(client, world, seed)
    return scenario, start(scenario)


def _kept(store: Store, world: World, clients: Sequence[Client]) -> tuple[Scenario, State]:
    """The simulation that was broken off. Raises Problems: there is none, or it no longer fits the knowledge."""
    from triage.train.simulate import from_data

    raw = store.kept(NAME)
    if raw is None:
        raise _cannot_go_on("tidak ada simulasi yang terhenti")
    name, seed, told = raw.get("client"), raw.get("seed"), raw.get("state")
    if not (isinstance(name, str) and isinstance(seed, int) and isinstance(told, dict)):
        raise _cannot_go_on("simulasi yang tersimpan tidak terbaca")
    scenario = _begin(_again(name, seed, world, clients), world, seed)[0]
    state = from_data(told, scenario)
    if state is None:
        store.forget(NAME)
        raise _cannot_go_on("pengetahuan sudah berubah")
    return scenario, state


def _cannot_go_on(why: str) -> Problems:
    return Problems([Problem("--resume", 0, 0, "simulasi", why, "mulai tanpa --resume")])


def _again(name: str, seed: int, world: World, clients: Sequence[Client]) -> Client:
    from triage.train.drawn import DRAWN

    if name.startswith(DRAWN):
        case = name.removeprefix(DRAWN).rpartition("_")[0]
        return _drawn(world, seed, case)
    return _named(name, clients)


def _list(clients: Sequence[Client], plain: bool) -> int:
    from triage.cli.screen import new_page, show_page

    page = new_page(plain)
    for one in clients:
        page.item(f"{one.id}  ", page.symbols.quote(one.opening), further=2 - len(one.id))
    show_page(page, plain)
    return 0
