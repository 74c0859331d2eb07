"""Settings of the workbench: its folder, who may use it, and where readers report errors to."""

import os
import re
from pathlib import Path

ADDRESS = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"']+")
REPORTS = re.compile(rf"mailto:{ADDRESS.pattern}|https://[^\s\"'<>/?#@]+(?:[/?#][^\s\"'<>]*)?")


def workbench_folder() -> Path | None:
    """Return the folder that `WORKBENCH` names, where drafts are kept; None if the workbench is switched off."""
    named = os.environ.get("WORKBENCH", "").strip()
    return Path(named) if named else None


def editors() -> frozenset[str]:
    """Return the mail addresses that `EDITORS` names, in lower case; empty if it is not set.

    They are separated by commas or spaces. Raises ValueError if one of them is no address.
    """
    named = [each for each in re.split(r"[,\s]+", os.environ.get("EDITORS", "")) if each]
    if wrong := [each for each in named if not ADDRESS.fullmatch(each)]:
        raise ValueError(f"EDITORS has “{wrong[0]}”, which is no mail address; name them as “ana@news.example”")
    return frozenset(each.lower() for each in named)


def report_to() -> str | None:
    """Return the address that `REPORT_TO` names, to which readers report errors; None if it is not set.

    Raises ValueError unless it begins with `mailto:` or `https:`.
    """
    named = os.environ.get("REPORT_TO", "").strip()
    if named and not REPORTS.fullmatch(named):
        raise ValueError(
            f"REPORT_TO is “{named}”; it may be a mail address, “mailto:desk@news.example”, or a page, "
            "“https://news.example/report”"
        )
    return named or None


def check_settings() -> None:
    """Raise ValueError, with a message for whoever starts the server, if a setting cannot be used."""
    editors()
    report_to()
    if (folder := workbench_folder()) and folder.exists() and not folder.is_dir():
        raise ValueError(f"WORKBENCH is “{folder}”, which is no folder")
