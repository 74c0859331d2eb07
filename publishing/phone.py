"""The page on a presenter's phone: the step of the stage, its notes, and two buttons. All of its words stand in it."""

from crisis_fragment import style_with
from markupsafe import Markup

from publishing.jinja import templates

MESSAGES = ("waiting", "unknown", "gone", "away", "lost", "tries", "failed")
"""What `static/phone.js` says, each an element `data-says` of the page: of these it shows one, or none."""


def phone_page(*, root: str = "") -> str:
    """Return the page as HTML. `root` is `server.baseUrlPath` with a leading slash, or empty."""
    return templates().get_template("phone.html").render(root=root, style=Markup(style_with()))
