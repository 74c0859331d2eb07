"""Messages about problems in the records and in the address; everything else is shown all the same."""

from collections.abc import Sequence

import streamlit as st

from components.markdown import plain_text
from data.wording.phrases import count_noun


def show_problems(problems: Sequence[object]) -> None:
    """A warning about records with problems, one line each: file, place in the file, what to do."""
    if not problems:
        return
    title = f"{count_noun(len(problems), 'problem')} in the records; what is sound is shown"
    lines = "\n".join(f"- {plain_text(str(problem))}" for problem in problems[:20])
    more = f"\n- and {len(problems) - 20} more: run python -m data validate" if len(problems) > 20 else ""
    st.warning(lines + more, title=title, icon=":material/report:")


def show_notices(notices: Sequence[str]) -> None:
    """A message about the parts of the address that were ignored."""
    if notices:
        lines = "\n".join(f"- {plain_text(notice)}" for notice in notices[:10])
        st.info(lines, title="This link could not be followed in full", icon=":material/link_off:")
