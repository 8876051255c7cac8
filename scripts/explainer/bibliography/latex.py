"""
LaTeX's spellings to plain text, and plain text to LaTeX.

Only what stands in bibliographies is read: accents, symbols, fonts, braces, short formulas. What is
not known stays as it was written.
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
_SILENT = {
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
_HOLDING = {
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
_DROPPING = {"noopsort", "SortNoop", "color", "label", "index"}
_ABOVE = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_BELOW = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_SECOND = {"href", "foreignlanguage", "textcolor"}
_TAKING = {*_HOLDING, *_DROPPING, *_SECOND, "textsuperscript", "textsubscript", "enquote"}
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
_DEEPEST = 40


def decode(text: str) -> str:
    """The plain text of what LaTeX would print. Takes any text and never raises."""
    return _Reader(text).all()


def decode_address(text: str) -> str:
    """An address, in which hardly anything is LaTeX's but the braces around it."""
    text = text.strip()
    while text.startswith("{") and text.endswith("}") and not re.search(r"[{}]", text[1:-1]):
        text = text[1:-1].strip()

    def plain(match: re.Match[str]) -> str:
        return match[1] or match[2] or ("_" if "underscore" in match[0] else "~")

    return _AS_WRITTEN.sub(plain, text)


def encode(text: str) -> str:
    """A plain text as LaTeX prints it and BibTeX's braces stay in balance."""
    return _ESCAPED.sub(lambda match: _SPECIAL.get(match[0]) or f"{{}}{match[0]}", text)


@functools.cache
def _symbol(name: str) -> str | None:
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415  (it takes long)

    spec = get_default_latex_context_db().get_macro_spec(name)
    plain = getattr(spec, "simplify_repl", None)
    return plain if isinstance(plain, str) and plain and "%" not in plain else None


class _Reader:
    """Reads a text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def all(self) -> str:
        """Everything, stray closing braces left out."""
        parts = []
        while self._at < len(self._text):
            parts.append(self._group(0))
        return "".join(parts)

    def _group(self, depth: int) -> str:
        """What stands up to the brace that closes, which is passed, or to the end."""
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
            return self._group(depth + 1) if depth < _DEEPEST else ""
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
        known = self._known(name, depth)
        return self._text[start : self._at] if known is None else known

    def _follows(self) -> bool:
        """Whether a letter's accent is one: something to put it on comes next."""
        return self._text[self._at : self._at + 1] in {"{", " ", "\\"}

    def _known(self, name: str, depth: int) -> str | None:
        if name in _SILENT:
            return ""
        if name not in _TAKING:
            return _symbol(name)
        argument = self._argument(depth)
        if name in _SECOND:
            argument = self._argument(depth)
        elif name == "enquote":
            argument = f"“{argument}”"
        elif name in _RAISING:
            argument = _RAISING[name](argument)
        return "" if name in _DROPPING else argument

    def _accented(self, accent: str, name: str, depth: int) -> str:
        base = self._argument(depth).translate(_DOTLESS)
        if not base:
            return name if name in "^~`'\"" else ""
        return unicodedata.normalize("NFC", base[0] + accent + base[1:])

    def _argument(self, depth: int) -> str:
        """What a command applies to: a group, a command or a character."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        if self._at >= len(self._text) or self._text[self._at] == "}" or depth >= _DEEPEST:
            return ""
        return self._next(depth + 1)

    def _formula(self, depth: int) -> str | None:
        """A formula in plain characters; `None` where a dollar is a dollar."""
        match = _FORMULA.match(self._text, self._at)
        if match is None or depth >= _DEEPEST or not _MARKUP.search(match[1].strip()):
            return None
        self._at = match.end()
        inner = _SCRIPT.sub(_scripted, match[1])
        return _Reader(inner).all()


_SCRIPT = re.compile(r"(\^|_)(?:\{([^{}\\]*)\}|([^\\{}\s]))")


def _scripted(match: re.Match[str]) -> str:
    inner = match[2] if match[2] is not None else match[3]
    shifted = raised(inner) if match[1] == "^" else lowered(inner)
    return inner and match[1] + inner if shifted == inner else shifted


def raised(text: str) -> str:
    """A text in characters above the line where all of it can be, else as it is."""
    return "".join(map(_ABOVE.__getitem__, text)) if set(text) <= set(_ABOVE) else text


def lowered(text: str) -> str:
    """A text in characters below the line where all of it can be, else as it is."""
    return "".join(map(_BELOW.__getitem__, text)) if set(text) <= set(_BELOW) else text


_RAISING = {"textsuperscript": raised, "textsubscript": lowered}
