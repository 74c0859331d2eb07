"""The nginx that the system has, with the shipped site, in a folder of its own: as any user, on loopback alone."""

import os
import shutil
from pathlib import Path

import pytest

from hosting import workers

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx"
NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"]))

needs_nginx = pytest.mark.skipif(
    NGINX is None and not os.environ.get("CI"),
    reason="there is no nginx here: apt-get install nginx, or brew install nginx (under CI this is an error instead)",
)

READERS_LOG = "$reader|$upstream_addr|$status|$request_uri"
"""Who asked, which replicas were tried in turn, how it ended, for what. A WebSocket stands there once it is closed."""

LOG = f"log_format readers '{READERS_LOG}'; access_log access.log readers;"


def replaced(text: str, old: str, new: str) -> str:
    """A text with its one `old` replaced: a file that says something else is not silently left as it is."""
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in:\n{text}"
    return text.replace(old, new)


def lay_out(folder: Path, *, replicas: str, listen: str) -> list[str]:
    """Write nginx's configuration with a log of readers, and return the command that starts nginx with it.

    The shipped site is used as it is but for the address that it listens on; `replicas` stands for replicas.conf.
    """
    return workers.lay_out(folder, listen=listen, replicas=replicas, nginx=NGINX or "nginx", log=LOG)
