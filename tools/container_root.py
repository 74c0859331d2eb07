"""The image's file system without a container engine: `python -m tools.container_root FOLDER`, as root on Debian.

The Dockerfile's steps in a folder: Debian by debootstrap with nginx, the pinned packages, what .dockerignore lets
through. Then the image's command is run there as its user, by chroot, on a file system that may not be written but for
/tmp, and each page is asked for. It needs debootstrap, Debian's packages and PyPI. Debian's own Python stands for that
of the image.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from data.views.registry import VIEWS

ROOT = Path(__file__).parents[1]
MIRROR = "http://deb.debian.org/debian"
RELEASE = "bookworm"
PORT = 8501
LEFT_OUT = ("secrets.toml", "__pycache__", "*.egg-info", "*.duckdb")
"""Names that .dockerignore keeps out also of the folders that it lets through."""

STARTS_WITHIN = 120
"""Seconds."""

IN_ROOT = 'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && exec chroot "$0" "$@"'
"""Runs a command in the folder, with what every system has beside its files."""

READ_ONLY = (
    'root="$0"; user="$1"; shift; mount --bind "$root" "$root" && mount -o remount,bind,ro "$root" && '
    'mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev" && mount -t tmpfs tmpfs "$root/dev/shm" && '
    'mount -t tmpfs tmpfs "$root/tmp" && '
    'exec chroot --userspec "$user" "$root" env -i PYTHONDONTWRITEBYTECODE=1 HOME=/nonexistent '
    'PATH=/venv/bin:/usr/sbin:/usr/bin:/bin sh -c \'cd /app && exec "$@"\' sh "$@"'
)
"""The same as a user, on a file system that may not be written but for /tmp."""


def lay_out(folder: Path) -> None:
    """Make the image's file system in a folder; what is there already stays as it is."""
    if not (folder / "bin").exists():
        packages = "--include=python3,python3-venv,nginx-light,ca-certificates"
        subprocess.run(["debootstrap", "--variant=minbase", packages, RELEASE, str(folder), MIRROR], check=True)
    shutil.rmtree(folder / "app", ignore_errors=True)
    for name in let_through():
        source, target = ROOT / name, folder / "app" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
        else:
            shutil.copy(source, target)
    for each in ("resolv.conf", "ssl/certs/ca-certificates.crt"):
        shutil.copy(Path("/etc") / each, folder / "etc" / each)
    install = (
        "cd /app && python3 -m venv /venv && PIP_CERT=/etc/ssl/certs/ca-certificates.crt /venv/bin/pip install "
        "--quiet --no-cache-dir --disable-pip-version-check -r requirements.txt"
    )
    subprocess.run(["unshare", "--mount", "sh", "-c", IN_ROOT, str(folder), "sh", "-c", install], check=True)


def let_through() -> list[str]:
    """Return the files and folders of the repository that .dockerignore lets through."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    patterns = [line[1:] for line in lines if line.startswith("!")]
    return sorted(found.relative_to(ROOT).as_posix() for pattern in patterns for found in ROOT.glob(pattern))


def started(folder: Path) -> "subprocess.Popen[bytes]":
    """Start the image's command in the folder, as the image's user."""
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    (user,) = re.findall(r"^USER (\S+)", recipe, re.MULTILINE)
    command = json.loads(re.findall(r"^CMD (\[.*\])", recipe, re.MULTILINE)[-1])
    return subprocess.Popen(["unshare", "--mount", "sh", "-c", READ_ONLY, str(folder), user, *command])


def wrong_pages(server: "subprocess.Popen[bytes]") -> list[str]:
    """Return the pages that are not served, once the server answers; raises TimeoutError if it does not."""
    end = time.monotonic() + STARTS_WITHIN
    while not _is_there("healthz"):
        if time.monotonic() > end or server.poll() is not None:
            raise TimeoutError(f"nothing answers on port {PORT}; the server has {STARTS_WITHIN} s for it")
        time.sleep(0.5)
    return [path for path in (*VIEWS, "snapshot/overview.html", "preview/map.png") if not _is_there(path)]


def _is_there(path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}", timeout=60) as answer:
            return answer.status == 200
    except OSError:
        return False


def main() -> int:
    """Lay out the file system, start the server in it, and say whether every page is served."""
    parser = argparse.ArgumentParser(prog="python -m tools.container_root", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    lay_out(folder)
    server = started(folder)
    try:
        wrong = wrong_pages(server)
    finally:
        server.terminate()
        server.wait(timeout=30)
    print(f"not served: {', '.join(wrong)}" if wrong else "every page is served")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
