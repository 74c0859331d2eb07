"""Finished answers that are kept for all who ask for the same."""

from collections import OrderedDict

from hosting.responses import Answer

MOST_BYTES = 64 * 2**20
"""Of answers that are kept, in both of their forms."""


class AnswerCache:
    """Answers by what was asked, as many as fit into MOST_BYTES; those that were not asked for longest make room."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._answers: OrderedDict[tuple[str, bytes, str], Answer] = OrderedDict()

    def get(self, asked: tuple[str, bytes, str]) -> Answer | None:
        """The answer, if it is kept."""
        if asked in self._answers:
            self._answers.move_to_end(asked)
        return self._answers.get(asked)

    def put(self, asked: tuple[str, bytes, str], made: Answer) -> None:
        """Keep an answer."""
        if asked not in self._answers:
            self._answers[asked] = made
            self.bytes += _size(asked, made)
        while self.bytes > self.most_bytes:
            self.bytes -= _size(*self._answers.popitem(last=False))


def _size(asked: tuple[str, bytes, str], made: Answer) -> int:
    """Bytes of an answer with what was asked: a query may be far longer than the empty table that answers it."""
    return len(asked[1]) + len(made.plain.body) + (len(made.gzipped.body) if made.gzipped else 0)
