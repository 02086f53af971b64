"""Which words make a printed label, or show that a line with a colon is none?

Data for ingest.labels, each row with the kind of line that taught it.

    >>> "minister" in OFFICES and "first" in NOT_LABELS
    True
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _folded(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


# "Q:", "Question:", «Вопрос:», 问：: the whole label, casefolded → mode.
ROLES: dict[str, str] = {
    "q": "question",
    "question": "question",
    "journalist": "question",
    "reporter": "question",
    "correspondent": "question",
    "a": "answer",
    "answer": "answer",
    "response": "speech",
    "reply": "speech",
    "remark": "speech",
    "remarks": "speech",
    "comment": "speech",
    "moderator": "speech",
    "presenter": "speech",
    "operator": "speech",
    "voice": "speech",
    "spokesperson": "answer",
    "вопрос": "question",
    "журналист": "question",
    "корреспондент": "question",
    "ответ": "answer",
    "реплика": "speech",
    "реплики": "speech",
    "ведущий": "speech",
    "ведущая": "speech",
    "модератор": "speech",
    "из зала": "speech",
    "реплика из зала": "speech",
    "问": "question",
    "記者": "question",
    "记者": "question",
    "提问": "question",
    "問": "question",
    "答": "answer",
    "发言人": "answer",
    "發言人": "answer",
    "主持人": "speech",
}

# Agencies whose name alone is the label of a question: "AFP: …", "CCTV: …".
AGENCIES = _words(
    "AFP AP Reuters Bloomberg CCTV CGTN CNN BBC NHK Kyodo Xinhua TASS Interfax DPA EFE ANSA PTI "
    "Yonhap CNBC Sputnik RIA Tasnim Anadolu"
)

# Nouns an office is named by, casefolded; a name stands behind it, or before it and a comma.
OFFICES = _folded("""
    President Chairman Chairwoman Chairperson Chair Co-Chairman Co-Chairperson Chief Minister
    Premier Chancellor Director Head Secretary Secretary-General Governor Mayor Ambassador Envoy
    Representative Commissioner Commander Commander-in-Chief General Colonel Admiral Marshal
    Captain Lieutenant Major Corporal Sergeant Officer CEO Speaker Deputy Member Senator King
    Queen Prince Emir Sultan Sheikh Patriarch Metropolitan Pope Bishop Rabbi Mufti Academician
    Professor Doctor Rector Dean Editor-in-Chief Editor Manager Founder Co-Founder Owner Partner
    Adviser Advisor Aide Assistant Plenipotentiary Attorney Prosecutor Judge Ombudsman Leader
    Coach Champion Student Teacher Researcher Engineer Pilot Cosmonaut Worker Farmer Writer
    Director-General Spokesperson Spokesman Spokeswoman Vice-President Vice-Premier Coordinator
    Presenter Host Moderator Anchor Correspondent Journalist Observer Analyst Designer Actor
    Artist Composer Conductor Musician Physician Surgeon Nurse Veteran Volunteer Volunteer
    Chairperson Auditor Inspector Superintendent Administrator Custodian Scientist
    """)

OFFICES_RU = (
    "президент", "председател", "премьер", "министр", "глав", "губернатор", "мэр", "директор",
    "руководител", "начальник", "секретар", "посол", "представител", "командующ", "генерал",
    "полковник", "адмирал", "маршал", "капитан", "депутат", "сенатор", "патриарх", "митрополит",
    "академик", "профессор", "ректор", "редактор", "помощник", "советник", "прокурор", "судья",
    "уполномоченн", "заместител", "член", "король", "эмир", "канцлер", "врио", "лётчик",
    "тренер", "учител", "врач", "инженер", "студент", "художник", "композитор", "заведующ",
)  # fmt: skip

# Capitalised words that no person's name has: "United Nations: …" is no speaker.
NOT_NAMES = _words("""
    United Nations Nation Union Federation Republic Organisation Organization Council Commission
    Committee Company Bank Group University Institute Academy Agency Ministry Department Forum
    Summit Conference World International National State Regional Economic Federal European Eurasian
    Russian Chinese American Asian African North South East West Northern Southern Eastern Western
    Central Great New Old Region Territory District City Street Square House Park Project Programme
    Affairs Development Protection Relief Media Utilities Defence Trade Energy Navy Army Armed
    Forces Force Air Space Fleet Troops Government Parliament Duma Senate Assembly Far Issues
    Program Strategy Plan Treaty Agreement Declaration Article Part Section Chapter Kremlin Moscow
    Объединённых Наций Союз Федерация Республика Организация Совет Комиссия Комитет Компания Банк
    Группа Университет Институт Академия Агентство Министерство Форум Саммит Конференция Область
    Край Район Город Проект Программа Стратегия План Договор Соглашение Декларация Статья
    """)

# What ends an office in Chinese: 外交部发言人毛宁, 王毅外长.
OFFICES_ZH = (
    "发言人", "部长", "副部长", "主席", "总理", "总统", "大使", "书记", "省长", "市长", "司长",
    "局长", "主任", "院长", "校长", "外长", "记者", "總理", "總統", "主任", "秘书长", "部長",
    "首相", "国王", "会长", "董事长", "总裁", "委员", "教授", "代表", "参赞",
)  # fmt: skip

# Small words allowed inside a label: "Director of the Boreskov Institute of Catalysis …".
LINKS = _words(
    "of the for and in on at to de la le del da dos van von der den ibn bin bint al el ben abu "
    "as with de’ di du y e und a an under from"
)

# A label is not a sentence: one of these, and it is none ("These are not just words: …").
SENTENCE_WORDS = _words("""
    is are was were be been am has have had do does did will would shall should can could may might
    must said say says saying reads read noted added stressed think thinks know want like make made
    take took goes went see let lets let’s here there it’s that’s this that these those it he she
    they we you i me my your our us them not if when because but or so then what which who how why
    where while since than just also only following follows main key very
    это есть был была были будет что как если когда потому мы вы я он она они его её их нас вам
    вас мне нам не но или также только первое второе главное вот так было говорится сказал отметил
    подчеркнул следующее является надо нужно можно хочу хотел
    """)

# First words that begin a heading, an enumeration, an address or a caption, never a speaker.
NOT_LABELS = _words("""
    first firstly second secondly third thirdly fourth fifth sixth finally next again lastly
    remarks speech excerpts excerpt beginning opening transcript statement statements press
    address answers speeches meeting ladies gentlemen friends colleagues dear esteemed mr mrs ms
    the its comrades note photo source video audio published publication updated date place time
    venue agenda topic topics subject theme participants attachment annex contact contacts tel phone
    email e-mail fax website http https www see read also today yesterday tomorrow in on at for
    from by with to as and but the because therefore however example conclusion summary reference
    question: part chapter section article item point paragraph step stage option number no
    monday tuesday wednesday thursday friday saturday sunday
    text texts текст
    начало выступление стенограмма стенографический заявление заявления справка фото видео
    источник дата место время тема темы повестка во-первых во-вторых в-третьих первое второе
    третье наконец уважаемые дорогие дамы господа друзья коллеги товарищи например так итак
    опубликовано опубликован ссылка смотрите участники приложение телефон адрес часть глава:
    раздел пункт статья вывод итог вопрос: сегодня вчера завтра справочно
    第一 第二 第三 第四 第五 首先 其次 再次 最后 一是 二是 三是 四是
    五是 时间 地点 来源 编辑 责任编辑 附件 附 注
    主题 标题 题目 摘要 日期 电话 传真 地址 邮编 网址 关键词 例如 比如 其中 图 图片 视频 作者
    记者手记 发布时间
    发布日期 发文机关 文号 主办单位 主管单位 联系人 原标题 各位来宾 各位代表
    各位同事 朋友们 同志们 女士们
    """)

# Headings that open another part of the page: "Remarks at the opening ceremony:".
HEADING_STARTS = _words("""
    remarks speech speeches excerpts excerpt beginning opening transcript statement statements
    press address answers message начало выступление выступления стенограмма стенографический
    заявление заявления заявления для вступительное ответы обращение
    """)

# Given names that stand first in a label where nothing else (no bold, no office) tells it.
GIVEN_NAMES = _words("""
    Vladimir Dmitry Dmitri Sergei Sergey Alexander Alexei Alexey Andrei Andrey Anton Igor Ivan
    Mikhail Nikolai Oleg Pavel Pyotr Valery Viktor Yury Yuri Vyacheslav Gennady German Leonid
    Maria Marina Olga Tatyana Tatiana Valentina Yelena Elena Anna Natalia Natalya Svetlana Irina
    Maxim Denis Yevgeny Boris Konstantin Roman Vasily Vitaly Vadim Grigory Ilya Kirill Arkady
    Xi Li Wang Han Zhao Hu Wen Yang Emmanuel Angela Recep Donald Barack Nursultan Emomali Shavkat
    Владимир Дмитрий Сергей Александр Алексей Андрей Антон Игорь Иван Михаил Николай Олег Павел
    Пётр Валерий Виктор Юрий Вячеслав Геннадий Герман Леонид Мария Марина Ольга Татьяна Валентина
    Елена Анна Наталья Светлана Ирина Максим Денис Евгений Борис Константин Роман Василий Виталий
    """)

# Countries after "of" in an office, longest first where one begins another: what follows is name.
COUNTRIES = (
    "the People’s Republic of China", "the People's Republic of China", "the Republic of Korea",
    "the Republic of Belarus", "the Republic of Kazakhstan", "the Russian Federation",
    "the Czech Republic", "the United Arab Emirates", "the United States of America",
    "the United States", "the USA", "the US", "the UAE", "the UN", "the European Council",
    "the European Commission", "the Council of Ministers", "the State Duma", "South Africa",
    "South Korea", "South Ossetia", "Saudi Arabia", "Sri Lanka", "Costa Rica", "North Macedonia",
    "Bosnia and Herzegovina", "Guinea-Bissau", "New Zealand", "Great Britain", "Equatorial Guinea",
    "Russia", "China", "India", "Egypt", "Turkey", "Cuba", "Vietnam", "Laos", "Mongolia", "Japan",
    "Iran", "Iraq", "Syria", "Israel", "Palestine", "Jordan", "Qatar", "Bahrain", "Kuwait",
    "Algeria", "Tunisia", "Libya", "Sudan", "Morocco", "Indonesia", "Malaysia", "Myanmar",
    "Thailand", "Singapore", "Philippines", "Pakistan", "Afghanistan", "Kazakhstan", "Kyrgyzstan",
    "Tajikistan", "Turkmenistan", "Uzbekistan", "Armenia", "Azerbaijan", "Georgia", "Belarus",
    "Ukraine", "Moldova", "Abkhazia", "Serbia", "Slovenia", "Slovakia", "Hungary", "Austria",
    "Germany", "France", "Italy", "Spain", "Portugal", "Greece", "Cyprus", "Bulgaria", "Romania",
    "Finland", "Sweden", "Norway", "Denmark", "Iceland", "Netherlands", "Belgium", "Brazil",
    "Argentina", "Venezuela", "Bolivia", "Ecuador", "Nicaragua", "Mexico", "Peru", "Chile",
    "Crimea", "Chechnya", "Tatarstan", "Bashkortostan",
)  # fmt: skip

# Chinese surnames that label a turn alone or with a given name: 王毅：
SURNAMES_ZH = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文习耿华"
)
