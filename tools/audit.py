"""Looks up the pinned packages among known vulnerabilities; where that list cannot be reached, says so and ends well.

    python -m tools.audit

pip-audit asks PyPI about each package that the requirements files pin, and installs none. Its exit code is ours.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements-dev.txt")
SERVICE = "https://pypi.org/pypi/pip/24.0/json"
"""What pip-audit asks is such an answer for each package. A mirror of PyPI may have none, or one without the list."""

PATIENCE = 5.0
LEFT_OUT = "Left out: looking up the packages among known vulnerabilities, since {service} has no list of them"


def main(arguments: list[str], *, service: str = SERVICE) -> int:
    """Audit the pinned packages, and return the exit code; `arguments` are pip-audit's, beside those given here."""
    if not has_list(service):
        print(LEFT_OUT.format(service=service))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "pinned.txt"
        pinned.write_text("".join(pinned_packages()), "utf-8")
        command = [
            sys.executable,
            "-m",
            "pip_audit",
            "--requirement",
            str(pinned),
            "--disable-pip",
            "--no-deps",
            "--strict",
        ]
        return subprocess.run([*command, "--progress-spinner", "off", *arguments], check=False).returncode


def pinned_packages() -> list[str]:
    """Return the lines of the requirements files that pin a package of others; ours has no known vulnerabilities."""
    lines = {line for file in FILES for line in (ROOT / file).read_text("utf-8").splitlines() if "==" in line}
    return sorted(f"{line}\n" for line in lines if line[:1].isalpha())


def has_list(service: str) -> bool:
    """Return whether an address can be reached and has a list of vulnerabilities."""
    try:
        with urlopen(service, timeout=PATIENCE) as answer:
            return b'"vulnerabilities"' in answer.read()
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
