"""Thousands of addresses that nobody means well by, each another one: paths, and every key with every wrong value."""

from collections.abc import Iterator
from itertools import chain, count, product

from data.queries.renamed import REMOVED_KEYS, RENAMED_KEYS
from data.queries.selection import ROW_KEYS
from data.tables.names import SERVED_TABLES
from data.tables.rows import Format
from data.views.address import DATASET, FRAMEWORK_KEYS, STORY_KEYS
from data.views.registry import BY_NAME, VIEW_KEYS, VIEWS

LIVE = "<script>hostile(1)</script>"
"""Markup that must never come back as it was sent."""

WRONG = (
    b"", b"%20", b"%00", b"%00%00aktau", b"aktau%00", b"%FF", b"%C3%28", b"%ED%A0%80", b"%F4%90%80%80", b"%", b"%zz",
    b"%25%30%30", b"%u0000", b"..%2F..%2Fetc%2Fpasswd", b"..%5C..%5Cwindows", b"file%3A%2F%2F%2Fetc%2Fpasswd", b"-1",
    b"0", b"1e309", b"NaN", b"-Infinity", b"9" * 30, b"9" * 4500, b"%D9%A1%D9%A2", b"%C2%B2", b"0x10", b"1_000",
    b"2022-02-30", b"0000-00-00", b"0001-01-01", b"9999-12-31", b"10000-01-01", b"2022-W01-1", b"20220107",
    b"2022-01-07T00%3A00", b"%D9%A2022-01-07", b"null", b"true", b"%5B%5D", b"%7B%22%24gt%22%3A%22%22%7D",
    b"%3Cscript%3Ehostile(1)%3C%2Fscript%3E", b"%22%3E%3Cimg%20src%3Dx%20onerror%3Dhostile(1)%3E",
    b"javascript%3Ahostile(1)", b"%26lt%3Bscript%26gt%3B", b"'%20OR%20'1'%3D'1", b"%27%3B%20DROP%20TABLE%20events%3B--",
    b"%7B%7B7*7%7D%7D", b"%24%7B7*7%7D", b"%25s%25n", b"(a%2B)%2B%24", b"%5B", b"*", b"%5C", b"__class__",
    b"%0D%0ASet-Cookie%3A%20hostile%3D1", b"%E2%80%AE%E2%80%8B%EF%BB%BF", b"%E2%80%A8", b"a%CC%81" * 90,
    b"%F0%9F%92%A3" * 60, b"=1%2B1", b"@SUM(1)", b"word%20" * 400, b"true&embed=true&embed_options=x", b"%0B%0C%1B%7F",
)  # fmt: skip
"""Values that no key takes, as they stand in an address; the word `aktau` is a place of our records."""

KEYS = (*ROW_KEYS, *sorted(VIEW_KEYS - {*ROW_KEYS, DATASET}), DATASET, *sorted(STORY_KEYS), "limit", "offset", "embed")
"""Every key that any address of ours takes."""

OTHER_KEYS = (
    *sorted({*REMOVED_KEYS, *RENAMED_KEYS, *FRAMEWORK_KEYS} - {*KEYS}), "__proto__", "constructor", "%00", "%FF", "",
    "%3Cscript%3E", "city%5B%5D", "city.x", "CITY", "%C4%B1tem", "utm_source", "k" * 3_000,
)  # fmt: skip
"""Keys of before, Streamlit's, and such as no page has."""

PATHS = (
    b"..", b"../../etc/passwd", b"%2e%2e/%2e%2e/etc/passwd", b"..%2f..%2fserver.py", b"..%5cserver.py",
    b"%2e%2e%2f", b"....//....//etc/passwd", b"%252e%252e%252f", b"%00", b"a%00.css", b"%FF%FE", b"%C0%AE%C0%AE/",
    b"%ED%A0%80", b"//", b"//evil.example", b"\\\\evil.example\\x", b"%5C%5Cevil.example", b"C:/windows/win.ini",
    b"C%3A%5Cwindows", b";a=b", b"a;b", b"%3Cscript%3Ehostile(1)%3C%2Fscript%3E", b"%0D%0ASet-Cookie:%20hostile=1",
    b"~root", b".git/config", b".env", b"%E2%80%AEgnp", b"%F0%9F", b"a" * 3_000, b"a/" * 400, b"%25", b"%zz", b"%",
    b"*", b"a/" * 1_500, b"@x", b"con", b"nul.json", b"index.html", b"index.html/..", b"__init__.py", b"secrets.toml",
    b".streamlit/secrets.toml", b"-1", b"0", b"9" * 300, b"1e309", b"null", b"undefined", b"{{7*7}}", b"${x}", b"'",
    b"\"", b"<", b"a b", b"a\tb", b"caf\xe9", b"\xff", b"|", b"^",
)  # fmt: skip
"""Ends of paths that lead nowhere."""

