"""The files of the folder that FOLDER names, compressed: what TimelineJS is served by."""

import os

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = Starlette(
    routes=[Mount("/", StaticFiles(directory=os.environ["FOLDER"], html=True))], middleware=[Middleware(GZipMiddleware)]
)
