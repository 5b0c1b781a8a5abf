"""`/v1/documents` (POST), `/v1/samples`, `/v1/jobs`: reports on their way in.

No address is ever fetched here: what a person gives is a text or the bytes of a file.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from marsad.serving.access import require
from marsad.serving.asked import Reading
from marsad.serving.desk import Desk
from marsad.serving.jobs import Running
from marsad.serving.problems import Refused
from marsad.serving.shapes import Job, NewText
from marsad.serving.shapes.common import Name

router = APIRouter(tags=["taking in"])
PATIENCE = 15.0
"""Seconds that an answer waits for a job to be done; then it says how far it is."""
LONGEST_NAME = 120
_UNSAFE = re.compile(r"[^\w.\- ]+")
ANSWERS: dict[int | str, dict[str, Any]] = {
    202: {"model": Job, "description": "Still at work: ask GET /v1/jobs/{id}."}
}


def adding_desk(request: Request) -> Desk:
    """The desk, for who may add reports."""
    desk: Desk = request.app.state.desk
    require(desk.identify(request), "add", request)
    return desk


Adding = Annotated[Desk, Depends(adding_desk)]


@router.post("/documents", status_code=201, responses=ANSWERS)
def add_text(desk: Adding, response: Response, given: NewText) -> Job:
    """Take a pasted text in: it is read, and the picture made anew."""
    if len(given.text) > desk.settings.max_chars:
        raise Refused(
            413, "too_long", f"at most {desk.settings.max_chars:,} characters"
        )
    row = given.model_dump(exclude_none=True)
    return _answer(response, desk.jobs.add([], json.dumps(row).encode(), None))


@router.post("/files", status_code=201, responses=ANSWERS)
def add_file(
    desk: Adding,
    response: Response,
    name: Annotated[str, Query(min_length=1, max_length=300)],
    data: Annotated[bytes, Body(media_type="application/octet-stream")],
) -> Job:
    """Take a file in (.txt .md .html .pdf .docx .eml .json .jsonl): its bytes are the
    body. What cannot be taken in is told among `issues`."""
    if not data:
        raise Refused(422, "empty", "the body is empty: send the bytes of the file")
    scratch = Path(tempfile.mkdtemp(prefix="marsad-"))
    path = scratch / safe_name(name)
    try:
        path.write_bytes(data)
        job = desk.jobs.add([path], None, scratch)
    except (OSError, Refused):
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return _answer(response, job)


@router.post("/samples", status_code=201, responses=ANSWERS)
def add_samples(desk: Adding, response: Response) -> Job:
    """Take the samples in: reports on one offensive, reworded, for a first look."""
    if desk.samples is None:
        raise Refused(404, "no_samples", "this marsad came without its samples")
    return _answer(response, desk.jobs.add([desk.samples], None, None))


@router.get("/jobs/{id}")
def one_job(asked: Reading, id: Name) -> Job:  # noqa: A002
    """How work that was begun is getting on."""
    return asked.desk.jobs.get(id)


def safe_name(name: str) -> str:
    """The last part of a file's name, without anything that leads elsewhere or is
    obeyed: no folders, no leading dots, letters and digits and `.-_ ` only."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return (ending or "report")[:LONGEST_NAME]
    return f"{(stem or 'report')[:LONGEST_NAME]}.{ending[:10]}"


def _answer(response: Response, job: Running) -> Job:
    if not job.over.wait(PATIENCE):
        response.status_code = 202
    return job.told()
