"""
What a change does to the evidence: a project before and after it.

- `snapshot`: what a comparison needs of a project: sentences, claims, sources, problems.
- `sentence_changes`: the sentences of a page, before and after.
- `comparison`: two snapshots compared, by page, claim and source.
- `markdown_text`: a comparison as Markdown for a pull request.
- `json_values`: a comparison as values of JSON.
- `git_revisions`: a revision of a repository in a folder of its own.
"""

from explainer.project_diff.comparison import Comparison, compare
from explainer.project_diff.git_revisions import RevisionError, checked_out
from explainer.project_diff.json_values import to_json
from explainer.project_diff.markdown_text import render
from explainer.project_diff.snapshot import Snapshot, take_snapshot

__all__ = [
    "Comparison",
    "RevisionError",
    "Snapshot",
    "checked_out",
    "compare",
    "render",
    "take_snapshot",
    "to_json",
]
