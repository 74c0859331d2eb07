"""Files that browsers and search engines ask every site for: /robots.txt, /sitemap.xml, /favicon.ico."""

from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data.queries.selection import Selection
from data.site import UNNAMED, Site
from data.tables.archive import Archive, open_archive
from data.tables.known_on import default_day, report_days
from data.views.address import Address
from data.views.registry import VIEWS
from hosting.opening import NO_RECORDS, RETRY_AFTER, NoRecordsError, opened
from hosting.responses import SHARED, Prepared, accepts_gzip, compress, prepare, respond

SITE_FILES = ("robots.txt", "sitemap.xml", "favicon.ico")
"""Their names below the root of the site."""

MOST_ADDRESSES = 50_000
"""Most addresses of one sitemap, by the rules of sitemaps.org; of more report days the last ones are in it."""


def site_routes(
    *, icon: Path, root: str = "", site: Site | None = None, archive: Callable[[], Archive] = open_archive
) -> list[Route]:
    """The routes of SITE_FILES below `root`, which is `server.baseUrlPath` with a leading slash, or empty.

    `icon` is the ICO file, `site` what the settings say of the site's address. Crawlers read /robots.txt at the root of
    a host only: for a site below it, the host's own file has to name the sitemap.
    """
    files = SiteFiles(icon, root, site or Site(), archive)
    handlers = (files.robots, files.sitemap, files.favicon)
    return [Route(f"{root}/{name}", handler) for name, handler in zip(SITE_FILES, handlers, strict=True)]


class SiteFiles:
    """Request handlers of the files; Starlette runs those that read them in worker threads."""

    def __init__(self, icon: Path, root: str, site: Site, archive: Callable[[], Archive]) -> None:
        self.icon = icon
        self.root = root
        self.site = site
        self.archive = archive

    def robots(self, request: Request) -> Response:
        """/robots.txt: everything may be read; where the sitemap is."""
        address = self._site(request)
        text = "User-agent: *\nAllow: /\n" + (f"\nSitemap: {address}/sitemap.xml\n" if address else "")
        return _respond(request, text.encode(), media_type="text/plain")

    async def sitemap(self, request: Request) -> Response:
        """/sitemap.xml: every page, and Overview as known on each day with reports; a 404 where nobody knows the site's
        address."""
        site = self._site(request)
        if not site:
            return PlainTextResponse(f"{UNNAMED}.", 404, {"Cache-Control": "no-store"})
        try:
            archive = await opened(self.archive)
        except NoRecordsError:
            return PlainTextResponse(NO_RECORDS, 503, {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})
        document = sitemap(address.on(site) for address in page_addresses(archive))
        return _respond(request, document, media_type="application/xml")

    def favicon(self, request: Request) -> Response:
        """/favicon.ico, for what asks for it without reading a page."""
        return _respond(request, self.icon.read_bytes(), media_type="image/x-icon")

    def _site(self, request: Request) -> str:
        return site_address(request, self.site, root=self.root)


def site_address(request: Request, site: Site, *, root: str) -> str:
    """Return the public address of the site without a slash at its end; empty if nobody knows it (`Site.address`)."""
    return site.address(f"{str(request.base_url).rstrip('/')}{root}")


def page_addresses(archive: Archive) -> list[Address]:
    """Return the address of every page, then that of Overview for each report day that has an address of its own."""
    pages = [Address(path) for path in VIEWS]
    days = [day for day in report_days(archive) if day != default_day(archive)]
    latest = days[-(MOST_ADDRESSES - len(pages)) :]
    return [*pages, *(Address("", Selection(known_on=day)) for day in latest)]


def sitemap(addresses: Iterable[str]) -> bytes:
    """Return a sitemap (sitemaps.org) of absolute addresses."""
    root = ElementTree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = address
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="utf-8") + b"\n"


def _respond(request: Request, body: bytes, *, media_type: str) -> Response:
    file: Prepared | None = None
    if accepts_gzip(request.headers):
        file = compress(body, media_type=media_type, cache_control=SHARED)
    file = file or prepare(body, media_type=media_type, cache_control=SHARED)
    return respond(file, request.headers, method=request.method)
