"""Which part of a phrase names a person? «президент России Владимир Путин» → «Владимир Путин».

>>> named("Chinese Foreign Minister Wang Yi", "en"), named("the Kremlin spokesman", "en")
('Wang Yi', '')
>>> named("пресс-секретарь президента Дмитрий Песков", "ru"), named("外交部发言人毛宁", "zh")
('Дмитрий Песков', '毛宁')
"""

from __future__ import annotations

import re
from itertools import dropwhile

from ..analysis.russian import may_be_name


def _table(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _stems(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PARTICLES = "of|de|da|del|di|du|la|le|al|el|bin|bint|ibn|ben|abu|van|von|der|den|ter|dos"
_PARTICLES_RU = "фон|дер|ди|да|де|аль|эль|ибн|бин|бен|абу|ван|ла|оглы|кызы"
_LATIN = (
    r"(?:(?:[A-Z]\.)+|(?:Mr|Ms|Mrs|Dr|Rep|Sen|Gov|Gen|Prof|Jr|Sr|St)\."
    r"|[A-ZÀ-Þ][\w’'\-]*(?:\.[\w’'\-]+)*)"
)
_RUSSIAN = r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*|[А-ЯЁ]\.|[А-ЯЁ]{2,}|(?:аль|эль)-[А-ЯЁ][а-яё]+)"

RUNS: dict[str, re.Pattern[str]] = {
    "en": re.compile(rf"{_LATIN}(?:\s+(?:(?:{_PARTICLES})\s+){{0,2}}{_LATIN})*"),
    "ru": re.compile(rf"{_RUSSIAN}(?:[ \u00a0]*(?:(?:{_PARTICLES_RU})[ \u00a0]+)?{_RUSSIAN})*"),
}
"""A run of capitalised words."""

NOT_NAMES = _table("""
    President Vice-President Vice Prime Minister Premier Chancellor Foreign Defence Defense Finance
    Chairman Chairwoman Chair Secretary Secretary-General General State Governor Mayor Ambassador
    Senator Representative Congressman Congresswoman Rep Rep. Sen Sen. Gov Gov. Gen Gen. Dr Dr. Mr
    Mr. Mrs Mrs. Ms Ms. Sir Lord Lady King Queen Prince Princess Pope Patriarch Judge Justice
    Professor Prof Prof. Captain Colonel Major Sergeant Admiral Marshal Sheikh Emir Sultan Director
    Chief Deputy First Acting Former Interim Speaker Leader Spokesman Spokeswoman Spokesperson
    Attorney CEO Executive Officer Head Commissioner Commander Special Envoy Presidential Republican
    Democratic Democrat Conservative Labour The A An In On At But And When While As If For To With
    After Before Yesterday Today Earlier Later Then However Meanwhile Russia Russian China Chinese
    US U.S. USA American America EU European UN French German British Ukrainian Belarusian Kazakh
    Indian Japanese Korean Turkish Iranian Polish Israeli Syrian Moscow Beijing Kremlin Washington
    National Security Adviser Advisor Council Ministry House White Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday January February March April May June July August September October
    November December Communist Party Union Commission Bank Central World Federal Company His Her
    Their Our My It He She They We You I This That These Those Speaking Asked Commenting Answering
    What Which Who When Where Why How Do Does Did Is Are Was Were Has Have Had Can Could Will Would
    Should One Two Three Only Even Just Still Also Though Although Because Since Until During
    Despite Under Over Among Amid About Between By From Or Nor Not No Yet So Perhaps Maybe Now
    Here There Some Several Many Most Both Each Every Another Other All Any Such Like Its Last Next
    Once Soon Instead Nobody Everybody Everyone Someone Somebody Retired Cllr Cllr. Councillor Dame
    Rev Rev. Reverend Lt Lt. Sgt Sgt. Capt Capt. Col Col. Hon Hon. Doctors Officials Sources Critics
    Inspector Detective Constable Superintendent Bishop Archbishop Rabbi Imam Sheriff Coach Nurse
    Outside Inside Above Below Beyond Beside Near Within Without Against Across Along Around Behind
    Opposite Throughout Upstairs Downstairs Elsewhere Overnight Born Cross-examined Miss Protesters
    Supporters Residents Voters Police
""")
_TITLES = _table("""
    President Minister Premier Chancellor Chairman Chairwoman Secretary Governor Mayor Ambassador
    Senator Representative Congressman Congresswoman Rep Rep. Sen Sen. Gov Gov. Gen Gen. Dr Dr. Mr
    Mr. Mrs Mrs. Ms Ms. Professor Prof Prof. Director Spokesman Spokeswoman Spokesperson Officer
    Commissioner Leader CEO Cllr Councillor Inspector Detective Constable Superintendent Justice
    Bishop Archbishop Rabbi Imam Sheriff Coach Nurse
""")
"""Of these what follows in a run of capitals is the name: NYPD Commissioner James O’Neill."""
_BEHIND_NAMES = ("KC", "QC", "MP", "MEP", "MSP", "PhD", "MD", "OBE", "CBE")
_BEFORE_SURNAME = ("Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr")
_OFFICES_RU = _stems("""
    президент вице-президент премьер председател министр глава главы главе главу главой главн
    губернатор мэр директор руководител начальник секретар генсек посол представител командующ
    генерал полковник адмирал депутат сенатор патриарх академик профессор ректор редактор
    помощник советник прокурор уполномоченн заместител замглав замминистр замгенс член король
    короля королю королём королем канцлер врио спикер лидер пресс-секретар официальн российск
    китайск американск европейск немецк французск бывш первый первая первого первому первым
    постоянн специальн товарищ господин госпож корреспондент журналист эксперт аналитик
    политолог экономист учён учен чиновник дипломат росси китай китая китаю китаем китае кнр рф
    сша мид ес оон госдум кремл москв пекин республик федерац белорусси белорус казахстан
    вице-губернатор врач дирижёр дирижер тренер лыжник спортсмен спецпредставител
    министерств правительств совет комитет ассоциац компани банк минфин минобороны цб
""")
TRADES_RU = _stems("""
    композитор художник художниц писател поэт актёр актер актрис режиссёр режиссер певец певиц
    солист артист музыкант скрипач пианист хормейстер балетмейстер хореограф архитектор дизайнер
    учител преподавател воспитател фельдшер медсестр терапевт хирург педиатр инженер агроном
    ветеринар зоотехник фермер лесник лесничий егер рыбак охотник пастух пасечник пчеловод мастер
    повар шеф-повар пекар кузнец столяр слесар токар сварщик строител водител перевозчик машинист
    проводник пилот лётчик летчик космонавт капитан майор подполковник лейтенант сержант адвокат
    юрист судья судьи следовател предпринимател бизнесмен блогер блогерш волонтёр волонтер активист
    краевед историк этнограф археолог биолог орнитолог зоолог ботаник физик химик математик геолог
    эколог метеоролог гидролог синоптик социолог психолог программист библиотекар продавец
    пенсионер студент школьник житель жителя жителю жительниц координатор организатор основател
    владел хозяин хозяйк управляющ сотрудни священник протоиерей епископ митрополит имам раввин
    муфтий старост атаман футболист хоккеист шахматист чемпион вдов переводчи диспетчер
""")
_PATRONYMIC = ("вич", "вна", "вича", "вны", "вичем", "вной", "вичу", "вне")
_SMALL_RU = _table("""
    в во на по при после перед как но а и или если когда об о к у с со из от до для что это этот
    также однако при по-видимому кроме сегодня вчера ранее затем позже потом напомним напомню тем
    он она они его ее её их мы я вы то так все всё тот та те итог отвечая говоря
    комментируя выступая напоминая сам сама само сами один одна одно одни другой другая другие
    источник источники собеседник собеседница собеседники многие некоторые каждый никто все наш
    наша между потому поэтому тогда теперь там здесь тут ещё еще уже даже именно лишь только почти
    около среди несколько жители местные власти врачи учёные ученые эксперты журналисты депутаты
    чиновники жена муж сын дочь мать отец мама папа брат сестра дед дедушка бабушка внук внучка
    сосед соседка друг подруга коллега тёща теща свекровь зять невестка племянник племянница
""")
OFFICES_ZH = _stems("""
    新闻发言人 发言人 發言人 副部长 部长 部長 国家主席 主席 副总理 总理 總理 总统 總統 总书记
    书记 書記 大使 秘书长 外长 外長 副主任 主任 局长 院长 省长 市长 委员长 委员 会长 教授 记者
    記者 总裁 董事长 首相 国王 议长 司长 校长 专家 負責人 负责人 先生 女士 同志 代表 研究员
    总经理 经理 校長 学者 县长 区长 村民 居民 员工 老师 医生 工程师 主编 社长 团长 参赞 领事
    护士长 护士長 领袖 領袖 实习生 保安 门将 主帅 主教练
    总领事 特使 顾问 行长 署长 议员 队长 教练 运动员 企业家 厅长 站长 厂长 船长 所长 处长
    科长 镇长 乡长 理事长 护士 职工 果农 店主 志愿者
""")

_ZH_OFFICE = re.compile("|".join(sorted(OFFICES_ZH, key=len, reverse=True)))
_ZH_NAME = re.compile("[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8})+|[\u3400-\u9fff]{2,4}")
ZH_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷"
    "钱汤尹黎易常武乔贺赖龚文习栗华耿陶安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐梅"
    "庄辛管祝左涂谷时牟卞路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包"
    "司柏宁柯阮桂闵褚佘郜邰谌佟屠晏冉桑仇柴蔺巩缪邬芮漆荆阚滕窦敖鞠狄阎饶慕蒲粟郁翟冼"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾陸顧龍萬錢湯喬賀賴龔習華"
    "顏嚴溫韋畢聶叢駱齊莊塗時關費紀歐項陽衛單寧闕"
)


