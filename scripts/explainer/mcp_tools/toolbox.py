"""The tools: their names, what they take, and the functions that answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.mcp_tools import answers, drafts
from explainer.mcp_tools.arguments import Argument, ArgumentError, checked, json_schema
from explainer.mcp_tools.sentence_check import check_sentences
from explainer.mcp_tools.size_limit import bounded
from explainer.model import ALL_VERDICTS, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.mcp_tools.open_project import OpenProject

    Answer = Callable[[OpenProject, Mapping[str, Any]], dict[str, Any]]

_MOST_MARKDOWN = 5_000
_MOST_FOUND = 30
_MOST_LISTED = 200
_FOUND = 8
_LISTED = 50


class Tool(NamedTuple):
    """A tool: `writes` is true where it makes a file."""

    name: str
    title: str
    about: str
    arguments: tuple[Argument, ...]
    answer: Answer
    writes: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        return json_schema(self.arguments)


_READING = (
    Tool(
        "find_passages",
        "Find passages",
        "Finds passages of this project's sources by words, the best first, each with the citation"
        " to write. Only what these passages say may be stated.",
        (
            Argument("words", "text", "Words of the subject, such as 'bridge closure 2025'.",
                     required=True, most=300),
            Argument("limit", "number", "How many passages to give.", most=_MOST_FOUND),
        ),
        lambda project, given: answers.find_passages(
            project.look(), given["words"], given.get("limit", _FOUND)
        ),
    ),
    Tool(
        "show_source",
        "Show a source",
        "Shows a source: its fields, how it was read, its passages, and where each is cited.",
        (Argument("key", "text", "The key, as in [@key#passage].", required=True, most=200),),
        lambda project, given: answers.show_source(project.look(), given["key"]),
    ),
    Tool(
        "check_sentence",
        "Check a sentence before it is written",
        "Checks one or a few Markdown sentences with their citations, before they are written: the"
        " problems with hints, and for each figure, date, name and quotation where the cited"
        " passages have it. Write a sentence only once this answers ok.",
        (
            Argument("text", "text", "The sentences, each with its [@key#passage] behind its full"
                     " stop.", required=True, most=_MOST_MARKDOWN),
            Argument("page", "text", "The page that they are meant for, such as docs/index.md.",
                     most=300),
        ),
        lambda project, given: check_sentences(
            project.look(), given["text"], given.get("page", "")
        ),
    ),
    Tool(
        "check_page",
        "Check a page",
        "Gives the problems of a page as it is on the disk, each with its place and a hint.",
        (Argument("path", "text", "The page, such as docs/index.md.", required=True, most=300),),
        lambda project, given: answers.check_page(project.look(), given["path"]),
    ),
    Tool(
        "explain_rule",
        "Explain a rule",
        "Explains a rule by its code or name, with examples of what it reports and accepts.",
        (Argument("code", "text", "Such as CIT101.", required=True, most=100),),
        lambda _, given: answers.explain_rule(given["code"]),
    ),
    Tool(
        "list_claims",
        "List claims",
        "Lists the claims with their verdicts and evidence, all or those with some words.",
        (
            Argument("words", "text", "Words of the claim.", most=300),
            Argument("verdict", "choice", "Only claims with this verdict.", choices=ALL_VERDICTS),
            Argument("limit", "number", "How many claims to give.", most=_MOST_LISTED),
        ),
        lambda project, given: answers.list_claims(
            project.look(),
            given.get("words", ""),
            given.get("verdict", ""),
            given.get("limit", _LISTED),
        ),
    ),
    Tool(
        "todo",
        "List what is left to do",
        "Shows how much of each page is done, and the problems that are left.",
        (Argument("limit", "number", "How many problems to give.", most=_MOST_LISTED),),
        lambda project, given: answers.todo(project.look(), given.get("limit", _LISTED)),
    ),
)  # fmt: skip

_WRITING = (
    Tool(
        "write_source",
        "Write the draft of a source",
        "Writes the file of a new source with 'draft: yes', which a person has to confirm. Give"
        " only what you have read on its page; 'words' are copied from there exactly.",
        drafts.SOURCE_ARGUMENTS,
        drafts.write_source,
        writes=True,
    ),
    Tool(
        "write_claim",
        "Write the draft of a claim",
        "Writes the page of a new claim with 'draft: yes', which a person has to confirm. It cites"
        " passages that exist; find them first.",
        drafts.CLAIM_ARGUMENTS,
        drafts.write_claim,
        writes=True,
    ),
)


class Toolbox:
    """The tools of a project; those that write only where that is allowed."""

    def __init__(self, project: OpenProject, *, write: bool = False) -> None:
        self._project = project
        self.tools = (*_READING, *(_WRITING if write else ()))

    def call(self, name: str, arguments: object) -> dict[str, Any]:
        """
        The answer of a tool, of a bounded size.

        Raises `ArgumentError` for an unknown tool and for arguments that it does not take, and what
        the tool raises: `CannotCheckError`, or `OSError`.
        """
        tools = {tool.name: tool for tool in self.tools}
        tool = tools.get(name)
        if tool is None:
            close = nearest(name, tools)
            hint = f"did you mean {close!r}?" if close else f"there is {', '.join(tools)}"
            if name in {each.name for each in _WRITING}:
                hint = "it is there where `explainer mcp` was started with --write"
            message = f"there is no tool {name[:60]!r}; {hint}"
            raise ArgumentError(message)
        return bounded(tool.answer(self._project, checked(arguments, tool.arguments)))
