"""A site as there are many: a hundred pages on stock Material, which know nothing of citations."""

from __future__ import annotations

SETTINGS = """\
site_name: Bridge tools
site_url: https://tools.example/
repo_url: https://github.com/bridge/tools
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-sunny, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-night, name: Light}
  features:
    - navigation.sections
    - content.code.copy
exclude_docs: |
  /drafts/
plugins:
  - search
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
  - pymdownx.arithmatex:
      generic: true
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight:
      anchor_linenums: true
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink:
      repo_url_shorthand: true
      social_url_shorthand: true
      user: bridge
      repo: tools
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.snippets:
      base_path: [.]
      auto_append: [includes/names.md]
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist:
      custom_checkbox: true
  - pymdownx.tilde
"""

NAMES = """\
*[CLI]: Command line interface
*[SVG]: Scalable Vector Graphics

[@mdi/svg]: https://www.npmjs.com/package/@mdi/svg
[@fastify/static]: https://www.npmjs.com/package/@fastify/static
"""

GUIDE = """\
---
title: Guide {number}
tags: [guide]
---
# Guide {number}

This guide sets up part {number} of the tool for a girder.
It takes {number} minutes, or 1.5 hours with tests.

!!! note "Before you begin"

    You need version {number}.2 or later. Ask @alice-{number} or (@bob) if you have none.

=== "Linux"

    Run the installer as `root@host`, then log in:

    ```sh title="install.sh"
    ssh admin@host{number}.example   # @todo: keys
    npm install @scope/package-{number}
    ```

=== "Windows"

    Use the package @scope/package-{number} from the store, e.g. with ++ctrl+alt+{number}++.

??? question "Why does it need @types/node?"

    It is written in a language that compiles, see [@types/node](https://types.example/node).

- [x] Install it, as @carol asked
- [ ] Write to tools-{number}@bridge.example
    1. at once
    2. or later, by 5 @ noon

The CLI has {number} commands[^1]. Icons come from [@mdi/svg], and
[the static server][@fastify/static] is another's.

[^1]: Thanks to @dave/tools for one of them.
"""

REFERENCE = """\
# `tools.part{number}`

## `@route(path, *, method="GET")` {{#route}}

Decorates a handler. Raises `ValueError` where *path* is empty.

| Name | Type | Default |
|------|------|---------|
| `path` | `str` | |
| `method` | `str` | `"GET"` |
| owner | @team-{number} | @bridge |

```python hl_lines="2"
@route("/part/{number}")
def handler(request):
    return [@ for _ in request]  # shown as it is
```

Term
:   What it means, for @erin and others.

$$
x_{number} = \\frac{{1}}{{2}}
$$
"""

POST = """\
---
date: 2025-03-{day:02}
authors: [frank]
---
# What is new in {number}.0

Thanks to @frank, @grace-hopper and @heidi_ for #{number}, bridge/tools#{number} and @bridge/tools.
As @ivan wrote on the 4th of May 2025: "It works @ last." :smile:

> Quoted from a reader, who signs as @judy.

<div class="grid cards" markdown>

-   :material-clock-fast:{{ .lg }} __Fast__

    ---

    Set up in {number} minutes.

-   __Small__

    ---

    No more than {number} kB, says @mallory.

</div>

<p>Raw HTML, by @niaj, with <a href="mailto:olivia@bridge.example">an address</a>.</p>

More in https://social.example/@peggy and at <https://social.example/@peggy/{number}>.
"""

INDEX = """\
# Part {number}

- [Guide](../guides/guide-{number}.md)
- [Post](../blog/post-{number}.md)
"""

OTHERS = {
    "docs/index.md": "# Bridge tools\n\nTools for bridges, by @bridge and friends.\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/old.md": (
        "---\nsearch: {exclude: true}\n---\n"
        '<meta http-equiv="refresh" content="0; url=../guides/guide-1/">\n'
    ),
    "docs/license.md": '# Licence\n\n```text\n--8<-- "LICENSE"\n```\n',
    "docs/glossary.md": "# Glossary\n\nGirder\n:   A beam, as @ruth says.\n\nCLI\n:   A prompt.\n",
    "docs/drafts/plan.md": "# Plan\n\nNobody reads this.\n",
    "includes/names.md": NAMES,
    "LICENSE": "Do what you like. No warranty is given.\n",
    "mkdocs.yml": SETTINGS,
}

PAGES = 100
"""So many pages become part of the site."""


def site() -> dict[str, str]:
    """The files of the site by their paths."""
    files = dict(OTHERS)
    for number in range(1, 35):
        files[f"docs/guides/guide-{number}.md"] = GUIDE.format(number=number)
    for number in range(1, 31):
        files[f"docs/blog/post-{number}.md"] = POST.format(number=number, day=1 + number % 28)
    for number in range(1, 22):
        files[f"docs/reference/part-{number}.md"] = REFERENCE.format(number=number)
    for number in range(1, 11):
        files[f"docs/parts/part-{number}.md"] = INDEX.format(number=number)
    return files
