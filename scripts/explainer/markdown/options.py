"""
The options of the extension, with their documentation.

The extension's defaults, the validation of `mkdocs.yml` and the maintainers' page use them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from explainer.yaml_schema import Field


class Option(NamedTuple):
    """
    One option.

    `kind` is `text`, `yes or no`, `words` (a mapping), `patterns`, `entries` (records of `fields`)
    or `one of` with `choices`. `otherwise` describes the effect of the default.
    """

    name: str
    kind: str
    default: Any
    otherwise: str
    guidance: str
    good: str
    bad: str
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


IGNORE_FIELDS = (
    Field(
        "rules",
        "text",
        guidance="Codes, names or families of rules, as a list or separated by commas.",
        good="EVI103, EVI104",
        bad="all",
    ),
    Field(
        "url",
        "text",
        guidance="A regular expression that is searched for in the URLs of links: as they are"
        " written, and as paths below the site's root, such as `/heat/#warming`. Without `rules`"
        " nothing is said of these links, and with `--web` no request is sent.",
        good="^https://social\\.example/",
        bad="https://social.example/*",
    ),
    Field(
        "pages",
        "text",
        guidance="Patterns of the pages, or of the files of the built site, on which they are"
        " ignored, as for `require`; everywhere where there is none.",
        good="history/",
        bad="docs/history/",
    ),
    Field(
        "reason",
        "text",
        guidance="Why these problems are meant to stay, for whoever has to judge whether that still"
        " holds.",
        good="The names in it are those of the town's own streets.",
        bad="not needed",
        required=True,
    ),
)
"""The fields of an entry of the option `ignore`: it has `rules`, a `url`, or both."""

REMAP_FIELDS = (
    Field(
        "url",
        "text",
        guidance="A regular expression that is searched for in the URLs of links, as they are"
        " written.",
        good="^https://heat\\.example/v2/",
        bad="heat",
        required=True,
    ),
    Field(
        "to",
        "text",
        guidance="What is put in place of what it finds, with `$1` for the first group. The link is"
        " checked as if the page had this URL.",
        good="/",
        bad="site/",
        required=True,
    ),
    Field(
        "reason",
        "text",
        guidance="Why the link is right as it is written.",
        good="The release is published there, and checked here before.",
        bad="needed",
        required=True,
    ),
)
"""The fields of an entry of the option `remap`."""

REVIEW_ENTRY_FIELDS = (
    Field(
        "pages",
        "text",
        guidance="Patterns of pages, as for `require`.",
        good="claims/",
        bad="docs/claims/",
        required=True,
    ),
    Field(
        "people",
        "one of",
        guidance="How many people have to read each sentence there: one, where it does not say.",
        good="2",
        bad="all",
        choices=("1", "2"),
    ),
)
"""The fields of an entry of the option `review`."""

OPTIONS = (
    Option(
        "require",
        "patterns",
        [],
        "all pages",
        "The pages in which every sentence needs a citation or a label: patterns as in"
        " `.gitignore`, as MkDocs has them for `exclude_docs`, below the folder of pages. One"
        " behind an exclamation mark takes pages out; where all are such, the rest is required."
        " What a page does cite is checked everywhere.",
        "[explained/, faq.md]",
        "[docs/explained/]",
    ),
    Option(
        "ignore",
        "entries",
        [],
        "nothing",
        "Problems that are meant to stay: rules, pages or URLs of links, and a reason.",
        "[{rules: EVI103, pages: history/, reason: The names are the town's own.}]",
        "[EVI103]",
        fields=IGNORE_FIELDS,
    ),
    Option(
        "remap",
        "entries",
        [],
        "none",
        "URLs that `explainer links` checks as if they were other ones: a regular expression, what"
        " is put in its place, and a reason.",
        "[{url: '^https://heat\\.example/v2/', to: /, reason: It is published there.}]",
        "[heat.example]",
        fields=REMAP_FIELDS,
    ),
    Option(
        "review",
        "entries",
        [],
        "none",
        "Pages on which people have to read each sentence beside what it cites, with"
        " `explainer review`: patterns of pages, and whether one or two people. A plain check"
        " reports a page on which some have not.",
        "[{pages: explained/, people: 2}]",
        "[claims/]",
        fields=REVIEW_ENTRY_FIELDS,
    ),
    Option(
        name="in_text",
        kind="yes or no",
        default=False,
        otherwise="only where the key is known",
        guidance="Whether an at sign and a name in running text, such as `@ipcc`, always cite, so"
        " that a misspelt one is found. Otherwise it is one where the key is that of a source or a"
        " claim, or a label, and else it stays text.",
        good="yes",
        bad="always",
    ),
    Option(
        "references",
        "one of",
        "page",
        "page",
        "Who shows the list of references: the page itself, or the theme's template, which finds it"
        " as `page.meta.references`, after `page.meta.claim_foot` on the page of a claim.",
        "template",
        "theme",
        choices=("page", "template"),
    ),
    Option(
        "language",
        "text",
        "en",
        "English",
        "The language of the words that the extension adds, and of dates, by its code. Where there"
        " are no words of it, they are English.",
        "en",
        "English",
    ),
    Option(
        "words",
        "words",
        {},
        "those of the language",
        "Words to use in place of the language's own, by the same keys.",
        "{references: Sources and notes}",
        "Sources and notes",
    ),
    Option(
        "bibliography",
        "text",
        "sources/index.md",
        "sources/index.md",
        "The page with the block `sources`, to which references lead if it is there.",
        "literature.md",
        "docs/literature.md",
    ),
    Option(
        "ledger",
        "text",
        "claims/index.md",
        "claims/index.md",
        "The page with the block `claims`, to which claims lead if it is there.",
        "verdicts.md",
        "docs/verdicts.md",
    ),
    Option(
        "glossary",
        "text",
        "glossary.md",
        "glossary.md",
        "The page whose definition lists explain the terms of all others, if it is there.",
        "words.md",
        "docs/words.md",
    ),
    Option(
        "docs_dir",
        "text",
        "docs",
        "docs",
        "The folder of pages, for a generator that does not name it; MkDocs and Zensical do.",
        "pages",
        "/",
    ),
)
"""All options that a project may set."""

KINDS = {
    "text": "a text",
    "yes or no": "yes or no",
    "words": "a mapping",
    "patterns": "a list of patterns",
    "entries": "a list of entries",
    "one of": "one of the choices",
}
"""What a value must be, by the kind of its option, for messages."""


def fields() -> tuple[Field, ...]:
    """The options as fields, for the block `fields`."""
    return tuple(
        Field(
            option.name,
            "list" if option.fields else "text",
            guidance=f"{option.guidance} It is {KINDS[option.kind]}; without it:"
            f" {option.otherwise}.",
            good=option.good,
            bad=option.bad,
            choices=option.choices,
            fields=option.fields,
        )
        for option in OPTIONS
    )
