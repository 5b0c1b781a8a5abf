"""The OpenAPI description of `/v1`, from which the front end's types are made."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi


def described(app: FastAPI) -> dict[str, Any]:
    """The description, made once. Every field of an answer is there, null where it is
    unknown: answers have no optional fields."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            routes=app.routes,
        )
        shapes = schema["components"]["schemas"]
        asked = _given(schema)
        for name, shape in shapes.items():
            if name not in asked and "properties" in shape:
                shape["required"] = list(shape["properties"])
        app.openapi_schema = schema
    return app.openapi_schema


def _given(schema: dict[str, Any]) -> set[str]:
    """The shapes that requests have."""
    bodies = [
        media.get("schema", {}).get("$ref", "")
        for path in schema["paths"].values()
        for operation in path.values()
        for media in operation.get("requestBody", {}).get("content", {}).values()
    ]
    return {body.rpartition("/")[2] for body in bodies}
