"""Several servers on one folder of records: what is published there is shown by each, without a restart."""

from pathlib import Path
from typing import Any

import httpx2

from data.tables.archive import archive_from_records
from tests.browser.conftest import StartServer
from tests.newsroom import Newsroom, correct_a_figure

Json = dict[str, Any]


def test_every_server_on_the_folder_shows_what_was_published(
    start_server: StartServer, tmp_path: Path, small_record: Json
) -> None:
    """Guards against replicas of which one shows the new figure and another the old one, until somebody notices."""
    newsroom = Newsroom.with_releases(tmp_path / "newsroom", small_record)
    old = archive_from_records(newsroom.articles).version
    servers = [start_server("server.py", ARTICLES=str(newsroom.articles)) for _ in range(2)]

    def answers(path: str) -> list[str]:
        return [httpx2.get(f"{server.url}{path}", timeout=30).text for server in servers]

    assert any(all(old in text for text in answers("/readyz")) for _ in range(20)), "each waits a second for it"
    assert all("At least 40" in text for text in answers("/api/v1/claims.json"))
    assert all("At least 40" in text for text in answers("/casualties"))
    newsroom.write(correct_a_figure(small_record))
    newsroom.release()
    new = archive_from_records(newsroom.articles).version
    assert all(new in text for text in answers("/readyz"))
    for path in ("/api/v1/claims.json", "/casualties", "/snapshot/casualties.html"):
        assert all("At least 41" in text for text in answers(path)), path
    assert all("At least 40" in text for text in answers(f"/api/v1/claims.json?dataset={old}"))
    assert all("Since then" in text for text in answers(f"/casualties?dataset={old}"))
    file = newsroom.articles / "northport-2023-03-01.json"
    file.write_bytes(file.read_bytes()[:1_000])
    for path in ("/api/v1/claims.json", "/casualties", "/readyz"):
        assert all(("At least 41" if path != "/readyz" else new) in text for text in answers(path)), path
