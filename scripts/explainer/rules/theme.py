"""`THM`: the package's files in a project."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Project
from explainer.rules.registry import Finding, rule


@rule(
    "THM101",
    message="this file was written by explainer {version}, which is older than the one that checks",
    hint="refresh it: `explainer theme --write`",
)
def theme_outdated(project: Project) -> Iterator[Finding]:
    """
    The templates and style sheets that `explainer theme` wrote are those of the package.

    The package's pages and its style sheets change together. A file that was edited since it was
    written is its editor's, and is not checked.

    ```css bad docs/assets/explainer.css
    /* explainer theme 0.1.0 sha256:ebc798ffc52285d156ed43f406fc64e9 */
    .explainer-label { color: gray; }
    ```

    ```css good docs/assets/explainer.css
    /* explainer theme 0.1.0 sha256:ebc798ffc52285d156ed43f406fc64e9 */
    .explainer-label { color: green; }
    ```
    """
    for each in project.outdated:
        yield Finding(each.place, version=each.version)
