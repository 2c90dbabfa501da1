"""Holds answers of the API against docs/openapi.yaml."""

import json
import pathlib

import jsonschema
import yaml

OPENAPI = yaml.safe_load((pathlib.Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml").read_text())


def hold(method, route, status, media, data):
    """The answer's value: parsed JSON, text, or None where there is no body. Raises where it is not as described."""
    responses = OPENAPI["paths"][route][method.lower()]["responses"]
    if str(status) not in responses:
        raise AssertionError(f"{method} {route}: {status} is not described: {data[:200]}")
    response = responses[str(status)]
    if "$ref" in response:
        response = OPENAPI["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    if "content" not in response:
        if data:
            raise AssertionError(f"{method} {route}: {status} has a body that is not described")
        return None
    media = (media or "").split(";")[0]
    if media not in response["content"]:
        raise AssertionError(f"{method} {route}: {media} is not described")
    value = json.loads(data) if media.endswith("json") else data.decode()
    validator(response["content"][media]["schema"]).validate(value)
    return value


def hold_event(event):
    validator({"$ref": "#/components/schemas/Event"}).validate(event)


def validator(schema):
    return jsonschema.Draft202012Validator({**schema, "components": OPENAPI["components"]})
