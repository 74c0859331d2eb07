"""ASGI middleware for security: response headers such as Content-Security-Policy, and same-origin WebSockets."""

import logging
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from publishing.frames import frame_sources

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HSTS = "max-age=31536000"
"""For a year browsers ask for the site by https alone; for no other site of the host's domain."""

FOR_OTHER_SITES = ("/preview/", "/api/v1")
"""How the paths below the root begin whose answers pages of other sites may show or read: pictures of link previews,
and the data API. The rest is for our own pages. FRAME_ANCESTORS says who may have a frame, which is a page of ours."""

_PART_OF_A_PAGE = re.compile(r"(application|text)/javascript|text/css|font/")


def security_headers(index_html: str, *, frame_ancestors: str = "'self'") -> dict[str, str]:
    """Security headers under which a page may load code, data, fonts and images from this server only.

    Inline scripts of `index_html` are allowed by their hashes, which change with Streamlit's version. `frame_ancestors`
    lists the sites that may show the dashboard in a frame; what in it is no site is logged and left out.
    """
    ancestors, wrong = frame_sources(frame_ancestors)
    if wrong:
        logging.getLogger(__name__).warning("FRAME_ANCESTORS: %s is no site, and is left out", " ".join(wrong))
    scripts = [b64encode(sha256(script.encode()).digest()).decode() for script in _INLINE_SCRIPT.findall(index_html)]
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *(f"'sha256-{script}'" for script in scripts)]),
        "style-src": "'self' 'unsafe-inline'",  # Streamlit and Plotly write their styles at run time
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(ancestors),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{directive} {sources}" for directive, sources in policy.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


class SecurityHeaders:
    """ASGI middleware that sets `headers` on every HTTP response; WebSockets are not changed.

    Where the request came by https, or `https` says that readers come by it, browsers are told to keep to that. `root`
    is `server.baseUrlPath` with a leading slash, or empty.

    Scripts, styles and fonts get `X-Content-Type-Options` only. The other headers have an effect on documents alone,
    and on the hundred scripts of a first visit they would add 70 kB.
    """

    def __init__(self, app: ASGIApp, *, headers: Mapping[str, str], root: str = "", https: bool = False) -> None:
        self.app = app
        self.headers = headers
        self.https = https
        self.for_other_sites = tuple(f"{root}{path}" for path in FOR_OTHER_SITES)
        self.headers_of_parts = {name: headers[name] for name in headers.keys() & {"X-Content-Type-Options"}}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                response = MutableHeaders(scope=message)
                part = _PART_OF_A_PAGE.match(response.get("content-type", ""))
                response.update(self.headers_of_parts if part else self._headers_of(scope))
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    def _headers_of(self, scope: Scope) -> Mapping[str, str]:
        more = {"Strict-Transport-Security": HSTS} if self.https or scope.get("scheme") == "https" else {}
        if scope["path"].removeprefix(scope.get("root_path", "")).startswith(self.for_other_sites):
            more["Cross-Origin-Resource-Policy"] = "cross-origin"
        return {**self.headers, **more}


class SameOriginWebSockets:
    """ASGI middleware that refuses WebSockets opened by pages of other sites, unless the settings allow them.

    Streamlit refuses them too, but first asks a service on the Internet for this machine's address, and every reader
    waits for that.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = scope["type"] == "websocket" and not is_same_origin(Headers(scope=scope))
        await (WebSocketClose() if refused else self.app)(scope, receive, send)


def is_same_origin(request: Headers) -> bool:
    """Return whether a request comes from a page of this site, of one that the settings allow, or from no page."""
    origin = request.get("origin")
    if origin is None or not st.get_option("server.enableCORS") or origin in st.get_option("server.corsAllowedOrigins"):
        return True
    return urlsplit(origin).netloc == request.get("host")
