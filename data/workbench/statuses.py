"""Statuses of figures: they follow from the relations of all reports, so a new report changes some of earlier ones.

A figure of an earlier report that a new one replaces is written as replaced when the new one is published: nothing was
wrong before, and the release of before has it as it was.
"""

from collections.abc import Mapping
from pathlib import Path

from data.records.entities import RecordFile
from data.records.file_names import files_of_kind
from data.records.loader import Loaded, loaded_together, read_json, read_record, record_in, releases_beside
from data.records.problems import Problem
from data.records.relations import final_statuses
from data.records.schema import Record
from data.records.vocabulary import ClaimStatus
from data.workbench.drafts import Json


def with_statuses(raw: Json, file: Path, before: Loaded) -> Json:
    """A record as JSON whose figures have the status that follows from their relations; as it is if it is not valid."""
    record, _ = record_in(raw, file)
    if record is None:
        return raw
    others = [each for each in before.records if each.article.id != record.article.id]
    made = final_statuses([*others, record])
    claims = [_with_status(each, made[f"{record.article.id}.{each['id']}"]) for each in raw.get("claims") or []]
    return raw | ({"claims": claims} if claims else {})


def statuses_elsewhere(record: Record, file: Path, articles: Path) -> dict[Path, Json]:
    """Return the other records of a folder whose figures get another status by a record in `file`: file to its JSON.

    A status that does not follow from the relations of now is left as it is: it is told as a problem of its record.
    """
    found: dict[Path, tuple[Json, Record]] = {}
    for other in files_of_kind(articles, ".json")[0]:
        read = read_json(other)
        if not isinstance(read, Problem) and isinstance(read[1], dict) and (sound := record_in(read[1], other)[0]):
            found[other] = read[1], sound
    others = [each for other, (_, each) in found.items() if other != file]
    before, after = final_statuses([each for _, each in found.values()]), final_statuses([*others, record])
    changed = {other: _changed(raw, each, before, after) for other, (raw, each) in found.items() if other != file}
    return {other: raw for other, raw in changed.items() if raw}


def _changed(
    raw: Json, record: Record, before: Mapping[str, ClaimStatus], after: Mapping[str, ClaimStatus]
) -> Json | None:
    """A record with the statuses of afterwards; None if none is another one."""
    claims, done = list(raw.get("claims") or []), False
    for n, claim in enumerate(record.claims):
        claim_id = f"{record.article.id}.{claim.id}"
        if claim.status is before[claim_id] and after[claim_id] is not claim.status:
            claims[n], done = _with_status(claims[n], after[claim_id]), True
    return raw | {"claims": claims} if done else None


def _with_status(claim: Json, status: ClaimStatus) -> Json:
    plain = {field: value for field, value in claim.items() if field != "status"}
    return plain if status is ClaimStatus.CURRENT else plain | {"status": str(status)}


def with_record(record: Record, file: Path, articles: Path) -> Loaded:
    """Return the records of a folder with one in place of that in its file, and the statuses that this makes."""
    read, problems = [], []
    elsewhere = statuses_elsewhere(record, file, articles)
    for other in sorted({*files_of_kind(articles, ".json")[0], file}):
        if other in elsewhere:
            found, wrong = record_in(elsewhere[other], other)
        else:
            found, wrong = (record, []) if other == file else read_record(other)
        read += [RecordFile(found, other.name)] if found else []
        problems += wrong
    return loaded_together(read, problems, releases=releases_beside([articles]))
