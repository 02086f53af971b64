"""By which words does an article say that somebody said something? Tables for three languages.

Every form is written out: a table that can be read, not a rule that guesses.

    >>> SAYING["en"].fullmatch("has repeatedly stressed") is not None
    True
    >>> [SAYING["ru"].fullmatch(word) is not None for word in ("подчеркнула", "подчёркнутый")]
    [True, False]
"""

from __future__ import annotations

import re


def _any(text: str) -> str:
    return "|".join(sorted(text.split(), key=len, reverse=True))


# What a person does who is quoted. "told" and its kind want the person before them.
_ENGLISH = _any("""
    say says said saying add adds added adding tell tells told telling notes noted noting
    stresses stressed stressing emphasise emphasises emphasised emphasising emphasize emphasizes
    emphasized emphasizing stated stating declare declares declared declaring announce announces
    announced announcing explain explains explained explaining remarked remarking observe
    observes observed observing warn warns warned warning insist insists insisted insisting
    claims claimed claiming argue argues argued arguing replies replied replying answered
    answering respond responds responded responding ask asks asked asking recall recalls
    recalled recalling concludes concluded concluding write writes wrote writing continue
    continues continued continuing admit admits admitted admitting acknowledge acknowledges
    acknowledged acknowledging assure assures assured assuring confirm confirms confirmed
    confirming reiterate reiterates reiterated reiterating underline underlines underlined
    underlining underscore underscores underscored commented commenting quip quips quipped jokes
    joked tweet tweets tweeted posted vows vowed promised urge urges urged cautions cautioned
    describe describes described describing calls called calling denies denied pointed suggest
    suggests suggested agree agrees agreed pledges pledged reported cried shouted recounted
    demanded boast boasts boasted blast blasts blasted slam slams slammed labeled labelled dub
    dubbed charged wonder wonders wondered predict predicts predicted complain complains
    complained lament laments lamented brag bragged snapped mused opine opined accuse accuses
    accused criticise criticised criticize criticized dismiss dismisses dismissed echo echoed
    concede conceded contend contends contended think thinks thought believe believes believed
    hopes hoped feared touted hail hails hailed praised mocked chanted testify testified
    elaborate elaborated recommend recommended proposed expressed voiced deemed branded
    characterise characterised characterize characterized referred stipulates provide provides
    proclaim proclaims proclaimed assert asserts asserted maintain maintains maintained
    signalled signaled thanked welcomed congratulate congratulated wish wishes wished countered
    retorted joking interjected offered whispered exclaimed marvelled sighed laughed smiled
    answers shrugs sighs laughs smiles chuckles exclaims whispers
""")
_ENGLISH_BEFORE = (
    r"(?:(?:has|have|had|also|then|later|once|again|repeatedly|reportedly|publicly|further|went on"
    r" to|was quoted as|is quoted as|quoted as|jokingly|earlier|recently|previously|would|will|did"
    r"|openly|bluntly|firmly|clearly|simply|always|often|only|just|even|never|personally|wrote and"
    r"|further)\s+){0,3}"
)
_RUSSIAN_PAST = _any("""
    сказал заявил отметил подчеркнул подчёркнул добавил сообщил пояснил объяснил рассказал напомнил
    указал уточнил ответил спросил написал признал признался заверил подтвердил констатировал
    резюмировал заключил объявил предупредил призвал возразил парировал пообещал обещал поделился
    прокомментировал воскликнул продолжил высказал выразил считал говорил отмечал подчёркивал
    подчеркивал повторил процитировал цитировал передал произнёс произнес оценил назвал описал
    опроверг допустил предположил посоветовал поблагодарил пожелал доложил озвучил выступил
    провозгласил пошутил вспомнил вспоминал убеждал настаивал обратил утверждал полагал предложил
    заметил согласил отозвал завершил отрезал улыбнул усмехнул поинтересовал подытожил подхватил
    откликнул посетовал пожаловал успокоил поправил зачитал дополнил закончил рассудил съязвил
    рассказывал объяснял сообщал призывал огласил предупреждал замечал пригласил поздравил обещал
""")
_RUSSIAN_NOW = _any("""
    говорит говорят заявляет заявляют отмечает отмечают подчеркивает подчёркивает подчеркивают
    подчёркивают добавляет добавляют сообщает сообщают поясняет объясняет рассказывает напоминает
    указывает уточняет отвечает пишет пишут признает признаёт заверяет подтверждает констатирует
    считает считают полагает полагают уверен уверена уверены убежден убеждена убеждён
    утверждает утверждают предупреждает настаивает цитирует цитируют приводит передает передаёт
    замечает предлагает обещает шутит вспоминает признаётся признается соглашается советует
    продолжает заключает резюмирует спрашивает думает восклицает надеется называет комментирует
    комментируют рассуждает улыбается вздыхает делится усмехается смеется смеётся сетует
    говорится отмечается подчеркивается подчёркивается сказано указано указывается сообщается
    утверждается поясняется
""")
_RUSSIAN_WHILE = _any("""
    сказав заявив отметив подчеркнув добавив пояснив напомнив указав уточнив ответив написав
    подытожив отвечая говоря комментируя поясняя добавляя отмечая подчеркивая подчёркивая напоминая
    назвав называя заметив заключив
""")
_CHINESE = _any("""
    说 說 表示 指出 强调 強調 称 稱 认为 認為 介绍 介紹 透露 宣布 补充 補充 回应 回應 回答 写道
    寫道 坦言 呼吁 呼籲 谈到 談到 提到 直言 重申 感叹 感慨 解释 解釋 告诉记者 告訴記者 说道 說道
    问道 問道 答道 评价 評價 评论 評論 总结 總結 表态 表態 发文 發文 致辞说 讲道 講道 谈道 明确
    回忆 回憶 回顾 回顧 概括 坦承 提议 提議 提醒 提出 笑答 笑言 答 喊道 感慨道 建议 建議 主张
    明確 警告 敦促 承诺 承諾 确认 確認 声明 聲明 阐述 闡述 宣称 宣稱 反问 笑道 写信说 指明 要求
    希望 形容 插话 插話 反驳 反駁 驳斥 駁斥 追问 追問 质问 質問 嘀咕 念叨 叮嘱 叮囑 嘱咐 调侃
    調侃 自嘲 打趣 留言 发帖 發帖 撰文 预计 預計 预测 預測 估计 估計 附和 劝道 勸道 叹道 嘆道 喊话
    炮轰 炮轟 痛批 受访时 坚称 堅稱 供述 辩称 辯稱 爆料 发问 發問
    承认 承認 否认 否認 称赞 稱讚 赞叹 讚嘆 赞扬 抱怨 吐槽 嘟囔
    安慰 勉励 勉勵 叮咛
""")

