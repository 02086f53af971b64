"""Which places does a printed place name? A small table of cities, countries and buildings in three
languages, so that «Пекин», Beijing and 北京 are one.

    >>> places("The Great Hall of the People, Beijing") == places("Пекин, Дом народных собраний")
    True
    >>> sorted(places("Приреченск"))
    ['приреченск']

What the table does not have is its own words: such a place is the same only where it is printed
the same.
"""

from __future__ import annotations

import re
from functools import cache

TABLE = """
Россия|Russia|俄罗斯
Москва|Moscow|莫斯科
Кремль|The Kremlin|克里姆林宫
Московская область|Moscow Region|莫斯科州
Ново-Огарёво|Novo-Ogaryovo|新奥加廖沃
Горки|Gorki|戈尔基
Завидово|Zavidovo|扎维多沃
Санкт-Петербург|St Petersburg|圣彼得堡|Saint Petersburg|彼得堡
Стрельна|Strelna|斯特列利纳
Сочи|Sochi|索契
Бочаров Ручей|Bocharov Ruchei|博恰罗夫溪
Владивосток|Vladivostok|符拉迪沃斯托克|海参崴
Хабаровск|Khabarovsk|哈巴罗夫斯克|伯力
Благовещенск|Blagoveshchensk|布拉戈维申斯克
Чита|Chita|赤塔
Иркутск|Irkutsk|伊尔库茨克
Улан-Удэ|Ulan-Ude|乌兰乌德
Красноярск|Krasnoyarsk|克拉斯诺亚尔斯克
Новосибирск|Novosibirsk|新西伯利亚
Омск|Omsk|鄂木斯克
Томск|Tomsk|托木斯克
Екатеринбург|Yekaterinburg|叶卡捷琳堡|Ekaterinburg
Челябинск|Chelyabinsk|车里雅宾斯克
Уфа|Ufa|乌法
Казань|Kazan|喀山
Нижний Новгород|Nizhny Novgorod|下诺夫哥罗德
Самара|Samara|萨马拉
Саратов|Saratov|萨拉托夫
Волгоград|Volgograd|伏尔加格勒
Ростов-на-Дону|Rostov-on-Don|顿河畔罗斯托夫
Краснодар|Krasnodar|克拉斯诺达尔
Калининград|Kaliningrad|加里宁格勒
Мурманск|Murmansk|摩尔曼斯克
Якутск|Yakutsk|雅库茨克
Южно-Сахалинск|Yuzhno-Sakhalinsk|南萨哈林斯克
Грозный|Grozny|格罗兹尼
Китай|China|中国
Пекин|Beijing|北京
Дом народных собраний|The Great Hall of the People|人民大会堂|Great Hall of the People
Дяоюйтай|Diaoyutai|钓鱼台|Diaoyutai State Guesthouse|钓鱼台国宾馆
Чжуннаньхай|Zhongnanhai|中南海
Шанхай|Shanghai|上海
Тяньцзинь|Tianjin|天津
Харбин|Harbin|哈尔滨
Далянь|Dalian|大连
Шэньян|Shenyang|沈阳
Циндао|Qingdao|青岛
Гуанчжоу|Guangzhou|广州
Шэньчжэнь|Shenzhen|深圳
Ханчжоу|Hangzhou|杭州
Нанкин|Nanjing|南京
Ухань|Wuhan|武汉
Чэнду|Chengdu|成都
Чунцин|Chongqing|重庆
Сиань|Xi’an|西安
Сямэнь|Xiamen|厦门
Санья|Sanya|三亚
Боао|Boao|博鳌
Урумчи|Urumqi|乌鲁木齐
Маньчжурия|Manzhouli|满洲里
Хэйхэ|Heihe|黑河
Гонконг|Hong Kong|香港
Макао|Macao|澳门
Улан-Батор|Ulaanbaatar|乌兰巴托
Астана|Astana|阿斯塔纳
Алма-Ата|Almaty|阿拉木图
Бишкек|Bishkek|比什凯克
Душанбе|Dushanbe|杜尚别
Ташкент|Tashkent|塔什干
Самарканд|Samarkand|撒马尔罕
Ашхабад|Ashgabat|阿什哈巴德
Минск|Minsk|明斯克
Киев|Kiev|基辅|Kyiv
Кишинёв|Chisinau|基希讷乌
Ереван|Yerevan|埃里温
Баку|Baku|巴库
Тбилиси|Tbilisi|第比利斯
Дели|Нью-Дели|New Delhi|Delhi|新德里
Гоа|Goa|果阿
Токио|Tokyo|东京
Осака|Osaka|大阪
Сеул|Seoul|首尔
Пхеньян|Pyongyang|平壤
Ханой|Hanoi|河内
Бангкок|Bangkok|曼谷
Куала-Лумпур|Kuala Lumpur|吉隆坡
Сингапур|Singapore|新加坡
Джакарта|Jakarta|雅加达
Бали|Bali|巴厘岛
Тегеран|Tehran|德黑兰
Анкара|Ankara|安卡拉
Стамбул|Istanbul|伊斯坦布尔
Дамаск|Damascus|大马士革
Каир|Cairo|开罗
Иерусалим|Jerusalem|耶路撒冷
Эр-Рияд|Riyadh|利雅得
Абу-Даби|Abu Dhabi|阿布扎比
Дубай|Dubai|迪拜
Йоханнесбург|Johannesburg|约翰内斯堡
Дурбан|Durban|德班
Претория|Pretoria|比勒陀利亚
Бразилиа|Brasilia|巴西利亚
Форталеза|Fortaleza|福塔莱萨
Рио-де-Жанейро|Rio de Janeiro|里约热内卢
Буэнос-Айрес|Buenos Aires|布宜诺斯艾利斯
Лондон|London|伦敦
Париж|Paris|巴黎
Берлин|Berlin|柏林
Брюссель|Brussels|布鲁塞尔
Рим|Rome|罗马
Вена|Vienna|维也纳
Женева|Geneva|日内瓦
Хельсинки|Helsinki|赫尔辛基
Осло|Oslo|奥斯陆
Варшава|Warsaw|华沙
Прага|Prague|布拉格
Будапешт|Budapest|布达佩斯
Белград|Belgrade|贝尔格莱德
София|Sofia|索非亚
Афины|Athens|雅典
Нью-Йорк|New York|纽约|New York City
Вашингтон|Washington|华盛顿|Washington, D.C
Штаб-квартира ООН|UN Headquarters|联合国总部
"""
"""The names of a place in every language, its key first."""

