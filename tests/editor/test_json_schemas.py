"""The JSON Schemas accept what the checks accept, and name what they refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import fastjsonschema
import pytest
import yaml

import editing
import projects
from explainer.claims import front_matter
from explainer.editor.file_kinds import KINDS, kind_of
from explainer.editor.json_schemas import FILES, schemas
from explainer.markdown.options import OPTIONS
from explainer.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VALIDATE: dict[str, Callable[[Any], Any]] = {
    name: fastjsonschema.compile(schema) for name, schema in schemas().items()
}


class Loader(yaml.SafeLoader):
    """Reads days as texts, as what editors use does, and tags of MkDocs as nothing."""


Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def load(text: str) -> Any:  # noqa: ANN401  (whatever it holds)
    """The values of a YAML text."""
    return yaml.load(text, Loader)  # noqa: S506  (it is a safe one)


def files() -> Iterator[tuple[str, str, str]]:
    """Each file with fields of the small sites: its site, its path, and the name of its kind."""
    for subject in projects.SUBJECTS:
        settings = read_settings(projects.SITES / subject)
        for path in sorted((projects.SITES / subject).rglob("*")):
            named = path.relative_to(projects.SITES / subject).as_posix()
            kind = kind_of(named, settings) if path.is_file() else None
            if kind and kind.name != "page":
                yield subject, named, kind.name


@pytest.mark.parametrize(("subject", "path", "kind"), [*files()])
def test_files_of_explainers(subject: str, path: str, kind: str) -> None:
    """What a finished explainer has is valid."""
    text = (projects.SITES / subject / path).read_text(encoding="utf-8")
    fields = text[slice(*front_matter(text))] if path.endswith(".md") else text

    VALIDATE[kind](load(fields))


def test_good_examples() -> None:
    """The example of each field is a value that its schema accepts."""
    for kind in KINDS:
        properties = schemas()[kind.name]["properties"]
        # The options of the settings have a test of their own, and records are examples of others.
        for field in kind.fields if kind.name != "settings" else ():
            if field.good and not field.fields:
                is_list = field.kind in {"list", "groups"}
                fastjsonschema.compile(properties[field.name])(
                    load(field.good) if is_list else field.good
                )
                assert field.guidance in properties[field.name]["description"]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_options(option: Any) -> None:  # noqa: ANN401
    """The example of each option is valid, and an option that there is not is none."""
    validate = VALIDATE["settings"]

    validate(settings({option.name: load(option.good)}))
    validate({"site_name": "Heat", "markdown_extensions": ["explainer.markdown", "tables"]})
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validate(settings({f"{option.name}x": load(option.good)}))


def settings(options: dict[str, Any]) -> dict[str, Any]:
    """Settings with these options of the extension."""
    return {"markdown_extensions": [{"explainer.markdown": options}]}


WRONG = [
    ("source", {"titel": "Heat"}),
    ("source", {"type": "reprot"}),
    ("source", {"issued": "May 2024"}),
    ("source", {"passages": "all"}),
    ("claim", {"verdict": "true"}),
    ("article", {"URL": "example.org"}),
    ("vocabulary", {"same": ["Kelvin"]}),
]


@pytest.mark.parametrize(("kind", "values"), WRONG)
def test_slips(kind: str, values: dict[str, Any]) -> None:
    """A field that there is not, and a value that cannot be, are found."""
    schema = {**schemas()[kind], "required": []}

    with pytest.raises(fastjsonschema.JsonSchemaException, match="must contain"):
        VALIDATE["source"]({"title": "Heat"})
    with pytest.raises(fastjsonschema.JsonSchemaException):
        fastjsonschema.compile(schema)(values)


def test_command(tmp_path: Path) -> None:
    """The command lists the kinds, prints one schema, or writes them all."""
    listed = projects.run(tmp_path, "schema")
    printed = projects.run(tmp_path, "schema", "source")
    written = projects.run(tmp_path, "schema", "--write", "schemas")
    unknown = projects.run(tmp_path, "schema", "sauce")
    found = sorted(path.name for path in (tmp_path / "schemas").iterdir())

    assert [line.split() for line in listed.output.splitlines()] == list(map(list, FILES.items()))
    assert json.loads(printed.output) == schemas()["source"]
    assert written.output == f"{len(FILES)} files written to schemas.\n"
    assert found == sorted(f"{name}.schema.json" for name in FILES)
    assert (unknown.exit_code, unknown.output.split("; ")[0]) == (
        2,
        "error: there is no schema 'sauce'",
    )


def test_the_small_project_is_valid() -> None:
    """What the other tests of editors write is valid, too."""
    VALIDATE["source"](load(editing.NOAA))
    VALIDATE["settings"](load(editing.FILES["mkdocs.yml"]))
