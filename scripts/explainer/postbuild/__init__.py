"""
What is done to a built site: files for machines, lighter pages, a policy, pages of sources.

MkDocs and Zensical build the same site; this runs after either of them, on the folder of HTML, and
makes everything from the project that the checks read. `pipeline.STEPS` lists what is done, in its
order; each step is one function in one module, takes a `BuiltSite` and changes it in memory. All is
written at the end.
"""

from explainer.postbuild.built_site import BuiltPage, BuiltSite, PostbuildError
from explainer.postbuild.pipeline import complete

__all__ = ["BuiltPage", "BuiltSite", "PostbuildError", "complete"]
