"""
The Python-Markdown extension: citations, reference lists, claim pages and generated blocks.

It works in MkDocs and in Zensical, keeps no state between pages and links to `.md` files only. It
never raises because of a page's content: what it cannot resolve is rendered visibly as an error.
"""

from explainer.markdown.extension import ExplainerExtension, makeExtension

__all__ = ["ExplainerExtension", "makeExtension"]
