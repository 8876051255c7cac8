"""
The tools that `explainer mcp` gives to programs that write.

- `arguments`: what a tool takes, as JSON Schema and as a check of what comes in.
- `plain_markdown`: the Markdown that is taken from a program.
- `passage_search`: passages by words, ranked by BM25.
- `open_project`: a project whose files are read again when they have changed.
- `project_pages`: its pages by their paths.
- `answers`: what the tools that only read answer.
- `sentence_check`: a sentence checked before it is written.
- `drafts`: drafts of sources and claims.
- `size_limit`: answers of a bounded size.
- `toolbox`: all tools by their names.
- `server`: the tools as an MCP server; this alone needs the package `mcp`.
"""

from explainer.mcp_tools.open_project import OpenProject
from explainer.mcp_tools.toolbox import Tool, Toolbox

__all__ = ["OpenProject", "Tool", "Toolbox"]
