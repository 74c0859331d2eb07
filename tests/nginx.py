"""The nginx that the system has, with the shipped site, in a folder of its own: as any user, on loopback alone."""

import os
import shutil
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx"
NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"]))

needs_nginx = pytest.mark.skipif(
    NGINX is None and not os.environ.get("CI"),
    reason="there is no nginx here: apt-get install nginx, or brew install nginx (under CI this is an error instead)",
)

READERS_LOG = "$reader|$upstream_addr|$status|$request_uri"
"""Who asked, which replicas were tried in turn, how it ended, for what. A WebSocket stands there once it is closed."""

NGINX_CONF = f"""
daemon off;
pid nginx.pid;
error_log error.log;
worker_processes 2;
events {{}}
http {{
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    log_format readers '{READERS_LOG}';
    access_log access.log readers;
    include conf.d/*.conf;
}}
"""


def replaced(text: str, old: str, new: str) -> str:
    """A text with its one `old` replaced: a file that says something else is not silently left as it is."""
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in:\n{text}"
    return text.replace(old, new)


def lay_out(folder: Path, *, replicas: str, listen: str) -> list[str]:
    """Write a configuration as Debian lays it out, and return the command that starts nginx with it.

    The shipped site is used as it is but for the address that it listens on; `replicas` stands for replicas.conf.
    """
    site = (SHIPPED / "dashboard.conf").read_text("utf-8")
    (folder / "conf.d").mkdir()
    site = replaced(replaced(site, "listen 80;", f"listen {listen};"), "/tmp/dashboard-cache", "cache")
    (folder / "conf.d" / "dashboard.conf").write_text(site, "utf-8")
    (folder / "conf.d" / "replicas.conf").write_text(replicas, "utf-8")
    as_root = "user root;" if os.geteuid() == 0 else ""  # or else its workers may not write the cache
    (folder / "nginx.conf").write_text(f"{as_root}{NGINX_CONF}", "utf-8")
    return [NGINX or "nginx", "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
