"""The page on a presenter's phone: the step of the stage, its notes, and two buttons. All of its words stand in it."""

from crisis_fragment import style_with
from markupsafe import Markup

from publishing.jinja import templates


def phone_page(*, root: str = "") -> str:
    """Return the page as HTML. `root` is `server.baseUrlPath` with a leading slash, or empty."""
    return templates().get_template("phone.html").render(root=root, style=Markup(style_with()))
