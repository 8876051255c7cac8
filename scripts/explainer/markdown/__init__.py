"""
The Python-Markdown extension: citations, reference lists, claims, and blocks of what there is.

It works in MkDocs and in Zensical, keeps no state between pages, emits links to `.md` files only,
and never raises on what a page says: what it cannot resolve stays visible.
"""

from explainer.markdown.extension import ExplainerExtension, makeExtension

__all__ = ["ExplainerExtension", "makeExtension"]
