"""The phone of a presenter: the page that a stage's code leads to, and the step that the stage shows, as JSON.

GET /present/CODE is the page, a light one without Streamlit. GET /present/CODE/step answers with the step at once if it
is another than the one that is known (`after`), else after a second: whoever asks again at each answer follows within a
moment. POST /present/CODE/step turns the stage. The stage's own window asks in the same way, with `stage=1`.
"""

import asyncio
import json
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.stories.loader import Stories, open_stories
from data.stories.models import Story
from data.stories.stages import Stage, Stages, TooManyTriesError, stages
from data.tables.archive import open_archive
from hosting.problems import problem
from hosting.responses import REVALIDATE, Prepared, accepts_gzip, compress, prepare, respond
from hosting.security import is_same_origin
from publishing.phone import phone_page

KEY = "Stage-Key"
"""Header with the key of a stage, which whoever has come in with its code sends from then on."""

NO_STORE = {"Cache-Control": "no-store"}

LOOKS, PAUSE = 5, 0.2
"""How often an answer looks whether the step is another one, and the seconds between."""

LARGEST_BODY = 1_000
"""Bytes of a request that turns a stage."""

OWN_SITE = ("same-origin", "none")
"""What browsers say of a request that no page of another site has made."""

UNKNOWN = "There is no presentation under this code, or there is none any more."


class RefusedError(Exception):
    """A request that is answered with a problem document."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.answer = problem(status, detail)


def stage_routes(
    *, root: str = "", of: Callable[[], Stages] = stages, stories: Callable[[], Stories] | None = None
) -> list[Route]:
    """The routes below `root`, which is `server.baseUrlPath` with a leading slash, or empty."""
    handlers = StageHandlers(of(), stories or (lambda: open_stories(open_archive())), root=root)
    of().served = True
    return [
        Route(f"{root}/present/{{code}}/step", handlers.step, methods=["GET"]),
        Route(f"{root}/present/{{code}}/step", handlers.turn, methods=["POST"]),
        Route(f"{root}/present/{{code:path}}", handlers.page, methods=["GET"]),
    ]


class StageHandlers:
    """Request handlers for the page of a phone, and for the step of a stage."""

    def __init__(self, of: Stages, stories: Callable[[], Stories], *, root: str = "") -> None:
        self.stages = of
        self.stories = stories
        html = phone_page(root=root).encode()
        self.plain = prepare(html, media_type="text/html", cache_control=REVALIDATE)
        self.gzipped = compress(html, media_type="text/html", cache_control=REVALIDATE)

    def page(self, request: Request) -> Response:
        """The page of a phone. It is the same for every code: its script asks whether there is a stage."""
        body = self.gzipped if self.gzipped and accepts_gzip(request.headers) else self.plain
        return respond(body, request.headers, method=request.method)

    async def step(self, request: Request) -> Response:
        """The step that a stage shows, or a problem document."""
        try:
            stage = self._stage(request)
            for _ in range(LOOKS):
                if str(stage.revision) != request.query_params.get("after"):
                    break
                await asyncio.sleep(PAUSE)
                stage = self._stage(request)
            return await self._respond(stage)
        except RefusedError as refused:
            return _response(refused.answer)

    async def turn(self, request: Request) -> Response:
        """Turn a stage to the step in the body, `{"step": 4}`, and answer as `step` does.

        Refused for pages of other sites: the body has to be JSON, which a form of theirs cannot send, and the origin
        this site. Refused for a phone while the stage is away: it would turn later, when nobody expects it.
        """
        try:
            if not is_same_origin(request.headers) or request.headers.get("sec-fetch-site", "none") not in OWN_SITE:
                raise RefusedError(403, "A page of another site cannot turn a stage.")
            stage = self._stage(request)
            wanted = _step_in(await _body(request))
            if not _is_stage(request) and self.stages.is_away(stage):
                raise RefusedError(409, "The stage does not answer.")
            story, _ = await self._story(stage)
            turned = self.stages.turn(stage.code, min(max(wanted, 1), len(story.steps)))
            if turned is None:
                raise RefusedError(404, UNKNOWN)
            return await self._respond(turned)
        except RefusedError as refused:
            return _response(refused.answer)

    def _stage(self, request: Request) -> Stage:
        code = request.path_params["code"].lower().replace("-", "")
        try:
            stage = self.stages.find(code, request.headers.get(KEY, ""))
        except TooManyTriesError:
            detail = "Too many wrong codes were tried here. Wait a minute before the next."
            raise RefusedError(429, detail) from None
        if stage is None:
            raise RefusedError(404, UNKNOWN)
        if _is_stage(request):
            self.stages.mark_seen(code)
        return stage

    async def _story(self, stage: Stage) -> tuple[Story, str]:
        """The story of a stage as its file is now, and the line about a problem of the file."""
        found = await run_in_threadpool(self.stories)
        story = found.get(stage.story)
        if story is None:
            raise RefusedError(410, "The story of this presentation is not there any more.")
        return story, found.notice(story.id)

    async def _respond(self, stage: Stage) -> Response:
        story, notice = await self._story(stage)
        number = min(stage.step, len(story.steps))  # a story that was changed may have fewer
        step = story.steps[number - 1]
        shown = {
            "key": stage.key,
            "revision": stage.revision,
            "story": story.title,
            "language": story.language,
            "step": number,
            "last": len(story.steps),
            "title": step.title,
            "words": step.words,
            "notes": step.paragraphs,
            "following": story.steps[number].title if number < len(story.steps) else "",
            "notice": notice,
            "away": self.stages.is_away(stage),
        }
        return JSONResponse(shown, headers=NO_STORE)


def _is_stage(request: Request) -> bool:
    """Whether it is the window of the stage that asks, and not a phone."""
    return request.query_params.get("stage") == "1"


async def _body(request: Request) -> bytes:
    """The body of a request. Raises RefusedError if it is no JSON by its header, or too long."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise RefusedError(415, "Send the step as application/json.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise RefusedError(413, f"At most {LARGEST_BODY:,} bytes are read.")
    return body


def _step_in(body: bytes) -> int:
    """The number of a step in a body. Raises RefusedError if there is none."""
    try:
        wanted = json.loads(body)["step"]
    except (ValueError, LookupError, TypeError, RecursionError):
        wanted = None
    if not isinstance(wanted, int) or isinstance(wanted, bool):
        raise RefusedError(400, 'Send the number of a step, as in {"step": 4}.')
    return wanted


def _response(prepared: Prepared) -> Response:
    return Response(prepared.body, status_code=prepared.status, headers=prepared.headers)
