"""The description for people: drawn from the OpenAPI schema itself, on our own page, with nothing from elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    where: str
    type: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as the page shows it."""

    method: str
    path: str
    summary: str
    words: str
    parameters: tuple[Parameter, ...]
    body: str
    answer: str


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    words: str
    fields: tuple[Parameter, ...]


def page(api: NinjaAPI) -> Callable[[HttpRequest], HttpResponse]:
    """The view that draws the description of `api`."""

    @cache
    def described() -> dict[str, Any]:
        schema = api.get_openapi_schema(path_prefix="/api/v1/")
        return {"parts": _parts(schema), "shapes": _shapes(schema), "description": schema["info"]["description"]}

    def view(request: HttpRequest) -> HttpResponse:
        return render(request, "api/docs.html", described())

    return view


def _parts(schema: dict[str, Any]) -> dict[str, list[Described]]:
    """Operations by their tag, in the order they were declared."""
    parts: dict[str, list[Described]] = {}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                operation = methods[method]
                parts.setdefault(operation["tags"][0], []).append(_described(method.upper(), path, operation))
    return parts


def _described(method: str, path: str, operation: dict[str, Any]) -> Described:
    content = operation.get("requestBody", {}).get("content", {})
    [body] = [each.get("schema", {}) for each in content.values()] or [{}]
    success = next((code for code in operation["responses"] if 200 <= int(code) < 300), None)
    answer = operation["responses"][success].get("content", {}) if success else {}
    return Described(
        method=method,
        path=path,
        summary=operation.get("summary", ""),
        words=operation.get("description", ""),
        parameters=tuple(
            Parameter(each["name"], each["in"], _type(each.get("schema", {})), each.get("required", False))
            for each in operation.get("parameters", [])
        ),
        body=_type(body) if body else "",
        answer=" · ".join(_type(each.get("schema", {})) for each in answer.values()),
    )


def _shapes(schema: dict[str, Any]) -> list[Shape]:
    found = schema["components"]["schemas"]
    return [
        Shape(
            name,
            shape.get("description", ""),
            tuple(
                Parameter(field, "", _type(each), field in shape.get("required", []))
                for field, each in shape.get("properties", {}).items()
            ),
        )
        for name, shape in sorted(found.items())
    ]


def _type(schema: dict[str, Any]) -> str:
    """`string (date)`, `Paper`, `ActRow[]`, `integer | null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return " | ".join(_type(each) for each in schema[choice])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"{_type(schema.get('items', {}))}[]"
    if kind == "object" and schema.get("properties"):
        return "{" + ", ".join(schema["properties"]) + "}"
    return f"{kind} ({schema['format']})" if "format" in schema else kind