def language_of(text: str) -> str:
    """The language of a piece of an article, by its script: "zh", "ru" or "en"."""
    han = sum("\u3400" <= sign <= "\u9fff" for sign in text)
    russian = sum("\u0400" <= sign <= "\u04ff" for sign in text)
    latin = sum(sign.isascii() and sign.isalpha() for sign in text)
    if han * 2 >= max(russian, latin):
        return "zh" if han else "en"
    return "ru" if russian >= latin else "en"


def named(phrase: str, language: str) -> str:
    """The name in a phrase that says who speaks; "" where it has none. Of several the last in
    English and Russian, where the office comes first."""
    if language == "zh":
        return _chinese(phrase)
    for run in reversed(list(RUNS[language].finditer(phrase))):
        name = stripped(run.group(), language)
        if language == "en" and _attribute(run, phrase):
            continue
        if name and not (language == "en" and _PLACE.search(phrase[: run.start()])):
            return without_place(name, phrase[: run.start()]) if language == "ru" else name
    return ""


_PLACE = re.compile(r"\b(?:of|in|from|at)\s+(?:the\s+)?$")
_DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their|our)\s+$", re.IGNORECASE)


def _attribute(run: re.Match[str], phrase: str) -> bool:
    """Whether capitals only tell whose or what somebody is: Smith’s lawyer, the Parisian mayor."""
    if re.search("['’]s$", run.group()):
        return True
    noun = re.match(
        r"\s+(?!of|in|from|at|on|for|and|who|also|then|later)[a-z]", phrase[run.end() :]
    )
    determined = _DETERMINED.search(phrase[: run.start()]) or re.match("(?:The|An?) ", run.group())
    return bool(noun and determined)


