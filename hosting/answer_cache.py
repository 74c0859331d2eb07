"""Cache of complete HTTP answers, shared by all clients."""

from collections import OrderedDict
from itertools import chain
from sys import getsizeof

from hosting.responses import Answer

MOST_BYTES = 64 * 2**20
"""Memory limit of one cache: all that its answers and their keys take, bodies, headers and the objects around them."""

ENTRY = 600
"""Bytes of the objects around an answer: the answer, its place in the cache, the tuple of its key."""

Key = tuple[str, bytes, str]
"""What is asked for, the query string, and of which day and edition of records and stories it is."""


class AnswerCache:
    """LRU cache of answers, limited by their size in bytes; the answers not used for longest are removed first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key) -> Answer | None:
        """The cached answer, or None."""
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """Store an answer and remove old ones until all fit into `most_bytes`."""
        if key not in self._answers:
            self._answers[key] = answer
            self.bytes += _size(key, answer)
        while self.bytes > self.most_bytes:
            self.bytes -= _size(*self._answers.popitem(last=False))


def _size(key: Key, answer: Answer) -> int:
    """Bytes that an answer and its key take. An empty table's headers and query string are far larger than its body."""
    bodies = [body for body in (answer.plain, answer.gzipped) if body]
    parts = [*key, *(part for body in bodies for part in (body.body, body.headers, *chain(*body.headers.items())))]
    return ENTRY + sum(getsizeof(part) for part in {id(part): part for part in parts}.values())
