FORMAT: int

class Scanner:
    def __init__(
        self, alphabet: str, members: bytes, ends: bytes, program: bytes, begins: bytes, needs: bytes, before: bytes
    ) -> None: ...
    def find_all(
        self, code: str, first: int, last: int, stop: int, /
    ) -> list[tuple[int, int, int, tuple[tuple[int, int], ...]]]: ...
    def first_of_each(self, code: str, /) -> list[tuple[int, int, int]]: ...
