"""A visual as a static `<figure>` to paste into another site: it needs no frame, no script and no style."""

from markupsafe import Markup

from data.export.files import LICENCE
from data.views.summary import Summary
from data.views.visual_tables import visual_table
from data.views.visual_words import visual_caption, visual_credits, visual_source, visual_title
from publishing.jinja import templates
from publishing.pictures.visuals import drawing_picture, is_drawn


def figure_html(summary: Summary, visual: str, *, permalink: str) -> str:
    """Return a visual of a view as HTML: its drawing, or its table, with who says so, its reports and `permalink`.

    Nothing of it is loaded from elsewhere, and no style or script stands in it, which the other site might refuse.
    """
    view = summary.view
    drawn = drawing_picture(summary, visual, permalink=permalink) if is_drawn(view, visual) else None
    html = (
        templates()
        .get_template("figure.html")
        .render(
            summary=summary,
            picture=Markup(drawn.to_svg(fluid=True)) if drawn else None,
            table=visual_table(view, visual),
            title=visual_title(view, visual),
            caption=visual_caption(view, visual),
            known=f"{summary.known_on_label}." if summary.known_on_label else "",
            source=visual_source(view),
            credits=visual_credits(view, visual),
            licence=LICENCE,
            permalink=permalink,
        )
    )
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"
