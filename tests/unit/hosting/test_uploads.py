"""Files that are sent to the server: refused, but from editors at the workbench, and not larger than an article."""

import httpx2
import pytest

from tests.serving import Server, open_websocket, session_of

SIXTY = 60_000_000


def upload(server: Server, session: str, content: bytes, *, chunked: bool = False) -> httpx2.Response:
    """The answer to a file that is sent as the app's script sends it."""
    with server.client() as client:
        client.get("/_stcore/health")
        token = client.cookies["_streamlit_xsrf"]
        request = client.build_request(
            "PUT",
            f"/_stcore/upload_file/{session}/a-file",
            headers={"X-Xsrftoken": token},
            files={"file": ("article.txt", content, "text/plain")},
        )
        if chunked:
            body = request.read()
            del request.headers["Content-Length"]
            parts = (body[at : at + 65536] for at in range(0, len(body), 65536))
            request = client.build_request("PUT", request.url, headers=request.headers, content=parts)
        return client.send(request)


def test_what_a_reader_s_session_sends_is_refused_and_not_kept(server: Server) -> None:
    """Guards against a server whose memory anybody fills: Streamlit takes files from every open session."""
    with open_websocket(server) as websocket:
        session = session_of(websocket)
        before = server.most_memory()
        for _ in range(3):
            refused = upload(server, session, bytes(SIXTY))
            assert (refused.status_code, refused.text) == (403, "This site takes no files.")
            assert refused.headers["connection"] == "close"
        assert server.most_memory() - before < 20
        assert upload(server, session, b"small").status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["", "/", "/a", "/a/b", "/a/b/c"])
def test_nothing_below_the_route_is_open_to_readers(server: Server, method: str, path: str) -> None:
    """Guards against a second way to the same route."""
    with server.client() as client:
        assert client.request(method, f"/_stcore/upload_file{path}").status_code == 403


def test_an_editor_s_file_is_taken_within_the_size_of_an_article(strict: Server) -> None:
    """Guards against a workbench that takes no files any more, and one that takes any."""
    with open_websocket(strict, origin=f"http://127.0.0.1:{strict.port}") as websocket:
        session = session_of(websocket)
        assert upload(strict, session, bytes(4_900_000)).status_code == 204
        refused = upload(strict, session, bytes(5_100_000))
        assert (refused.status_code, refused.text) == (413, "An article’s file has at most 5 MB of text or HTML.")
        before = strict.memory()
        assert upload(strict, session, bytes(SIXTY), chunked=True).status_code == 413
        assert strict.memory() - before < 20


def test_another_session_than_an_editor_s_sends_nothing(strict: Server) -> None:
    """Guards against a workbench through whose route readers of other machines fill the memory."""
    with open_websocket(strict, **{"X-Forwarded-For": "192.0.2.7"}) as websocket:
        session = session_of(websocket)
        refused = upload(strict, session, b"small")
        assert (refused.status_code, refused.text) == (403, "Files are taken from editors at the workbench only.")
    assert upload(strict, "no-such-session", b"small").status_code == 403
