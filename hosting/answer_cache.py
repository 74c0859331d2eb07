"""Cache of complete HTTP answers, shared by all clients."""

from collections import OrderedDict

from hosting.responses import Answer

MOST_BYTES = 64 * 2**20
"""Memory limit of one cache: the plain and the gzipped bodies of all answers, and their keys."""

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
    """Bytes of an answer and of its query string, which may be far longer than the empty table that answers it."""
    return len(key[1]) + len(answer.plain.body) + (len(answer.gzipped.body) if answer.gzipped else 0)