SAYING: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b{_ENGLISH_BEFORE}(?:{_ENGLISH}|went on|goes on|shot back|hit back"
        r"|states(?=\s+that))\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        rf"\b(?:также\s+|затем\s+|позже\s+|ранее\s+|снова\s+|неоднократно\s+|прямо\s+){{0,2}}"
        rf"(?:(?:{_RUSSIAN_PAST})(?:а|о|и|ся|ась|ись)?|{_RUSSIAN_NOW})\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        rf"(?:也|还|還|并|並|再次|曾|明确|明確|进一步|進一步|特别|特別|又|则|則|随后|隨後|郑重|一再|多次|同时|同時)*"
        rf"(?:{_CHINESE}|(?<![受遭被到的])(?:批评|批評|质疑|質疑|指责|指責))(?:道|说|說|称|稱|着|著)?"
    ),
}
"""A verb of saying with what may stand before it, by language."""

WHILE = re.compile(rf"\b(?:{_RUSSIAN_WHILE})\b", re.IGNORECASE)
"""A participle: its person is that of the sentence."""

TELLING = re.compile(
    r"\b(?:told|tells?|telling|quoted as|assur\w+|urg\w+|warn\w+|read[s]?)\b", re.IGNORECASE
)
"""English verbs never followed by their person: "said Smith", but not "told Smith"."""