def stripped(run: str, language: str) -> str:
    """A run of capitalised words without the offices, countries and sentence beginnings before a
    name."""
    words = run.split()
    if language == "en":
        words = words[_behind_title(words) :]
        kept = list(dropwhile(lambda w: w.casefold().removesuffix("’s") in NOT_NAMES, words))
    else:
        kept = list(dropwhile(_not_russian_name, words))
    if language == "ru" and len(kept) == 1 and not may_be_name(kept[0]):
        return ""
    if not kept and language == "en" and len(words) > 1 and words[-2] in _BEFORE_SURNAME:
        kept = words[-1:]  # Mr. King
    if kept and kept[0] == "of":  # an office of somewhere, and perhaps a name behind it
        kept = list(dropwhile(lambda w: w.casefold() in NOT_NAMES, kept[2:]))
        kept = kept if len(kept) > 1 else []
    while kept and (kept[0] in _PARTICLES.split("|")):
        kept = kept[1:]
    kept = _without_house(kept)
    if len(kept) > 1 and kept[-1] in _BEHIND_NAMES:
        kept = kept[:-1]
    name = " ".join(kept).rstrip(".,-’'") if kept and not _initial(kept[-1]) else " ".join(kept)
    return re.sub(r"[’']s$", "", name)


def _without_house(words: list[str]) -> list[str]:
    """Zheng Wenyuan of Jingchuan University: the name alone."""
    at = words.index("of") if "of" in words else 0
    body = words[:at] and words[at - 1].casefold() in _BODIES
    return words[:at] if at > 1 and not body else words


_BODIES = _table("""
    Department Ministry Office Association Chamber Committee Council Commission University Party
    Company Group Union Bank Court Institute Foundation Board Academy College House Board Republic
    Kingdom States League Congress Institutes Society Museum Church Federation Confederation
""")


def _behind_title(words: list[str]) -> int:
    """Where a name begins behind the last title or owner of an English run, where one follows:
    «Charlotte Mayor Jennifer Roberts», «NBC’s Dante Chinni»."""
    before = [
        at
        for at, word in enumerate(words[:-1])
        if word.casefold() in _TITLES or re.search("['’]s$", word)
    ]
    return before[-1] + 1 if before and words[-1].casefold() not in NOT_NAMES else 0


def is_patronymic(word: str) -> bool:
    """Whether a Russian word is a patronymic: «Левонович», «Рашидовны»."""
    return _PATRONYMIC_OF.search(word) is not None


