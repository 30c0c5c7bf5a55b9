"""JSON Schemas of front matter and data files, for editors that check as one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from local_offer.atomic import whole_file
from local_offer.loading.loader import DATA_MODELS
from local_offer.model import Council, Page, Record

_SET_BY_US = ("at", "slug", "body", "body_line")


def schemas() -> dict[str, dict[str, Any]]:
    """A schema (JSON Schema 2020-12) for ``page``, front matter, and for each kind of data."""
    found = {"page": _schema(Page), "council": _schema(Council)}
    for kind, model in DATA_MODELS.items():
        found[kind] = {"type": "array", "items": {"$ref": "#/$defs/record"}} | _as_record(model)
    # An edition that is like another says only what is different.
    found["leaflets"]["$defs"]["record"]["required"] = ["id"]
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        for name, schema in found.items()
    }


def write_schemas(into: Path) -> list[Path]:
    """Write ``NAME.json`` for each schema; gives the paths."""
    paths = []
    for name, schema in schemas().items():
        with whole_file(into / f"{name}.json") as part:
            text = json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True)
            part.write_text(f"{text}\n", encoding="utf-8")
        paths.append(into / f"{name}.json")
    return paths


def _as_record(model: type[Record]) -> dict[str, Any]:
    schema = _schema(model)
    return {"$defs": {**schema.pop("$defs", {}), "record": schema}}


def _schema(model: type[Record]) -> dict[str, Any]:
    """The schema of a record as an editor types it, without what the loader adds."""
    schema = model.model_json_schema()
    schema.get("$defs", {}).pop("Place", None)
    for part in (schema, *schema.get("$defs", {}).values()):
        for key in _SET_BY_US:
            part.get("properties", {}).pop(key, None)
        if "required" in part:
            part["required"] = [key for key in part["required"] if key not in _SET_BY_US]
    return schema
