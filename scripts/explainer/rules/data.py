"""`DAT`: data files."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Project
from explainer.rules.registry import Found, rule


@rule("DAT101", message="{message}", hint="{hint}")
def data_malformed(project: Project) -> Iterator[Found]:
    """
    A data file is YAML, and holds only what the schema knows, in the form that it asks for.

    What its rows state is checked like any sentence on the page that shows them, and reported at
    its line in the file.

    ```yml bad docs/timeline.yml
    events:
      - date: last spring
        category: huawei
        event: It warmed. [@ipcc#warming]
    ```

    ```yml good docs/timeline.yml
    events:
      - date: 2023-03
        category: huawei
        event: It warmed. [@ipcc#warming]
    ```
    """
    for invalid in project.invalid_data:
        yield Found(invalid.place, message=invalid.message, hint=invalid.hint)