ACCORDING: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:according\s+to|in\s+the\s+(?:words|opinion|view)\s+of|as\s+quoted\s+by"
        r"|(?:remark|comment|statement|claim|assertion|warning|accusation|suggestion)s?\s+(?:made\s+)?by)"
        r"\s+",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:по\s+(?:(?:его|её|ее|их)\s+)?(?:словам|мнению|выражению|оценке|утверждению|убеждению|замечанию|признанию)"
        r"|со\s+слов|согласно|(?:слова|цитата|цитату|словами|заявление|высказывание)(?=\s+[а-яёА-ЯЁ]))(?:\s+|(?=,))",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:据|據|按照|根据|根據|用|按)(?=[^，。；：“”]{1,30}?(?:介绍|介紹|透露|的话说|的話說|的说法|的說法|所说|所說|说|說|表示|的话|称))"
        r"|在(?=[^，。；：“”]{1,20}?(?:看来|看來)，)"
    ),
}
"""What stands before the person in "according to NAME"; for Chinese something follows too."""

QUOTING: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\bquot(?:ed|es|ing)\s+(?P<who>[^,.;:]{2,60}?)\s+as\s+(?:saying|telling|having\s+said)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:привод[ия]т|цитиру[ею]т|процитировал[аи]?)\s+(?P<who>его|её|ее)(?:\s+слова)?\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:援引|引述|转引|轉引|引用)(?:了)?(?P<who>[^，。；：“”「」]{1,12}?)(?:的话|的話|的说法|的說法|说|說|$|(?=[，。]))"
    ),
}
"""Another is said to quote somebody: one website quoted him as saying."""

UNSAID = re.compile(
    r"\b(?:говорится|сказано|указано|отмечается|указывается|подч[её]ркивается|сообщается)\b",
    re.IGNORECASE,
)
"""Russian verbs of saying without a person; what they are followed by says where."""

ASCRIBED = re.compile(
    r"\bприписа(?:ли|н[аоы]?)\b"  # Кулагиной приписали слова «…»
    r"|\bприписыва(?:ют|ли|ется|ются|л[аио]сь|ем\w+)\b"  # приписываемые мэру слова «…»
    r"|\b(?:attributed|ascribed)\s+to\b",  # a remark attributed to Smith: “…”
    re.IGNORECASE,
)
"""Words that somebody is merely said to have said: the article does not say that he did."""

WRITTEN_ON = re.compile(
    r"\b(?:sign|banner|notice|poster|headline|motto|slogan|caption|title|letter|inscription|proverb"
    r"|saying|verse|song|message|email|note|post|hashtag|password|label|plaque|menu)s?\b"
    r"|\b(?:табличк|надпис|плакат|вывеск|лозунг|девиз|заголов|баннер|объявлени|записк|поговорк"
    r"|пословиц|песн|стих|слоган|назва|называ|растяжк|ценник|этикетк|хештег|пароль|афиш|указател"
    r"|письм|сообщени|смс|телеграмм|открытк|подпис)",
    re.IGNORECASE,
)
"""На воротах висит табличка: «…» — what is written on a thing is nobody's word."""

PAPERS = re.compile(
    r".*(?:通知|公报|公報|公告|意见|意見|规定|規定|条例|條例|白皮书|白皮書|社论|社論)"
)
"""各部门的通知(指出): a document speaks, and no person. 通报 is not here: it is a verb as often."""

