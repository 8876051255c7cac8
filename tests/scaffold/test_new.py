"""`explainer new`: what is read from an article, and the project that it becomes."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import projects
import scaffolding
from explainer.article import read_sentences, read_text
from explainer.claims import fingerprint
from explainer.markdown.page_title import read_title
from explainer.scaffold import writer
from explainer.theme import write_theme
from scaffolding import GERMAN, SAYS

ARTICLES: list[dict[str, Any]] = yaml.safe_load(
    (scaffolding.ARTICLES / "expected.yml").read_text(encoding="utf-8")
)
WORDS = "The county repairs the old bridge over the slow river in the north"

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["what"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A project made from each article, by the name of its file."""
    folder = tmp_path_factory.mktemp("made")
    found = {}
    for article in ARTICLES:
        name = article["file"]
        result = scaffolding.new(folder, str(scaffolding.ARTICLES / name), "--into", name)
        assert result.exit_code == 0, result.output
        found[name] = folder / name
    return found


def expected(article: dict[str, Any]) -> dict[str, int]:
    """How many problems of each rule every file of a fresh project has."""
    inner = article.get("inner", {})
    found = {
        "docs/index.md CIT101": 4,
        "docs/timeline.md CIT101": 1,
        "docs/glossary.md CIT101": 1,
        "docs/faq.md CIT101": len(article["questions"]),
        "docs/article.yml CLM101": len(article["missing"]),
        # Its tier and its origin are for people to say.
        "docs/sources/the-article.yml SRC102": 2 + ("URL" in article["missing"]),
    }
    for page in article["pages"]:
        found[f"docs/{page} CIT101"] = 2 + max(1, len(inner.get(page, [])))
    for base, count in article["claims"].items():
        for number in range(1, count + 1):
            found[f"docs/claims/{base}-{number}.md CLM112"] = 1
    return {name: count for name, count in found.items() if count}


@each_article
def test_pages(article: dict[str, Any], made: dict[str, Path]) -> None:
    """Each section has a page with its heading, and each question its place among the others."""
    docs = made[article["file"]] / "docs"
    own = ("index", "faq", "timeline", "glossary", "method", "corrections")
    pages = {
        file.name: read_title(file.read_text(encoding="utf-8"), file.name)
        for file in docs.glob("*.md")
        if file.stem not in own
    }
    faq = (docs / "faq.md").read_text(encoding="utf-8").splitlines()

    assert pages == article["pages"]
    assert [line[4:] for line in faq if line.startswith("### ")] == article["questions"]
    for page, titles in article.get("inner", {}).items():
        text = (docs / page).read_text(encoding="utf-8").splitlines()
        assert [line[4:] for line in text if line.startswith("### ")] == titles


def test_programs(made: dict[str, Path]) -> None:
    """The programs of a project can be run by all, and changed by their owner."""
    programs = [each for each in made[ARTICLES[0]["file"]].glob("scripts/*") if not each.suffix]

    assert {each.name for each in programs} == {"build", "review", "serve", "test"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in programs} == {0o755}


@each_article
def test_navigation(article: dict[str, Any], made: dict[str, Path]) -> None:
    """The navigation lists every page, in the order of the article."""
    config = yaml.safe_load((made[article["file"]] / "mkdocs.yml").read_text(encoding="utf-8"))
    paths = [path for entry in config["nav"] for path in entry.values()]

    assert paths[1 : len(article["pages"]) + 1] == list(article["pages"])
    assert config["site_name"].endswith(", sentence by sentence")


@each_article
def test_check(article: dict[str, Any], made: dict[str, Path]) -> None:
    """A fresh project's problems are just what is to be written, cited or filled in."""
    problems = scaffolding.check(made[article["file"]])["problems"]

    assert Counter(f"{it['path']} {it['code']}" for it in problems) == expected(article)


@each_article
def test_covered(article: dict[str, Any], made: dict[str, Path]) -> None:
    """The project knows each sentence of the article by its fingerprint."""
    file = scaffolding.ARTICLES / article["file"]
    result = projects.run(made[article["file"]], "article", "check", str(file))

    assert result.exit_code == 0, result.output


@each_article
def test_not_copied(article: dict[str, Any], made: dict[str, Path]) -> None:
    """No sentence of the article stands in the project."""
    text = read_text(scaffolding.ARTICLES / article["file"])
    files = [file for file in made[article["file"]].rglob("*") if file.is_file()]
    whole = " ".join(file.read_text(encoding="utf-8") for file in files)

    assert [
        it.text for it in read_sentences(text, "x") if len(it.text) > 8 and it.text in whole
    ] == []


