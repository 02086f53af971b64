"""Who may import whom: the rules of DESIGN.md, as tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOME = {  # a library, and the only place that may import it
    "whoosh": "archive/engine/whoosh/",
    "numba": "archive/engine/whoosh/compiled.py",
    "pymorphy3": "archive/analysis/russian.py",
    "jieba": "archive/analysis/chinese.py",
    "rjieba": "archive/analysis/chinese.py",
    "opencc": "archive/analysis/",
    "pypinyin": "archive/analysis/pinyin.py",
    "snowballstemmer": "archive/analysis/",
    "sqlalchemy": "archive/store/",
    "sqlite3": "archive/store/",
    "rapidfuzz": "archive/quotes/",
    "psycopg": "archive/store/",
    "bs4": "ingest/",
    "lxml": "ingest/",
    "readability": "ingest/",
    "docx": "archive/articles/",
    "chardet": "ingest/",
    "py3langid": "ingest/",
    "flask": "web/",
    "flask_babel": "web/",
    "babel": "web/",
    "werkzeug": "web/",
    "waitress": "web/",
}
MAY_IMPORT = {
    "archive": {"archive"},
    "ingest": {"archive", "ingest"},
    "web": {"archive", "web"},
}
MODULES = [path for name in MAY_IMPORT for path in sorted((ROOT / name).rglob("*.py"))]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    package = here.partition("/")[0]
    for name in set(imports(path)):
        assert here.startswith(HOME.get(name, here)), f"{name} belongs in {HOME[name]}"
        assert name not in MAY_IMPORT or name in MAY_IMPORT[package], f"{package} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_pickle_and_no_evaluation_of_our_own(path: Path) -> None:
    assert not {"pickle", "marshal", "shelve"} & set(imports(path))
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not {"eval", "exec", "__import__"} & called
