"""The foot of a page: how to cite it, and where to report a mistake."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from explainer.bibliography.formats import FORMATS
from explainer.postbuild.page_days import last_checked
from explainer.postbuild.page_edits import append_html, escaped
from explainer.postbuild.page_text import text_of, titled_articles
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from explainer.markdown.translations import Translations
    from explainer.postbuild.built_site import BuiltPage, BuiltSite
    from explainer.sources import Values

_SHOWN = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}


def add_page_feet(site: BuiltSite) -> None:
    """Add the foot to each page."""
    translations = site_words(site.settings)
    for page, article, title in titled_articles(site):
        name = text_of(title)
        parts = [_cite_html(site, page, name, translations)]
        address = report_address(site, page, name, translations)
        if address:
            before = escape(translations.translate("page", "report_sentence"))
            text = escaped(translations.translate("page", "report"))
            parts.append(
                f'<a class="explainer-report" href="{escape(address)}" data-before="{before}">'
                f"{text}</a>"
            )
        words = "".join(
            f' data-{name.replace("_", "-")}="{escape(translations.translate("page", name))}"'
            for name in ("copy", "copy_link", "copied")
        )
        append_html(
            article,
            f'<div class="explainer-page-foot" data-search-exclude=""{words}>'
            f'{"".join(parts)}<p class="explainer-heard" role="status"></p></div>',
        )


def report_address(site: BuiltSite, page: BuiltPage, name: str, translations: Translations) -> str:
    """
    Where a mistake on a page is reported, filled in with the page's title and URL.

    That is the repository's form for a new issue, or an e-mail; empty where the settings have
    neither. GitLab's form has its own address; those of GitHub, Forgejo and Gitea are the same.
    """
    title = translations.translate("page", "report_title", title=name)
    address = site.absolute(page.url) or page.path
    body = "\n\n".join(
        [
            translations.translate("page", "report_page", address=address),
            translations.translate("page", "report_sentence"),
            translations.translate("page", "report_wrong"),
        ]
    )
    repository = site.settings.repo_url.rstrip("/")
    if repository and "gitlab" in (urlsplit(repository).hostname or ""):
        values = {"issue[title]": title, "issue[description]": f"{body} "}
        return f"{repository}/-/issues/new?{_query(values)}"
    if repository:
        return f"{repository}/issues/new?{_query({'title': title, 'body': f'{body} '})}"
    if site.settings.report_email:
        values = {"subject": title, "body": f"{body} "}
        return f"mailto:{quote(site.settings.report_email, safe='@')}?{_query(values)}"
    return ""


def citation_of(site: BuiltSite, page: BuiltPage, name: str) -> Values:
    """A page as a source, for bibliographies."""
    checked = site.checked_page(page)
    values: Values = {"type": "webpage", "title": name, "language": site.settings.language}
    if site.settings.site_name:
        values["container-title"] = site.settings.site_name
    day = last_checked(site, page, checked) if checked else ""
    if day:
        values["issued"] = day
    if site.settings.site_url:
        values["URL"] = site.absolute(page.url)
    return values


def _cite_html(site: BuiltSite, page: BuiltPage, name: str, translations: Translations) -> str:
    values = citation_of(site, page, name)
    texts = {translations.translate("page", "text"): _in_words(values, translations)}
    key = page.url.strip("/").replace("/", "-").removesuffix(".html") or "start"
    for form, shown in _SHOWN.items():
        texts[shown] = FORMATS[form].write({key: values}).strip()
    # One line: nobody reads it.
    texts[_SHOWN["csl-json"]] = json.dumps(
        json.loads(texts[_SHOWN["csl-json"]]), ensure_ascii=False
    )
    listed = "".join(
        f"<dt>{escaped(shown)}</dt><dd><pre>{escaped(text)}</pre></dd>"
        for shown, text in texts.items()
    )
    summary = escaped(translations.translate("page", "cite"))
    return (
        '<details class="explainer-fold explainer-cite-page">'
        f"<summary>{summary}</summary><dl>{listed}</dl></details>"
    )


def _in_words(values: Values, translations: Translations) -> str:
    """A page in one line, as a reader would cite it."""
    parts = [str(values["title"]).rstrip("."), str(values.get("container-title", ""))]
    if "issued" in values:
        parts.append(translations.date(str(values["issued"])))
    parts.append(str(values.get("URL", "")))
    return ". ".join(filter(None, parts))


def _query(values: dict[str, str]) -> str:
    # As a browser's own function does it, whose result the script looks for.
    return "&".join(
        f"{quote(name, safe='')}={quote(text, safe=chr(39) + '!()*~')}"
        for name, text in values.items()
    )
