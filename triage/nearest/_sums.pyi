FORMAT: int

class Sums:
    def __init__(
        self,
        weights: tuple[bytes, bytes, bytes],
        having: tuple[bytes, bytes, bytes],
        beside: tuple[bytes, bytes, bytes],
        tellings: tuple[bytes, bytes, bytes],
        worth: bytes,
        signs: bytes,
        bias: bytes,
        /,
    ) -> None: ...
    def __len__(self) -> int: ...
    def forget(self) -> None: ...
    def learn(self, chunk: str, words: bytes, /) -> None: ...
    def hear(
        self, text: str, more: bytes, most: int, /
    ) -> tuple[int, int, float, list[tuple[int, float]], list[int]] | list[str]: ...
    def nearest(self, heaviest: list[int], cases: list[int], /) -> list[tuple[int, int]]: ...
