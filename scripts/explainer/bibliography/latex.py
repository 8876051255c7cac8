"""
LaTeX to plain text, and plain text to LaTeX.

Decoded is what bibliographies contain: accents, symbols, fonts, braces, short formulas. An unknown
command stays as it is written.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_SYMBOLS = {
    "textbraceleft": "{", "textbraceright": "}", "textbackslash": "\\", "backslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textquotedbl": '"', "TeX": "TeX",
    "LaTeX": "LaTeX", "euro": "€", "EUR": "€", "pounds": "£", "and": "&",
    "copyright": "©", "guillemotleft": "«", "guillemotright": "»",
    "textdollar": "$", "textunderscore": "_", "textasciigrave": "`", "textquotesingle": "'",
    "lbrace": "{", "rbrace": "}", "textbar": "|", "textless": "<", "textgreater": ">",
    "S": "§", "P": "¶",
    "newline": " ", "par": " ", "quad": " ", "qquad": " ", "space": " ", "&": "&", "%": "%",
    "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\\": " ", ",": " ", ";": " ",
    ":": " ", "!": "", "/": "", "-": "", "@": "", "\n": " ", "\t": " ", "|": "‖",
}  # fmt: skip
_IGNORED_COMMANDS = {
    "em",
    "it",
    "bf",
    "rm",
    "sf",
    "tt",
    "sc",
    "sl",
    "itshape",
    "bfseries",
    "rmfamily",
    "sffamily",
    "ttfamily",
    "scshape",
    "upshape",
    "mdseries",
    "normalfont",
    "relax",
    "protect",
    "textstyle",
    "displaystyle",
    "left",
    "right",
    "limits",
    "nolimits",
    "bgroup",
    "egroup",
    "small",
    "large",
    "tiny",
    "normalsize",
    "footnotesize",
}
_FORMATTING_COMMANDS = {
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "textsf",
    "texttt",
    "textsl",
    "textup",
    "textnormal",
    "textmd",
    "textlf",
    "mbox",
    "hbox",
    "text",
    "ensuremath",
    "mathrm",
    "mathit",
    "mathbf",
    "mathsf",
    "mathtt",
    "mathcal",
    "mathbb",
    "mathfrak",
    "boldsymbol",
    "underline",
    "uline",
    "nocase",
    "url",
    "path",
    "uppercase",
    "lowercase",
}
_DROPPED_COMMANDS = {"noopsort", "SortNoop", "color", "label", "index"}
_SUPERSCRIPTS = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_SECOND_ARGUMENT_COMMANDS = {"href", "foreignlanguage", "textcolor"}
_ARGUMENT_COMMANDS = {
    *_FORMATTING_COMMANDS,
    *_DROPPED_COMMANDS,
    *_SECOND_ARGUMENT_COMMANDS,
    "textsuperscript",
    "textsubscript",
    "enquote",
}
_DOTLESS = str.maketrans("ıȷ", "ij")
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), (",,", "„"))
_FORMULA = re.compile(r"\$((?:[^$\\]|\\.){1,400}?)\$", re.DOTALL)
_MARKUP = re.compile(r"[\\^_{]|^[A-Za-z]$|^[\d.,]+$|[<>=+]")
_NAME = re.compile(r"[A-Za-z]+\*?")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "&%$#_"},
}
_ESCAPED = re.compile(r"[\\{}~^&%$#_]|(?<=-)-|(?<=`)`|(?<=')'|(?<=,),")
_AS_WRITTEN = re.compile(
    r"\\(?:textasciitilde|textunderscore)(?:\{\}|\s)?|\\([&%$#_{}~^])|\{([_~&%#])\}"
)
_MAX_DEPTH = 40


def decode(text: str) -> str:
    """The plain text that LaTeX would print. Takes any text and never raises."""
    return _LatexDecoder(text).all()


def decode_url(text: str) -> str:
    """A URL without the braces and the escapes of LaTeX."""
    text = text.strip()
    while text.startswith("{") and text.endswith("}") and not re.search(r"[{}]", text[1:-1]):
        text = text[1:-1].strip()

    def plain(match: re.Match[str]) -> str:
        return match[1] or match[2] or ("_" if "underscore" in match[0] else "~")

    return _AS_WRITTEN.sub(plain, text)


def encode(text: str) -> str:
    """A plain text escaped for LaTeX, so that the braces of BibTeX stay balanced."""
    return _ESCAPED.sub(lambda match: _SPECIAL.get(match[0]) or f"{{}}{match[0]}", text)


@functools.cache
def _symbol(name: str) -> str | None:
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415  (it takes long)

    spec = get_default_latex_context_db().get_macro_spec(name)
    plain = getattr(spec, "simplify_repl", None)
    return plain if isinstance(plain, str) and plain and "%" not in plain else None


class _LatexDecoder:
    """Decodes a LaTeX text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def all(self) -> str:
        """The whole text, without stray closing braces."""
        parts = []
        while self._at < len(self._text):
            parts.append(self._group(0))
        return "".join(parts)

    def _group(self, depth: int) -> str:
        """The text up to the closing brace, which is skipped, or to the end."""
        parts = []
        while self._at < len(self._text):
            char = self._text[self._at]
            if char == "}":
                self._at += 1
                break
            parts.append(self._next(depth))
        return "".join(parts)

    def _next(self, depth: int) -> str:
        char = self._text[self._at]
        if char == "\\":
            return self._command(depth)
        if char == "$" and (formula := self._formula(depth)) is not None:
            return formula
        self._at += 1
        if char == "{":
            return self._group(depth + 1) if depth < _MAX_DEPTH else ""
        if char == "~":
            return " "
        for written, meant in _LIGATURES:
            if self._text.startswith(written, self._at - 1):
                self._at += len(written) - 1
                return meant
        return char

    def _command(self, depth: int) -> str:
        start = self._at
        self._at += 1
        if self._at >= len(self._text):
            return "\\"
        match = _NAME.match(self._text, self._at)
        name = match[0].rstrip("*") if match else self._text[self._at]
        self._at += len(match[0]) if match else 1
        if name in _ACCENTS and (not match or self._follows()):
            return self._accented(_ACCENTS[name], name, depth)
        if match:
            while self._at < len(self._text) and self._text[self._at].isspace():
                self._at += 1
        known = self._expand(name, depth)
        return self._text[start : self._at] if known is None else known

    def _follows(self) -> bool:
        """Whether the argument of an accent command follows."""
        return self._text[self._at : self._at + 1] in {"{", " ", "\\"}

    def _expand(self, name: str, depth: int) -> str | None:
        if name in _IGNORED_COMMANDS:
            return ""
        if name not in _ARGUMENT_COMMANDS:
            return _symbol(name)
        argument = self._argument(depth)
        if name in _SECOND_ARGUMENT_COMMANDS:
            argument = self._argument(depth)
        elif name == "enquote":
            argument = f"“{argument}”"
        elif name in _SCRIPT_COMMANDS:
            argument = _SCRIPT_COMMANDS[name](argument)
        return "" if name in _DROPPED_COMMANDS else argument

    def _accented(self, accent: str, name: str, depth: int) -> str:
        base = self._argument(depth).translate(_DOTLESS)
        if not base:
            return name if name in "^~`'\"" else ""
        return unicodedata.normalize("NFC", base[0] + accent + base[1:])

    def _argument(self, depth: int) -> str:
        """The argument of a command: a group, a command or a character."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        if self._at >= len(self._text) or self._text[self._at] == "}" or depth >= _MAX_DEPTH:
            return ""
        return self._next(depth + 1)

    def _formula(self, depth: int) -> str | None:
        """A formula in plain characters, or `None` where the dollar sign is no math delimiter."""
        match = _FORMULA.match(self._text, self._at)
        if match is None or depth >= _MAX_DEPTH or not _MARKUP.search(match[1].strip()):
            return None
        self._at = match.end()
        inner = _SCRIPT.sub(_script, match[1])
        return _LatexDecoder(inner).all()


_SCRIPT = re.compile(r"(\^|_)(?:\{([^{}\\]*)\}|([^\\{}\s]))")


def _script(match: re.Match[str]) -> str:
    inner = match[2] if match[2] is not None else match[3]
    shifted = superscript(inner) if match[1] == "^" else subscript(inner)
    return inner and match[1] + inner if shifted == inner else shifted


def superscript(text: str) -> str:
    """A text in superscript characters, or as it is where one of its characters has none."""
    return (
        "".join(map(_SUPERSCRIPTS.__getitem__, text)) if set(text) <= set(_SUPERSCRIPTS) else text
    )


def subscript(text: str) -> str:
    """A text in subscript characters, or as it is where one of its characters has none."""
    return "".join(map(_SUBSCRIPTS.__getitem__, text)) if set(text) <= set(_SUBSCRIPTS) else text


_SCRIPT_COMMANDS = {"textsuperscript": superscript, "textsubscript": subscript}
