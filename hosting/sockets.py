"""Socket options."""

import gc
import socket


def disable_nagle() -> None:
    """Turn off Nagle's algorithm for all new connections: set TCP_NODELAY on the listening socket.

    asyncio does this itself, but does not recognise the socket that Streamlit opens as TCP. Without it, every answer
    sent as two packets, and every second WebSocket message, waits for the client's delayed ACK, up to 40 ms: most of
    the time of a rerun. Streamlit does not expose the socket, so it is searched for among all objects; accepted
    connections inherit the option.
    """
    sockets = [item for item in gc.get_objects() if type(item) is socket.socket and item.fileno() >= 0]
    for item in sockets:
        if item.type == socket.SOCK_STREAM and item.family in {socket.AF_INET, socket.AF_INET6}:
            item.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
