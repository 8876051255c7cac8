"""
Problems where they stand, while a site is served: in the pages themselves and in the terminal.

`watcher` looks for changes of an open project and says which problems it has now, `page_problems`
says which of them concern a page and where they stand in its text, and `server` hands them to the
script that the Markdown extension adds to each page of a preview. A build has none of it.
"""

from explainer.preview.page_problems import ShownProblem, problems_on_page
from explainer.preview.server import PreviewServer
from explainer.preview.watcher import Watcher

__all__ = ["PreviewServer", "ShownProblem", "Watcher", "problems_on_page"]
