"""What went wrong outside the reader's control, said plainly, with everything sound still shown."""

from collections.abc import Sequence

import streamlit as st

from components.markdown import plain_text
from data.wording.phrases import count_noun


def loading_problems(problems: Sequence[object]) -> None:
    """Records that could not be loaded: file, place in the file, and cure, one line each."""
    if not problems:
        return
    title = f"{count_noun(len(problems), 'problem')} in the records; what is sound is shown"
    lines = "\n".join(f"- {plain_text(str(problem))}" for problem in problems[:20])
    more = f"\n- and {len(problems) - 20} more: run python -m data validate" if len(problems) > 20 else ""
    st.warning(lines + more, title=title, icon=":material/report:")


def notice_ignored(notices: Sequence[str]) -> None:
    """What in the address had to be ignored."""
    if notices:
        lines = "\n".join(f"- {plain_text(notice)}" for notice in notices[:10])
        st.info(lines, title="This link could not be followed in full", icon=":material/link_off:")