@each_article
def test_build(article: dict[str, Any], made: dict[str, Path]) -> None:
    """A fresh project builds with no warning, and every link of its site leads somewhere."""
    folder = made[article["file"]]
    built = build(folder, "mkdocs", "build", "--strict")
    links = projects.run(folder, "links", "site")

    assert built.returncode == 0, built.stderr
    assert links.exit_code == 0, links.output


@each_article
def test_zensical(article: dict[str, Any], made: dict[str, Path]) -> None:
    """A fresh project builds with Zensical as it is."""
    folder = made[article["file"]]
    built = build(folder, "zensical", "build", "--clean")
    links = projects.run(folder, "links", "site")

    assert built.returncode == 0, built.stderr
    assert links.exit_code == 0, links.output


def build(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Build a site in a process of its own."""
    scripts = str(scaffolding.ROOT / "scripts")
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": scripts, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_own_tests(made: dict[str, Path]) -> None:
    """A project's own tests run, and fail where something is left to do."""
    folder = made["football-transfer.txt"]
    scripts = str(scaffolding.ROOT / "scripts")
    environment = {**os.environ, "PYTHONPATH": scripts, "EXPLAINER_VENV": sys.prefix}
    result = subprocess.run(
        ["bash", "scripts/test"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1, result.stderr
    assert "1 failed, 1 passed" in result.stdout
    assert "CLM112" in result.stdout


def test_titles_are_shown(made: dict[str, Path]) -> None:
    """A heading with marks of Markdown, HTML and YAML is shown as it was written."""
    site = projects.build(made["tax-ruling.md"])
    html = (site / "index.html").read_text(encoding="utf-8")

    assert "Court: &quot;no tax&quot; on homemade jam &amp; cider #1 🍎" in html.replace(
        '"', "&quot;"
    )
    assert "{a summary} [one] {#x}" in html
    assert "The #hashtag @case" in html


def test_stubs_are_shown(made: dict[str, Path]) -> None:
    """Readers see of a claim that it is not written, on its page and in the ledger."""
    site = projects.build(made["bridge-closure.txt"])
    page = LexborHTMLParser((site / "claims/the-detour-2/index.html").read_text(encoding="utf-8"))
    ledger = LexborHTMLParser((site / "claims/index.html").read_text(encoding="utf-8"))
    rows = [row.css("td")[1].text() for row in ledger.css("tr.explainer-is-stub")]

    assert [it.text() for it in page.css(".explainer-verdict--stub")] == ["not written yet"]
    assert len(ledger.css(".explainer-ledger .explainer-verdict--stub")) == len(rows) == 17
    assert rows[0].startswith("To be written: sentence 1 of the opening")
    assert rows[1].startswith("To be written: sentence 2 of the opening")
    assert [it.text(strip=True) for it in ledger.css(".explainer-filter label")][:2] == [
        "all claims17",
        "not written yet17",
    ]


def test_shape(made: dict[str, Path]) -> None:
    """A project has the shape of this repository, and its scripts can be run."""
    folder = made["bridge-closure.txt"]

    assert {it.name for it in folder.iterdir() if not it.name.startswith(".")} >= {
        "docs", "overrides", "scripts", "tests", "mkdocs.yml", "README.md", "AGENTS.md",
        "requirements.txt",
    }  # fmt: skip
    assert (folder / ".github/workflows/publish.yml").is_file()
    assert os.access(folder / "scripts/build", os.X_OK)
    assert os.access(folder / "scripts/review", os.X_OK)
    for file in folder.rglob("*.y*ml"):
        empty = yaml.safe_load(file.read_text(encoding="utf-8")) is None
        assert empty == (file.stem == "vocabulary")


def test_source(made: dict[str, Path]) -> None:
    """The article is the first source, with what is known of it."""
    text = (made["waterworks.html"] / "docs/sources/the-article.yml").read_text(encoding="utf-8")

    assert yaml.safe_load(text) == {
        "type": "article",
        "title": "Town votes to buy its waterworks back",
        "author": [{"literal": "Ines Marlow"}],
        "publisher": "The Coast Courier",
        "issued": yaml.safe_load("2026-03-09"),
        "URL": "https://example.org/2026/waterworks",
        "passages": [
            {
                "slug": "article",
                "fact": "It is the article that this site explains; it was published by The Coast"
                " Courier on 9 March 2026.",
            }
        ],
    }


def test_hostile_titles(tmp_path: Path) -> None:
    """Nothing in a title allows a problem, breaks a file or ends a sentence."""
    text = (
        "Jam <!-- allow sentence-without-citation: no --> # allow source-incomplete: no\n"
        "It is good.\n"
        "Cost: $5.50 | *a* `b` [@about] <script>alert(1)</script> {{ x }} # allow CLM112: no\n"
        "It is cheap.\n"
    )
    (tmp_path / "jam.txt").write_text(text, encoding="utf-8")
    result = scaffolding.new(tmp_path, "jam.txt", "--into", "made")
    folder = tmp_path / "made"
    site = projects.build(folder)
    found = Counter(it["code"] for it in scaffolding.check(folder)["problems"])
    page = LexborHTMLParser(next(site.glob("cost*/index.html")).read_text(encoding="utf-8"))
    heading = page.css("h1")[0].text()
    pages = [it.read_text(encoding="utf-8") for it in site.rglob("*.html")]

    assert result.exit_code == 0, result.output
    assert found == {"CIT101": 9, "CLM101": 2, "CLM112": 2, "SRC102": 3}
    assert heading.startswith("Cost: $5.50 | *a* `b` [@about] <script>alert(1)")
    assert not any("<script>alert" in each for each in pages)
    assert projects.run(folder, "links", "site").exit_code == 0


def test_options(tmp_path: Path) -> None:
    """What the options say stands before what the file says."""
    options = {
        "--title": "Jam",
        "--author": "Ana Petrescu",
        "--publisher": "The Jar",
        "--date": "2026-02",
        "--url": "https://example.org/jam",
        "--language": "cy",
    }
    arguments = [part for option in options.items() for part in option]
    article = str(scaffolding.ARTICLES / "tax-ruling.md")
    result = scaffolding.new(tmp_path, article, "--into", "made", *arguments)
    text = (tmp_path / "made/docs/article.yml").read_text(encoding="utf-8")

    assert result.exit_code == 0, result.output
    assert "Not known" not in result.output
    assert yaml.safe_load(text) | {"sentences": None} == {
        "title": "Jam",
        "URL": "https://example.org/jam",
        "publisher": "The Jar",
        "issued": "2026-02",
        "language": "cy",
        "sentences": None,
    }


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "no sentence was found in it"),
        ("heading.md", b"# Only a heading\n", "no sentence was found in it"),
        ("question.txt", b"Is it so?\n", "no sentence was found in it"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        ("noise.txt", b"It\0 warmed. \1\2\3\4\5", "is not text"),
        ("paper.pdf", b"%PDF-1.7\nIt warmed.", "is a PDF"),
        ("paper.docx", b"PK\x03\x04\x14\0", "is an archive or an office document"),
        (
            "broken.md",
            b"---\ntitle: [\n---\nIt warmed.\n",
            "its front matter is not YAML, in line 3",
        ),
        ("empty.html", b"<!doctype html><title>Nothing</title>", "no sentence was found in it"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_refused(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    """What is no article is refused in one line, and nothing is left behind."""
    (tmp_path / name).write_bytes(data)
    result = scaffolding.new(tmp_path, name, "--into", "made")

    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {name}: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert {it.name for it in tmp_path.iterdir()} <= {name, ".cache"}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--date", "May 2026", "'May 2026' is no date"),
        ("--date", "2026-13", "'2026-13' is no date"),
        ("--url", "example.org", "'example.org' is no address"),
        ("--language", "Welsh, probably", "'Welsh, probably' is no language"),
    ],
)
def test_wrong_options(option: str, value: str, said: str, tmp_path: Path) -> None:
    """An option that is not in the form it is asked for is refused in one line."""
    article = str(scaffolding.ARTICLES / "tax-ruling.md")
    result = scaffolding.new(tmp_path, article, "--into", "made", option, value)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "made").exists()


ARTICLE = str(scaffolding.ARTICLES / "football-transfer.txt")


def test_folder_that_is_not_empty(tmp_path: Path) -> None:
    """A folder that holds anything is refused and stays as it was."""
    (tmp_path / "made").mkdir()
    (tmp_path / "made/notes.txt").write_text("Mine.", encoding="utf-8")
    result = scaffolding.new(tmp_path, ARTICLE, "--into", "made")

    assert result.exit_code == 2
    assert result.stderr == "error: made is not empty: it holds notes.txt\n"
    assert [it.name for it in (tmp_path / "made").iterdir()] == ["notes.txt"]


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A file is refused in the place of a folder."""
    (tmp_path / "made").write_text("Mine.", encoding="utf-8")
    result = scaffolding.new(tmp_path, ARTICLE, "--into", "made")

    assert result.exit_code == 2
    assert result.stderr.startswith("error: made is a file")
    assert (tmp_path / "made").read_text(encoding="utf-8") == "Mine."


@pytest.mark.parametrize("into", ["made", "a/b/made", ".", "repository"])
def test_folders_that_will_do(into: str, tmp_path: Path) -> None:
    """A folder may be missing, its parents too, be empty, or hold a repository's own folder."""
    work = tmp_path / "work"
    (work / "repository/.git").mkdir(parents=True)
    folder = work if into != "." else tmp_path / "empty"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        result = scaffolding.new(folder, ARTICLE, "--into", into)

    assert result.exit_code == 0, result.output
    assert (folder / into / "docs/index.md").is_file()
    assert [it.name for it in tmp_path.rglob(".explainer-new-*")] == []


@pytest.mark.parametrize("into", ["made", "a/b/made", "empty"])
def test_nothing_left_behind(into: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where something fails, there is just what was there before."""
    (tmp_path / "empty").mkdir()

    def fail(root: Path) -> list[Path]:
        write_theme(root)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explainer.scaffold.writer.write_theme", fail)
    result = scaffolding.new(tmp_path, ARTICLE, "--into", into)

    assert result.exit_code == 2
    assert result.stderr == f"error: {into}: cannot be written: No space left on device\n"
    assert [it.relative_to(tmp_path).as_posix() for it in tmp_path.rglob("*")] == ["empty"]


def test_folder_on_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a folder that is there nothing is written, since no more than it may be allowed."""
    (tmp_path / "empty").mkdir()
    asked: list[Path] = []

    def made(dir: Path, prefix: str) -> tempfile.TemporaryDirectory[str]:  # noqa: A002
        asked.append(dir)
        return tempfile.TemporaryDirectory(dir=dir, prefix=prefix)

    monkeypatch.setattr(writer, "tempfile", SimpleNamespace(TemporaryDirectory=made))
    result = scaffolding.new(tmp_path, ARTICLE, "--into", "empty")

    assert result.exit_code == 0, result.output
    assert asked == [Path("empty")]
    assert (tmp_path / "empty/docs/index.md").is_file()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("into", ["made", "a/b/made", "empty"])
def test_stopped(into: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped while it writes says so, and leaves nothing behind."""
    (tmp_path / "empty").mkdir()

    def stop(root: Path) -> list[Path]:
        write_theme(root)
        signal.raise_signal(signal.Signals[name])
        return []

    before = signal.getsignal(signal.Signals[name])
    monkeypatch.setattr("explainer.scaffold.writer.write_theme", stop)
    result = scaffolding.new(tmp_path, ARTICLE, "--into", into)

    assert (result.exit_code, result.stderr) == (2, "error: stopped before the end\n")
    assert [it.relative_to(tmp_path).as_posix() for it in tmp_path.rglob("*")] == ["empty"]
    assert signal.getsignal(signal.Signals[name]) == before


@pytest.mark.parametrize(
    ("into", "typed"),
    [("made", "made"), ("a b's", """'a b'"'"'s'"""), ("-made", "./-made"), ("$(a)", "'$(a)'")],
)
def test_what_is_next(into: str, typed: str, tmp_path: Path) -> None:
    """The command to go on with can be typed as it is shown, whatever the folder is called."""
    result = scaffolding.new(tmp_path, ARTICLE, f"--into={into}")

    assert f"\nNext: cd {typed}; README.md there" in result.output
    assert subprocess.run(["sh", "-c", f"cd {typed}"], cwd=tmp_path, check=False).returncode == 0


def test_folder_as_article(tmp_path: Path) -> None:
    """A folder is refused in one line."""
    result = scaffolding.new(tmp_path, ".", "--into", "made")

    assert (result.exit_code, result.stderr) == (2, "error: .: cannot be read: Is a directory\n")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no file has no end")
def test_endless_article(tmp_path: Path) -> None:
    """A file without an end is given up, and refused."""
    result = scaffolding.new(tmp_path, "/dev/zero", "--into", "made")

    assert result.exit_code == 2
    assert result.stderr == "error: /dev/zero: is larger than 64 MB; save the article alone\n"


@pytest.mark.parametrize("command", [("new", "--into", "made"), ("article", "check")])
def test_article_that_may_not_be_read(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article without permission is refused in one line."""
    projects.write(tmp_path, {**projects.BASE, "a.txt": "It rains."})
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "a.txt")
    result = projects.run(tmp_path, *command, "a.txt")

    assert result.exit_code == 2
    assert result.stderr == "error: a.txt: cannot be read: Permission denied\n"


def test_missing_article(tmp_path: Path) -> None:
    """An article that is not there is named."""
    result = scaffolding.new(tmp_path, "none.txt", "--into", "made")

    assert result.exit_code == 2
    assert result.stderr == "error: none.txt: cannot be read: No such file or directory\n"


def test_long(tmp_path: Path) -> None:
    """Fifty thousand words take seconds, and each section has its page."""
    lines = ["A long report"]
    for section in range(40):
        lines.append(f"Part {section} of it")
        for paragraph in range(16):
            numbered = [f"{WORDS} {section} {paragraph} {n}." for n in range(5)]
            lines.append(" ".join(numbered))
    text = "\n".join(lines)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    started = time.process_time()
    result = scaffolding.new(tmp_path, "long.txt", "--into", "made")
    took = time.process_time() - started

    assert len(text.split()) > 50_000
    assert result.exit_code == 0, result.output
    assert took < 20
    assert "40 sections, 0 questions, 3,200 claims" in result.output
    assert len(list((tmp_path / "made/docs/claims").glob("part-39-of-it-*.md"))) == 80


@pytest.mark.parametrize("options", [(), ("--language", "en"), ("--language", "de")])
@pytest.mark.parametrize("page", ['<html lang="de">', '<html lang="en">', "<html>"])
def test_language_stays(page: str, options: tuple[str, ...], tmp_path: Path) -> None:
    """The sentences are split in the same way when the article is looked at again."""
    (tmp_path / "a.html").write_text(f"{page}<body><p>{GERMAN}</p></body></html>", encoding="utf-8")
    made = scaffolding.new(tmp_path, "a.html", "--into", "made", *options)
    result = projects.run(tmp_path / "made", "article", "check", "../a.html")

    assert made.exit_code == 0, made.output
    assert result.exit_code == 0, result.output
    if options != ("--language", "en"):
        assert "3 claims to write" in made.output


def test_list(made: dict[str, Path]) -> None:
    """`explainer article list` shows each sentence of the text with its fingerprint and claim."""
    article = scaffolding.ARTICLES / "football-transfer.txt"
    result = projects.run(made["football-transfer.txt"], "article", "list", str(article))
    sentence = "He is 23, and scored 17 goals last season."

    assert result.exit_code == 0, result.output
    assert f"3:80  {fingerprint(sentence)}  the-article-2\n    {sentence}\n" in result.output


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(["# ", "## ", "1. ", "Q: ", "- ", "| a | b |", "---", "```", "> ", "<b>"]),
        st.sampled_from(
            [SAYS, "It rains.", "Why? Because it does.", "FAQ", "*A* heading", "", "\t"]
        ),
    ),
    max_size=12,
)


@given(
    lines=LINES, suffix=st.sampled_from([".txt", ".md", ".html"]), glue=st.sampled_from(["", "\n"])
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_text(
    lines: list[str], suffix: str, glue: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any text is refused in one line, or becomes a project with just what is to be written."""
    folder = tmp_path_factory.mktemp("any")
    text = glue.join(f"{line}\n" for line in lines)
    (folder / f"text{suffix}").write_bytes(text.encode("utf-8", "surrogatepass"))
    result = scaffolding.new(folder, f"text{suffix}", "--into", "made")
    if result.exit_code:
        assert result.exit_code == 2
        assert result.stderr.startswith("error: ")
        assert result.stderr.count("\n") == 1
        return
    found = Counter(it["code"] for it in scaffolding.check(folder / "made")["problems"])
    claims = list((folder / "made/docs/claims").glob("*-*.md"))
    pages = [it.read_text(encoding="utf-8") for it in (folder / "made/docs").glob("*.md")]

    assert found.keys() <= {"CIT101", "CLM101", "CLM112", "SRC102"}
    assert found["CLM112"] == len(claims)
    assert found["CIT101"] == sum(text.count(" still to be ") for text in pages)
