"""Which words change what is said? Figures, negations, modal verbs, names, in three languages.

    >>> senses("не", "word"), senses("должны", "word"), senses("двадцать", "word")
    (('negation',), ('modal',), ('figure',))
    >>> senses("shouldn't", "word"), senses("必须", "han"), senses("不", "han")
    (('negation', 'modal'), ('modal',), ('negation',))

A word is given as it folds (folding.Unit.key); of Chinese the dictionary word that has the
character, so that 未来 is no negation and 社会 no modal verb.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..analysis import chinese, russian
from ..analysis.folding import HAN


def _table(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _table("""
    не ни нет без нельзя никто ничто никогда нигде никуда никак никакой ничего ничей нисколько
    отнюдь невозможно
    not no never none nobody nothing neither nor nowhere without cannot
""")
NEGATING = "不没未无非别勿莫毋否弗甭沒無別"
NOT_NEGATING = _table("""
    不断 不仅 不但 不久 不同 不过 不禁 不时 不妨 不愧 不光 不只 不单 不惜 不少 差不多 了不起 不一
    非常 特别 区别 分别 级别 个别 别人 差别 类别 性别 辨别 识别 别墅 告别 别具一格
    未来 非洲 北非 南非 东非 西非 亚非 亚非拉 无论 无数 无人机
    是否 能否 可否 与否 无线 无锡 沉没 淹没 没收
""")
MODALS = _table("""
    должен должный мочь смочь следовать нужно нужный надо необходимо необходимый обязан обязать
    обязанный прийтись придется можно нельзя вправе бы б быть возможно хотеть
    must may might can could shall should will would ought need needs cannot
    'll can't won't
    必须 必需 应 应该 应当 须 需 需要 须要 可 可以 可能 能 能够 将 会 要 想要 愿意 得以
    务必 必将 不能 不得 不可 不会 不应 不必 不要 不许 不准 不须 不可以
""")
_FUTURE = _table("буду будешь будет будем будете будут")
NUMBER_WORDS = _table("""
    ноль нуль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
    тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать
    тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста
    четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча миллион миллиард триллион
    первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый сотый тысячный
    двадцатый тридцатый полтора половина треть четверть десяток сотня дюжина оба двое трое четверо
    пятеро вдвое втрое вчетверо дважды трижды полтораста тыс млн млрд трлн процент
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion trillions dozen
    dozens half halves third thirds quarter quarters first second fourth fifth sixth seventh eighth
    ninth tenth twentieth hundredth thousandth double triple twice both percent per-cent bn mln
""")
MAGNITUDES = _table("""
    тысяча миллион миллиард триллион тыс млн млрд трлн процент
    hundred thousand million billion trillion percent bn mln % ‰
    十 百 千 万 亿 兆
""")
NUMERALS = "〇零一二三四五六七八九十百千万亿兆两半双倍壹贰叁肆伍陆柒捌玖拾佰仟"
NOT_NUMERALS = _table("""
    一直 一定 一起 一样 一般 一些 统一 一致 一切 一旦 一边 一贯 一道 唯一 一方面 万一 十分 一体
    一体化 同一 一下 一带 千万
    进一步 一系列 百姓 老百姓 一如既往 三亚 四川 五粮液 九江 七一 八一 五四 半岛 双方 双边 双赢 两岸
""")
_PREFIXES = re.compile(
    "(?:двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|двадцати|тридцати|сорока|"
    "пятидесяти|сто|полутора|одно|дву|тре)[а-я]{4,}"
)
_DENYING = ("не", "ни", "без", "бес", "un", "in", "im", "ir", "il", "dis", "non", "anti", "анти")


@lru_cache(maxsize=1 << 14)
def senses(word: str, kind: str) -> tuple[str, ...]:
    """Which of figure, negation, modal a folded word is."""
    if kind in ("number", "symbol"):
        return ("figure",)
    if kind == "han":
        tests = (_chinese_figure, _chinese_negation, _chinese_modal)
    elif re.match("[а-я]", word):
        tests = (_russian_figure, _russian_negation, _russian_modal)
    else:
        tests = (_english_figure, _english_negation, _english_modal)
    names = ("figure", "negation", "modal")
    return tuple(name for name, test in zip(names, tests, strict=True) if test(word))


def denies(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that denies it: возможно, невозможно."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in _DENYING)


def magnitude(word: str, kind: str) -> bool:
    """Whether the word goes on a figure: million, %."""
    if kind == "word" and re.match("[а-я]", word):
        return not MAGNITUDES.isdisjoint(russian.search_lemmas(word))
    return word in MAGNITUDES


def chinese_word(text: str, at: int) -> tuple[str, int]:
    """The dictionary word that has the character at this place of a text, simplified, and where
    it begins."""
    start = stop = at
    han = re.compile(f"[{HAN}]")
    while start > max(0, at - 24) and han.match(text[start - 1]):
        start -= 1
    while stop < min(len(text), at + 24) and han.match(text[stop]):
        stop += 1
    run = chinese.simplified(text[start:stop])
    found = chinese.cut(run, "default")
    around = ((word, start + a) for word, a, b in found if start + a <= at < start + b)
    return next(around, (text[at], at))


def _russian_figure(word: str) -> bool:
    lemmas = russian.search_lemmas(word)
    return not NUMBER_WORDS.isdisjoint((word, *lemmas)) or bool(_PREFIXES.fullmatch(word))


def _russian_negation(word: str) -> bool:
    return not NEGATIONS.isdisjoint((word, *russian.search_lemmas(word)))


def _russian_modal(word: str) -> bool:
    if word in _FUTURE:
        return True
    lemmas = set(russian.search_lemmas(word)) - {"быть"}
    return not MODALS.isdisjoint(lemmas)


def _english_figure(word: str) -> bool:
    return word in NUMBER_WORDS or word.removesuffix("fold") in NUMBER_WORDS


def _english_negation(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def _english_modal(word: str) -> bool:
    return word in MODALS or word.endswith(("'ll", "'d")) or word.removesuffix("n't") in MODALS


def _chinese_figure(word: str) -> bool:
    return word not in NOT_NUMERALS and any(c in NUMERALS for c in word)


def _chinese_negation(word: str) -> bool:
    return word not in NOT_NEGATING and any(c in NEGATING for c in word)


def _chinese_modal(word: str) -> bool:
    return word in MODALS
