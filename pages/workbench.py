"""Page Workbench: drafts of records, their review, preview and publication. Only where WORKBENCH is set."""

from app.workbench import enter, show

view = enter()
show(view)
