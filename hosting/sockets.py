"""Answers that leave at once."""

import gc
import socket


def disable_nagle() -> None:
    """Turn off Nagle's algorithm for all connections that come in from now on.

    asyncio does so by itself, but does not recognise the socket that Streamlit opens as one of TCP. Every answer whose
    headers and body are two packets, and every second message of a WebSocket, then waits for the client to confirm
    the first, which it puts off for 40 ms: most of the time of a rerun. Streamlit hands the socket to nobody, so it is
    looked for among all objects; connections inherit the option from it.
    """
    sockets = [item for item in gc.get_objects() if type(item) is socket.socket and item.fileno() >= 0]
    for item in sockets:
        if item.type == socket.SOCK_STREAM and item.family in {socket.AF_INET, socket.AF_INET6}:
            item.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
