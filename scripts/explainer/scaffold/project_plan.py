"""What a new project holds, from the outline of an article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from explainer.scaffold.file_names import make_unique, normalize_title, slug_of

if TYPE_CHECKING:
    from explainer.article import Metadata, Outline, Part

OPENING = "index.md"
"""The page that explains what an article opens with: its short answer."""

FAQ = "faq.md"
"""The page with the article's questions."""

_RESERVED = {
    "404", "assets", "claims", "comparisons", "corrections", "faq", "glossary", "index", "method",
    "positions", "readme", "rules", "sources", "tags", "timeline", "vocabulary",
}  # fmt: skip
"""What pages of sections are not called, since other things are."""

_WHOLE = "The article"


class SectionPage(NamedTuple):
    """A page for a section of the article: its path in the folder of pages, and its headings."""

    path: str
    title: str
    inner: tuple[str, ...] = ()


class Question(NamedTuple):
    """A question of the article's; `page` is that of the section with its answer, if one has it."""

    title: str
    page: str | None = None


class Stub(NamedTuple):
    """
    A claim that is still to be written.

    `number` counts the sentences under the heading `section`, which is `None` where there is none.
    """

    slug: str
    page: str
    section: str | None
    number: int
    fingerprint: str


class Listed(NamedTuple):
    """A sentence of the article's as `article.yml` has it."""

    fingerprint: str
    section: str | None
    claim: str


class Plan(NamedTuple):
    """
    A new project.

    `language` is the article's, where it is known and not the site's.
    """

    metadata: Metadata
    language: str | None
    sections: tuple[SectionPage, ...]
    questions: tuple[Question, ...]
    stubs: tuple[Stub, ...]
    sentences: tuple[Listed, ...]

    @property
    def missing(self) -> list[str]:
        """What has to be known of the article, and is not, in words."""
        facts = self.metadata
        known = {"title": facts.title, "address": facts.url, "publisher": facts.publisher}
        return [name for name, value in known.items() if not value]


def plan_project(outline: Outline, language: str | None = None) -> Plan:
    """Plan a project for an article; `language` is the article's, where it is not the site's."""
    planner = _Planner(outline)
    for part in outline.parts:
        planner.take(part)
    facts = outline.metadata
    return Plan(
        facts._replace(
            title=normalize_title(facts.title or "") or None,
            publisher=normalize_title(facts.publisher or "") or None,
            authors=tuple(name for each in facts.authors if (name := normalize_title(each))),
        ),
        language,
        tuple(planner.sections),
        tuple(planner.questions),
        tuple(planner.stubs.values()),
        tuple(planner.sentences),
    )


class _Planner:
    def __init__(self, outline: Outline) -> None:
        self.sections: list[SectionPage] = []
        self.questions: list[Question] = []
        self.stubs: dict[str, Stub] = {}
        self.sentences: list[Listed] = []
        self._whole = not outline.of_kind("section")
        self._slugs: set[str] = set()
        self._paths: set[str] = set(_RESERVED)
        self._numbers: Counter[str | None] = Counter()

    def take(self, part: Part) -> None:
        """Take in a part of the article."""
        if part.kind == "question":
            title = normalize_title(part.title) or f"Question {len(self.questions) + 1}"
            page = self._page if part.heads else None
            self.questions.append(Question(title, page))
            self._claims(part, FAQ, f"question-{len(self.questions)}")
        elif part.kind == "faq":
            self._claims(part, FAQ, "questions")
        elif part.kind == "opening" and not self._whole:
            self._claims(part, OPENING, "opening")
        elif part.kind == "section" or part.sentences:
            base = self._section(part)
            self._claims(part, self._page, base)

    @property
    def _page(self) -> str:
        """The page of the section that was last taken in."""
        return self.sections[-1].path if self.sections else OPENING

    def _section(self, part: Part) -> str:
        number = len(self.sections) + 1
        title = normalize_title(part.title) or (
            _WHOLE if part.kind == "opening" else f"Section {number}"
        )
        slug = slug_of(title, "section", self._paths)
        self._paths.add(slug)
        inner = tuple(name for each in part.inner if (name := normalize_title(each)))
        self.sections.append(SectionPage(f"{slug}.md", title, inner))
        # Anchors are made of plain letters, so that these are better ones for claims.
        return slug if slug.isascii() else f"section-{number}"

    def _claims(self, part: Part, page: str, base: str) -> None:
        for number, sentence in enumerate(part.sentences, 1):
            section = normalize_title(sentence.section or "") or None
            self._numbers[section] += 1
            stub = self.stubs.get(sentence.fingerprint)
            if stub is None:
                slug = make_unique(f"{base}-{number}", self._slugs)
                self._slugs.add(slug)
                stub = Stub(slug, page, section, self._numbers[section], sentence.fingerprint)
                self.stubs[sentence.fingerprint] = stub
            self.sentences.append(Listed(sentence.fingerprint, section, stub.slug))
