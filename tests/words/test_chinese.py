"""Is Chinese found whatever the segmenter thinks, in either script?"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis import chinese, tokenize
from archive.analysis.folding import HAN
from archive.compiling import compiled
from archive.query import Phrase, Word, parse
from archive.snippet import marks

TEXTS = (
    "俄罗斯联邦总统在哈尔滨发表讲话，欢迎各国来宾参加博览会开幕式。",
    "外交部发言人林某某说，双方愿推动“一带一路”建设同欧亚经济联盟对接合作。",
    "2024年5月17日，第八届博览会开幕，共有二十八个联邦主体、2,500家企业参展。",
    "臺灣的乾隆年間古籍與乾燥技術、颱風預報、歷史檔案均已開放。",
    "中国GDP增长5.2%，A股市场平稳，G20峰会如期举行；前景看好。",
    "研究生命起源的乒乓球拍卖完了，南京市长江大桥下雨天留客天。",
    "\uf9dc重的典礼⼀共三天，𠮷野家与㐂寿司、二〇二四年々。",
)

FOUND = [
    # query, what it must find in TEXTS by the number of the text
    ("俄罗斯", 0), ("罗斯", 0), ("联邦总", 0), ("俄罗斯联邦", 0), ("俄罗斯总统", 0), ("哈尔", 0),
    ("发言", 1), ("言人", 1), ("发言人", 1), ("一带一路", 1), ("带一", 1), ("欧亚", 1),
    ("2024年5月17日", 2), ("5月17日", 2), ("第八届", 2), ("28 二十八", None), ("2500家", 2),
    ("2500", 2), ("2 500", 2), ("联邦主体", 2),
    ("台湾", 3), ("臺灣", 3), ("乾隆", 3), ("干燥", 3), ("乾燥", 3), ("台风", 3), ("历史档案", 3),
    ("中国GDP", 4), ("A股", 4), ("G20峰会", 4), ("5.2%", 4), ("a股市场", 4),
    ("生命", 5), ("研究生", 5), ("市长", 5), ("长江", 5), ("大桥", 5), ("拍卖", 5),
    ("隆重", 6), ("一共", 6), ("𠮷野家", 6), ("㐂", 6), ("二〇二四", 6),
]  # fmt: skip


@pytest.mark.parametrize(("query", "number"), FOUND, ids=[query for query, _ in FOUND])
def test_any_part_is_found(found, query: str, number: int | None) -> None:
    expected = [] if number is None else [TEXTS[number]]
    assert found(query, *TEXTS) == expected


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_every_part_of_a_text_is_found_as_typed_and_as_a_phrase(found, data) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : start + data.draw(st.integers(2, 6))]
    if not re.fullmatch(f"[{HAN}]+", part):
        return
    assert found(f"“{part}”", text) == [text]
    assert found(part, text) == [text]
    spans = marks(text, compiled(Phrase(part)).match)
    assert any(a <= start and start + len(part) <= b for a, b in spans)


@pytest.mark.parametrize("name", ["xwlb.jsonl", "cpc_news.jsonl", "laws_zh.jsonl"])
def test_every_part_of_real_texts_is_found_as_a_phrase(shared: Path, name: str) -> None:
    lines = (shared / "data" / "samples" / name).read_text("utf-8").splitlines()
    chosen = random.Random(name)
    for line in chosen.sample(lines, min(60, len(lines))):
        fields = json.loads(line)
        paragraphs = fields.get("paragraphs") or fields["text"].split("\n")
        passage = chosen.choice([p for p in paragraphs if p.strip()])[:2000]
        for run in re.findall(f"[{HAN}]{{2,}}", passage)[:20]:
            length = chosen.randint(2, min(6, len(run)))
            start = chosen.randint(0, len(run) - length)
            part = run[start : start + length]
            assert marks(passage, compiled(Phrase(part)).match), (part, passage)
            assert marks(passage, compiled(Word(part)).match), (part, passage)


def test_traditional_and_simplified_may_be_told_apart(found) -> None:
    texts = ("臺灣", "台湾")
    for query in texts:
        assert set(found(query, *texts)) == set(texts)
        assert found(query, *texts, off=("variants",)) == [query]
        assert found(f"“{query}”", *texts, off=("variants",)) == [query]


def test_a_character_folds_the_same_wherever_it_stands() -> None:
    for text in ("乾隆", "乾燥", "乾", "看著", "著名"):
        alone = [tokenize(character)[0].terms[0] for character in text]
        assert [token.terms[0] for token in tokenize(text)] == alone


def test_words_are_those_of_the_dictionary_inside_longer_ones_too() -> None:
    words = [term for token in tokenize("俄罗斯联邦") for term in token.terms if term[0] == "w"]
    assert set(words) == {"w:俄罗斯联邦", "w:俄罗斯", "w:罗斯", "w:联邦"}
    assert chinese.lengths("俄罗斯联邦总统") == (5, 2)


HAN_TEXT = st.text(
    st.sampled_from("一带路中国俄罗斯联邦总统的了在和习近平普京发言人大桥𠮷〇々㐀龥鿿臺灣")
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    min_size=1,
    max_size=14,
)


@given(HAN_TEXT)
@settings(max_examples=300, deadline=None)
def test_both_segmenters_cut_alike(run: str) -> None:
    rust = chinese.rust_cutter()
    if rust is None:
        pytest.skip("rjieba has no wheel for this machine")
    for mode in ("default", "search"):
        fast = sorted(chinese.cut(run, mode, rust))
        assert fast == sorted(chinese.cut(run, mode, chinese.python_cutter()))
    assert "".join(word for word, _, _ in chinese.cut(run, "default")) == run


def test_both_segmenters_cut_real_texts_alike(shared: Path) -> None:
    rust = chinese.rust_cutter()
    if rust is None:
        pytest.skip("rjieba has no wheel for this machine")
    lines = (shared / "data" / "samples" / "xwlb.jsonl").read_text("utf-8").splitlines()[::20]
    runs = {
        r
        for line in lines
        for r in re.findall(f"[{HAN}]+", "".join(json.loads(line)["paragraphs"]))
    }
    for run in sorted(runs):
        for mode in ("default", "search"):
            fast = sorted(chinese.cut(run, mode, rust))
            assert fast == sorted(chinese.cut(run, mode, chinese.python_cutter())), run


def test_offsets_reach_around_what_is_not_seen(found) -> None:
    text = "一\u200b带\ufe00一路"
    assert found("一带一路", text) == [text]
    assert marks(text, compiled(parse("“带一”").tree).match) == ((2, 5),)