_PATRONYMIC_OF = re.compile("(?:[оеё]вич|ьич)(?:а|у|ем|е)?$|[оеи]вн(?:а|ы|е|у|ой)$|ичн[аыеу]$")


def is_office(word: str) -> bool:
    """Whether a Russian word, in any case, names an office."""
    return word.casefold().startswith(_OFFICES_RU + TRADES_RU) and not word.isupper()


def without_place(name: str, before: str) -> str:
    """A Russian name without the country or town of an office before it: of «президент Заозёрья
    Вера Морозова» the run of capitals begins with the country."""
    words = name.split()
    office = before.split()[-1:]
    place = len(words) > 2 and words[0][-1] in "аяыи" and not words[2].endswith(_PATRONYMIC)
    if place and office and office[0].casefold().startswith(_OFFICES_RU):
        return " ".join(words[1:])
    return name


def _initial(word: str) -> bool:
    return re.fullmatch(r"(?:\w\.)+", word) is not None


def _not_russian_name(word: str) -> bool:
    folded = word.casefold().rstrip(".,")
    if _initial(word):
        return False
    return (
        folded in _SMALL_RU
        or folded.startswith(_OFFICES_RU + TRADES_RU)
        or (word.isupper() and len(word) > 1)
    )


_ZH_COUNTRY = re.compile(
    "^(?:中国|中國|俄罗斯|俄羅斯|俄国|俄|美国|美國|英国|法国|德国|日本|韩国|印度|乌克兰|白俄罗斯|哈萨克斯坦|欧盟|联合国"
    "|中共|中方|俄方|美方|全国|国家|前|原|时任|新任|该国)+"
)
_ZH_NOT_NAMES = re.compile(
    "[方会會部局院社报報网網者家员員民们們人国國府团團司厅处刊台书書件告明章文论論据校城省市县区村行盟党军组組界众眾友客士长長"
    "说称示道时後后前中上下里内外间日年月]$"
    "|^(?:根据|根據|按照|[他她它我你您这這那该該本此其有各双雙多一两兩某专專]|分析|调查|数据|消息)"
)
_ZH_FOREIGN = re.compile("[\u3400-\u9fff]{2,6}")


def _chinese(phrase: str) -> str:
    """A name behind the last office of a phrase, or before an office that ends it, or a phrase
    that looks like a name as a whole."""
    offices = list(_ZH_OFFICE.finditer(phrase))
    if offices and offices[-1].end() == len(phrase):
        before = phrase[: offices[-1].start()]
        return _name_at_end(before) or _foreign(before)
    if offices:
        behind = phrase[offices[-1].end() :]
        return _whole_name(behind) or _foreign(behind)
    return _whole_name(phrase) or _name_at_end(phrase) or _foreign(phrase)


def _foreign(text: str) -> str:
    """A short word that may be a foreigner's name in Chinese: 普京, and not 双方 or 声明."""
    rest = _ZH_COUNTRY.sub("", text.strip())
    known = _ZH_FOREIGN.fullmatch(rest) and len(rest) <= 4
    return rest if known and not _ZH_NOT_NAMES.search(rest) else ""


def is_chinese_name(text: str) -> bool:
    """Whether this looks like a Chinese name, or a foreign one with its dot."""
    dotted = re.search("[·•・]", text) is not None
    return dotted or (text[:1] in ZH_SURNAMES and 2 <= len(text) <= 4)


def _whole_name(text: str) -> str:
    found = _ZH_NAME.fullmatch(text.strip())
    if not found or re.match("[他她它我你您]|根据|根據|按照|双方|雙方", found.group()):
        return ""
    name = without_trade(found.group())
    return name if is_chinese_name(name) or len(name) > 3 else ""


def without_trade(name: str) -> str:
    """鸟类学家维姆·范德海登: a foreign name without what its bearer is."""
    return _TRADE_ZH.sub("", name) if re.search("[·•・]", name) else name


_TRADE_ZH = re.compile(
    "^[\u3400-\u9fff]*(?:[家员員师師者长長人]|博主|主帅|主帥|门将|門將|实习生|實習生|研究生|毕业生|导演|導演|教练|教練|游客|歌手|球星|选手|選手|学生|學生|牧民)"
    "(?=[\u3400-\u9fff]{2})"
)


def _name_at_end(text: str) -> str:
    dotted = re.search("[\u3400-\u9fff]{1,6}(?:[·•・][\u3400-\u9fff]{1,8})+$", text)
    if dotted:
        return dotted.group()
    for length in (3, 2):
        if length == 2 and _ZH_NOT_NAMES.search(text[-length:]):
            continue
        if len(text) >= length and text[-length] in ZH_SURNAMES:
            return text[-length:]
    return ""