WIDE = ("россия", "китай", "московская область", "кремль", "дом народных собраний", "дяоюйтай",
    "чжуннаньхай", "штаб-квартира оон")  # fmt: skip
"""Countries, regions, and buildings that never tell more than their city does."""


def places(printed: str | None) -> frozenset[str]:
    """What a printed place names, the narrowest there is: cities before countries, regions and
    buildings; the folded words themselves where nothing is known. Empty for None."""
    if not printed or not printed.strip():
        return frozenset()
    found = [_known().get(part, part) for part in _parts(printed)]
    narrow = frozenset(place for place in found if place not in WIDE)
    return narrow or frozenset(found)


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether these must be different places: both are known to the table, and share nothing.

    >>> apart(places("Москва"), places("Beijing")), apart(places("Москва"), places("Hewan"))
    (True, False)
    """
    if not one or not other or one & other:
        return False
    return one <= _towns() and other <= _towns()


def _parts(printed: str) -> list[str]:
    """The parts between commas, folded; a Chinese place is taken apart by the names in it."""
    text = _folded(printed)
    if not re.search("[\u4e00-\u9fff]", text):
        return [part for part in map(_bare, text.split(",")) if part]
    inside = [name for name in _chinese() if name in text]
    longest = [n for n in inside if not any(n != other and n in other for other in inside)]
    return longest or [text]


def _folded(printed: str) -> str:
    return " ".join(printed.casefold().replace("ё", "е").replace("'", "’").split()).strip(" .")


def _bare(part: str) -> str:
    """A part without its article and the kind of place it says it is."""
    part = part.strip(" .").removeprefix("the ").removeprefix("г. ").removesuffix(" residence")
    return part.strip()


@cache
def _known() -> dict[str, str]:
    keyed = ([_bare(_folded(name)) for name in row] for row in _rows())
    return {name: names[0] for names in keyed for name in names}


@cache
def _chinese() -> tuple[str, ...]:
    return tuple(name for row in _rows() for name in row if "\u4e00" <= name[0] <= "\u9fff")


@cache
def _towns() -> frozenset[str]:
    return frozenset(_known().values()) - frozenset(WIDE)


def _rows() -> list[list[str]]:
    return [line.split("|") for line in TABLE.strip().splitlines()]
