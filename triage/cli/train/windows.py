"""One sitting in one window: what another window kept meanwhile is never written over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.train.store import Store


def keeper(store: Store, name: str, what: str) -> Callable[[dict[str, Any]], None]:
    """Keeps a state under a name over what was seen here last. what: `ujian` or `simulasi`.

    What it returns raises Problems when the state there is another one, or gone.
    """
    seen = store.kept(name)

    def keep(state: dict[str, Any]) -> None:
        nonlocal seen
        if store.kept(name) != seen:
            message = f"{what} ini dilanjutkan, diselesaikan, atau dibuang di jendela lain"
            hint = "teruskan di sana; jawaban terakhir di sini tidak disimpan"
            raise Problems([Problem(what, 0, 0, what, message, hint)])
        store.keep(name, state)
        seen = store.kept(name)

    return keep
