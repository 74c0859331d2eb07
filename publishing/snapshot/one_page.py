"""A view as one sheet of A4, in one HTML file: to print, pin up or send, without script, network or server.

The sheet is a picture, so that it prints on one page with whatever fonts a machine has. The same as text stands below
it, for phones and screen readers; it is not printed.
"""

from markupsafe import Markup

from data.export.files import LICENCE
from data.views.base import View
from data.views.frame import Frame
from data.views.one_page import OnePage
from data.views.summary import Summary
from data.views.visual_words import visual_credits, visual_source, visual_title
from publishing.jinja import TEMPLATES, templates
from publishing.pictures.sheet import DISPUTED, sheet_picture


def one_page(view: View, *, permalink: str = "") -> str:
    """Return the sheet of a view as an HTML page: headline, figures, the page's visual, disputes, `permalink`, code.

    What does not fit is counted on it. `permalink` leads to the view in the app; it may be empty.
    """
    page, summary = OnePage(view), Summary(view, Frame(view.reading))
    return (
        templates()
        .get_template("one_page.html")
        .render(
            page=page,
            summary=summary,
            sheet=Markup(sheet_picture(page, summary, permalink=permalink).to_svg(fluid=True)),
            style=Markup((TEMPLATES / "one_page.css").read_text("utf-8")),
            visual_title=visual_title(view, page.visual),
            disputed=DISPUTED,
            source=visual_source(view),
            credits=visual_credits(view, page.visual),
            permalink=permalink,
            is_address=permalink.startswith(("http://", "https://")),
            licence=LICENCE,
        )
    )
