"""Which letters are common in Russian and Chinese? Tables that tell a text from a wrong decoding.

Counted over news, laws and official releases; statistics, not words. A right text is made almost
wholly of them, a wrong decoding by chance only:

    >>> sum(pair in RUSSIAN_PAIRS for pair in ("пр", "ри", "ив", "ве", "ет"))
    5
    >>> sum(pair in RUSSIAN_PAIRS for pair in ("оп", "пх", "хб", "бе", "ер"))  # as KOI8-R
    3
    >>> "国" in COMMON_HAN, "國" in COMMON_HAN, "鍥" in COMMON_HAN
    (True, True, False)
"""

from __future__ import annotations

_PAIRS = (
    "баеилнорущы ваеиклнорсуы гадеилору давежилнорсуы ебвгдежзйклмнпрстхчшщ жадеин "
    "завдимноуы иабвгдезийклмнорстхцчюя йнс каеилорсту лаежилноуьюя маеимнопуыя "
    "нагдеикностуцыья обвгдежзийклмнопрстхцчшя паеилору равгдежикмностуыя "
    "савеиклмнопрстуья тавеикнорсуыья убвгдежклмнпрстчю феио хао цеи чаеинту шаеил щаеи "
    "ывейлмстх ьекнсшю эт юдтщ явемт "
)
"""A first letter, then the letters that often follow it: 300 pairs, 95 % of running text."""

RUSSIAN_PAIRS = frozenset(row[0] + second for row in _PAIRS.split() for second in row[1:])

RUSSIAN_WORDS = frozenset("аивкосуяжбэ")
"""Words of one letter (prepositions, conjunctions, particles)."""

_HAN_SIMPLIFIED = (
    "的在国一和人中有会了是大我发不他行以为要新作民全业政们上进年法建工主党地对到这用部定生个"
    "动展实出成理方时加能力可第关经员设家重十多制化务同其公自分者开提合保当产区利持高现事应将"
    "于本特管面来机得平体后过社表日等条下强通安更斯度前共规改学议代队之道市推好治场并与系任最"
    "位领所示联性或基信球内总目各二长三物组入门次文就情正但使资说向交明施点心问月增支名教及期"
    "子意也件导取府活委题坚济外决水结天量比技近统立周而报克责此电美如处从指果息品义种些五由护"
    "调四项织因程科布级都习服院企计造间西相被您革标已续央供深路创记德尔两放农海很战里车起确该"
    "解金收网常着权告需受构单还没式消今步军术投维认接育防包格完视想商质数流参运求据然她城六做"
    "划效万复把查众必境思选警际请病变色赛小局例世监费书称准照去控达证界拉举源研口直英村元备带"
    "办职反手协给回气集群非未助看亚快依约整感华专真团环况域打击至根稳无款干知那优省范传严线北"
    "先善南落精引让具罗断司广列马普风积继样席策超极原播执论修只命百形顿志检营何户首卡少這們案"
    "你置装己九争升疫巴致闻族试转台态版八价按律许益验阿究批节核除容望州预纳促势难须识神负切排"
    "予别才诺违几言融史官士采欧么担型充东希互历影健班個冠身离贫医威宣始林障空校承显密速督它停"
    "站令房染获再察则评图观层居清措兴测围边头七女见害终每住软险什货突限莱存越老率类為器卫谈亿"
    "失片退养客础县游挥略注兰印山易税考补困康努纪疗瓦模止否声"
)
_HAN_TRADITIONAL = (
    "國會發爲業們進黨對這個動實時關經員設務開當產區現應將於來機體後過條強規學議隊場並與領聯內"
    "總長組門資說點問導題堅濟決結統報責電處從義種護調項織級習計間標續創記爾兩農戰裏車確該網權"
    "構單還沒軍術維認視質數參運據劃萬復衆選際請變賽監費書稱準達證舉備帶辦職協給氣羣亞約華專團"
    "環況擊穩無幹優範傳嚴線讓羅斷廣馬風積繼樣極執論頓檢營戶裝爭聞試轉檯態價許驗節預納勢難須識"
    "負別諾違幾採歐麼擔東歷離貧醫顯獲則評圖觀層興測圍邊頭見終軟險貨萊類衛談億養礎縣遊揮蘭稅補"
    "紀療聲"
)

COMMON_HAN = frozenset(_HAN_SIMPLIFIED + _HAN_TRADITIONAL)
"""The 600 most frequent characters, in both forms: 85 % of running text."""


def _first_level(codec: str, rows: range, columns: range) -> frozenset[str]:
    """The characters a standard put first, because they are in use."""
    cells = (bytes((row, column)).decode(codec, "ignore") for row in rows for column in columns)
    return frozenset(cell for cell in cells if cell)


USED_HAN = (
    COMMON_HAN
    | _first_level("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    | _first_level("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
)
"""Characters of the first level of GB 2312 (3,755) and of Big5 (5,401)."""
