from triage.model import Context

FORMAT: int

class Judge:
    def __init__(
        self, phrases: bytes, owners: bytes, cues: bytes, contexts: tuple[Context, ...], breaks: str, role_starts: str,
        hard: str, /,
    ) -> None: ...  # fmt: skip
    def judge(
        self, code: str, hits: bytes, cues: bytes, /
    ) -> list[tuple[int, int, int, tuple[tuple[int, int], ...], Context, bool, bool, tuple[int, int] | None]]: ...
