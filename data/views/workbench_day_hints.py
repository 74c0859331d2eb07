"""What a form says beside a day while it is written: the day as it is read, and what no longer fits to it."""

from collections.abc import Mapping, Sequence

from data.views.workbench_form import FormField
from data.wording.phrases import day
from data.workbench.drafts import Json
from data.workbench.following import YEAR_OR_MONTH
from data.workbench.written_days import published_day, read_day, said_of_a_former_day

BACKGROUND = (
    "“{}” is no day. A figure of an earlier year or month is none of this crisis: it belongs into the background, as a "
    "fact. If it is the crisis's own, write its day, or leave this empty."
)

STALE = "This was said of the day that stood here before: it is left out unless you write how the new day is known."


def day_hints(part: str, fields: Sequence[FormField], given: Mapping[str, object], record: Json) -> dict[str, str]:
    """Return a sentence for each field of a form that needs one; `given` is what is written into it by now."""
    published_on = published_day(record)
    found: dict[str, str] = {}
    for field in fields:
        text = str(given.get(field.name, "") or "").strip()
        if field.kind != "day" or text == field.value:
            continue
        read = read_day(text, published_on)
        if read and read.isoformat() != text:
            found[field.name] = f"Read as {day(read.isoformat())}."
        elif is_of_another_time(part, field, given):
            found[field.name] = BACKGROUND.format(text)
    stale = said_of_a_former_day(part, {each.name: each.value for each in fields}, given, published_on)
    return found | dict.fromkeys(stale, STALE)


def is_of_another_time(part: str, field: FormField, given: Mapping[str, object]) -> bool:
    """Return whether the day of a figure is written as a year or a month: it is background, and no figure."""
    text = str(given.get(field.name, "") or "").strip()
    return part == "claims" and field.name == "as_of" and YEAR_OR_MONTH.fullmatch(text) is not None