KIN_ZH = (
    r"(?:同事|搭档|搭檔|助手|同学|同學|老师|老師|邻居|鄰居|朋友|妻子|丈夫|爱人|愛人|儿子|兒子"
    r"|女儿|女兒|父亲|父親|母亲|母親|爷爷|爺爺|奶奶|哥哥|弟弟|姐姐|妹妹"
    r"|师父|師父|师傅|師傅|徒弟|老伴|孙子|孫子|孙女|孫女|母女|嫂子|舅舅|叔叔|女婿|儿媳|媳妇)"
)
KIN = re.compile(r"[他她](?:们|們)?的?" + KIN_ZH)
"""他的同事陈大海(补充说): not he, but another."""

RECALLING = re.compile(
    r"(?:说起|說起|谈起|談起|提起|谈及|談及|聊起)[^，。；“”]{1,24}，(?P<who>[^，。；“”]{2,20}?)"
    r"(?=笑|满脸|滿臉|满是|滿是|难掩|難掩|激动|激動|十分|打开了话匣子|很是)"
)
"""“…。”说起公路，果农陈有田笑得合不拢嘴。 — who speaks is whom the clause behind it shows."""

PRONOUN: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:he|she|they|the\s+(?:president|minister|leader|official|spokes\w+|diplomat|politician"
        r"|head\s+of\s+state|premier|envoy|ambassador|chancellor|governor|mayor|chairman))",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:он|она|они|тот|та|президент|министр|глава\s+государства|политик|дипломат|чиновник|премьер"
        r"|премьер-министр|председатель|губернатор|спикер|посол|российский\s+лидер"
        r"|китайский\s+лидер|лидер)",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:他|她|他们|她们|总统|主席|总理|部长|外长|该发言人|发言人|总统先生)"),
}
"""Words that mean somebody named before."""

STOPS: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?<!\b[A-Z])(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bRev)(?<!\bRep)(?<!\bSen)(?<!\bGov)"
        r"(?<!\bGen)(?<!\bProf)(?<!\bCol)(?<!\bCapt)(?<!\bSgt)(?<!\bLt)(?<!\bCllr)(?<!\bJr)(?<!\bSr)\."
        r"|[,;:!?(\[—–“\"«]|\s(?:in|on|at|during|to|after|when|while|as|who|whom|before|with|about"
        r"|following|from|by|amid|earlier|later|yesterday|today|Monday|Tuesday|Wednesday|Thursday"
        r"|Friday|Saturday|Sunday|last|this|speaking|adding|noting|citing|for|via|over|ahead)\b"
    ),
    "ru": re.compile(
        r"[,.;:!?(\[—–«“]|\s(?:в|во|на|после|перед|по|при|журналистам|корреспонденту|агентству"
        r"|накануне|сегодня|вчера|ранее|комментируя|отвечая|выступая|передает|передаёт|из-за"
        r"|для|через|за)\s"
    ),
    "zh": re.compile(r"[，。；：！？（“”「」、]"),
}
"""Where the naming of a person that follows a verb ends."""

ZH_SUBJECT_ENDS = re.compile(
    r"(?:在|于|於|(?<!反)对(?!岸)|對(?!岸)|就|向|同|与|與|(?<!共)和|当|當|日前|赛后|賽後|演出|致辞|致辭|讲话|講話|[\u3400-\u9fff][着著]|一边|一邊|一面|含泪|哽咽|这样|這樣|一再|用|边|继续|繼續|事后|近日|今天|昨天|今日|当日|当天|此前|[0-9０-９一二三四五六七八九十]+[年月日]"
    r"|接受|出席|会见|會見|主持|发表|發表|回应|表示|指出|强调|通过|透过|随后|首先|最后|则|也|还|再次|曾|明确|已|今年|去年|上周|本周|周[一二三四五六日]|星期|会后|会上|晚间|上午|下午)"
)
"""What ends a Chinese subject, before the verb of saying."""

OBJECTS = re.compile(
    r"\b(?:с|со|к|ко|у|от|для|о|об|про|между|против|вместе\s+с)\s+$", re.IGNORECASE
)
"""Russian prepositions: the name behind them is not who speaks."""