FOLDERS = (
    "", "api/", "api/v1/", "api/v1/events.", "preview/", "one-page/", "snapshot/", "present/", "static/", "static/js/",
    "app/static/", "app/static/fonts/", "media/", "component/", "component/crisis_fragment/", "_stcore/",
    "_stcore/bidi-components/", "_stcore/upload_file/", "_stcore/upload_file/a/", "_stcore/message?hash=", "auth/",
    "oauth2callback?code=", "map/", "healthz/", "readyz/", "robots.txt/", "workbench/",
)  # fmt: skip
"""Where they are put: each folder that somebody answers for."""

ROUTES = (
    "healthz", "readyz", "robots.txt", "sitemap.xml", "favicon.ico", "api/v1", "api/v1/openapi.json",
    "_stcore/health", "_stcore/host-config", "_stcore/metrics", "_stcore/message", "_stcore/script-health-check",
    "app/static/favicon.svg", "present/2222222222", "present/2222222222/step",
)  # fmt: skip
"""Routes beside pages and rows; none of them takes a key."""


def addresses() -> Iterator[bytes]:
    """Yield all of them, none twice, each as it follows the word GET."""
    seen = set()
    for each in chain(_paths(), _keys_of_pages(), _keys_of_rows(), _files(), _others(), _repeated()):
        if each not in seen:
            seen.add(each)
            yield each


def _paths() -> Iterator[bytes]:
    for folder, path in product(FOLDERS, PATHS):
        yield f"/{folder}".encode() + path


def _keys_of_pages() -> Iterator[bytes]:
    """Each key with every fourth value, another fourth for the next key; the pages in turn, one function reads all."""
    turn = count()
    for n, key in enumerate(KEYS):
        for value in WRONG[n % 4 :: 4]:
            yield b"/%s?%s=%s" % (_in_turn(tuple(VIEWS), next(turn)), key.encode(), value)
    for key, value in product(OTHER_KEYS, WRONG[::12]):
        yield b"/%s?%s=%s" % (_in_turn(tuple(VIEWS), next(turn)), key.encode(), value)


def _keys_of_rows() -> Iterator[bytes]:
    turn = count()
    for key, value in product((*ROW_KEYS, DATASET, "limit", "offset", "format"), WRONG):
        table, form = _in_turn(SERVED_TABLES, next(turn)), _in_turn(tuple(Format), next(turn) // 7)
        yield b"/api/v1/%s.%s?%s=%s" % (table, form, key.encode(), value)


def _files() -> Iterator[bytes]:
    """Previews, sheets and snapshots are dear, and read their address as pages do: each key once, of some."""
    turn = count()
    for kind, every in ((b"preview/%s.png", 1), (b"one-page/%s.html", 1), (b"snapshot/%s.html", 3)):
        for n, key in enumerate(KEYS[::every]):
            page = _in_turn(tuple(BY_NAME), next(turn))
            yield b"/%s?%s=%s" % (kind % page, key.encode(), WRONG[n * 5 % len(WRONG)])


def _others() -> Iterator[bytes]:
    for route, value in product(ROUTES, WRONG[::3]):
        yield b"/%s?q=%s&hash=%s" % (route.encode(), value, value)


def _repeated() -> Iterator[bytes]:
    """One key many times, many keys at once, and what is no query at all."""
    for page in ("", "casualties", "sides", "api/v1/claims.json", "api/v1/events.geojson"):
        at = f"/{page}?".encode()
        yield at + b"&".join(b"city=aktau" for _ in range(99))
        yield at + b"&".join(b"city=c%d" % n for n in range(300))
        yield at + b"&".join(b"%s=x" % key.encode() for key in KEYS)
        yield at + b"known_on=2022-01-07&known_on=2022-01-09&known_on=x"
        yield at + b"from=2022-01-09&to=2022-01-05"
        yield at + b"from=0001-01-01&to=9999-12-31"
        yield at + b"story=kazakhstan-january-2022&step=" + b"9" * 5_000
        yield at + b"story=kazakhstan-january-2022&step=2&item=x&city=x"
        yield at + b"item=x&item=y&about=x"
        yield at + b"q=" + b"%61" * 2_000
        yield from (at + each for each in (b"&&&", b"=", b"?", b"=&=", b"q", b";", b"%", b"%%%", b"a" * 9_000, b"#"))


def _in_turn(values: tuple[str, ...], n: int) -> bytes:
    return str(values[n % len(values)]).encode()
