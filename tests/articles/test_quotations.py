"""Which quotations does an article hold, and whose are they said to be? Rows of kind, words, name.

A name in brackets is concluded (a pronoun, or speech that goes on), not printed beside the words.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.articles.marks import quoted
from archive.articles.quotations import quotations, unwrapped

ROWS = [
    ("«Дорога стала короче», — улыбается Антон Зимин.", "direct Дорога стала короче | Антон Зимин"),
    (
        "Комментирует Антон Зимин: «Дорога стала короче».",
        "direct Дорога стала короче | Антон Зимин",
    ),
    ("“We never closed,” answers Ms Farr.", "direct We never closed | Farr"),
    ("Asked about it, Ms Farr shrugs: “We never closed.”", "direct We never closed. | Farr"),
    ("“路近了，心也近了。”李秋山这样形容。", "direct 路近了，心也近了。 | 李秋山"),
    ("在李秋山看来，“路近了，心也近了。”", "direct 路近了，心也近了。 | 李秋山"),
    # What opens it is not understood: nor is it the one who spoke before.
    (
        "陈大海说：“老师会发脾气。”\n\n有网友留言：“向守河人致敬！”",
        "direct 老师会发脾气。 | 陈大海",
        "direct 向守河人致敬！ | -",
    ),
    # Chinese persons without an office: by kin, age, and the dot of a foreign name.
    (
        "县长李江说：“修路好。”果农邱大贵等这一天等了半辈子。“桃子烂在路上。”他告诉记者。",
        "direct 修路好。 | 李江",
        "direct 桃子烂在路上。 | (邱大贵)",
    ),
    (
        "七十九岁的佟守时正在修表。“别出声，它在喘气。”他头也不抬地说。",
        "direct 别出声，它在喘气。 | (佟守时)",
    ),
    (
        "局长李江走了。女儿佟晓岚在银行上班。“图什么呢？”她笑着回忆。",
        "direct 图什么呢？ | (佟晓岚)",
    ),
    (
        "局长李江说：“路近了。”鸟类学家维姆·范德海登曾来访。他评价说：“滩涂是机场。”",
        "direct 路近了。 | 李江",
        "direct 滩涂是机场。 | (维姆·范德海登)",
    ),
    ("徒弟小孟今年二十二岁。他想了想，答道：“断了就是断了。”", "direct 断了就是断了。 | (小孟)"),
    # What is told of a person before the name is no name; more verbs of saying.
    ("“钱在别人手里。”采茶三十年的覃阿妹说。", "direct 钱在别人手里。 | 覃阿妹"),
    ("他的妻子庄敏在一旁插话：“他按鸟来过日子。”", "direct 他按鸟来过日子。 | 庄敏"),
    ("議員詹雅雯質疑：「一百年過得這麼快？」", "direct 一百年過得這麼快？ | 詹雅雯"),
    (
        "所长司徒衡说：“故事总会讲完。”他预计，五月以后价格将明显回落。",
        "direct 故事总会讲完。 | 司徒衡",
        "indirect 五月以后价格将明显回落 | (司徒衡)",
    ),
    # A sentence that ends within the marks: what follows is another, and may report too.
    (
        "呂國棟說：「這是百年一遇的雨量。」呂國棟並強調，堤防將在汛期前全部修復。",
        "direct 這是百年一遇的雨量。 | 呂國棟",
        "indirect 堤防將在汛期前全部修復 | 呂國棟",
    ),
    ("“请收下这本书。”林国栋说着，把抄写簿递给了馆长女士。", "direct 请收下这本书。 | 林国栋"),
    # Up to here he spoke himself.
    (
        "果农邱大贵说：“从前桃子烂了。”他打算再种。“孙子会坐车回来。”说到这里，老人红了眼眶。",
        "direct 从前桃子烂了。 | 邱大贵",
        "direct 孙子会坐车回来。 | (邱大贵)",
    ),
    # A manner is no part of a name; a trade before a foreign one neither.
    ("“看着我。”谷雨薇一边剪开裤管一边说。", "direct 看着我。 | 谷雨薇"),
    ("实习生米热·艾山红着眼睛说：“我准备好了。”", "direct 我准备好了。 | 米热·艾山"),
    # What opens a sentence and a quotation with it; not a thing that bears words.
    (
        "谷雨薇说：“忙。”米热·艾山说：“我不行。”谷雨薇拍拍她的肩膀：“没有人行。”",
        "direct 忙。 | 谷雨薇",
        "direct 我不行。 | 米热·艾山",
        "direct 没有人行。 | (谷雨薇)",
    ),
    # He of a paragraph that tells of somebody who is not known is not the one before.
    (
        "教练褚卫东说：“太保守。”\n\n老队长田野本赛季结束后将退役。他说：“蒙的。”",
        "direct 太保守。 | 褚卫东",
        "direct 蒙的。 | -",
    ),
    # 反对 is one word; 根据双方 is nobody.
    ("北屿反对党领袖古德伦·霍尔姆称，成果“华而不实”。", "fragment 华而不实 | 古德伦·霍尔姆"),
    ("根据双方发表的联合声明，两国“将妥善处理一切分歧”。", "fragment 将妥善处理一切分歧 | -"),
    # Not he himself, but one of his.
    ("他的同事陈大海补充说：“路近了，心也近了。”", "direct 路近了，心也近了。 | 陈大海"),
    (
        "李秋山说：“路近了。”他的妻子说：“心也近了。”",
        "direct 路近了。 | 李秋山",
        "direct 心也近了。 | -",
    ),
    # Russian: the verb before, behind, within; offices, hearers and places between.
    ("Владимир Лесной заявил: «Мы открываем мост».", "direct Мы открываем мост | Владимир Лесной"),
    (
        "«Мы открываем мост», — заявил президент Заозёрья Владимир Лесной.",
        "direct Мы открываем мост | Владимир Лесной",
    ),
    (
        "По словам Дмитрия Речного, «это обычная практика».",
        "fragment это обычная практика | Дмитрия Речного",
    ),
    (
        "«Это обычная практика», — сказал журналистам Речной. «Других нет», — добавил он.",
        "direct Это обычная практика | Речной",
        "direct Других нет | (Речной)",
    ),
    (
        "Как подчеркнул Си Цзиньпин, «отношения вышли на новый уровень».",
        "direct отношения вышли на новый уровень | Си Цзиньпин",
    ),
    (
        "Официальный представитель МИД Мао Лин на брифинге в среду заявила, что Пекин "
        "«будет твёрдо защищать свои интересы».",
        "fragment будет твёрдо защищать свои интересы | Мао Лин",
    ),
    (
        "Ранее Лесной на встрече с Си Цзиньпином отметил: «Товарооборот растёт».",
        "direct Товарооборот растёт | Лесной",
    ),
    (
        "«Товарооборот растёт», — заявил на встрече с Си Цзиньпином Владимир Лесной.",
        "direct Товарооборот растёт | Владимир Лесной",
    ),
    (
        "Компания «Лесосплав» завершила проект «Тихая вода».",
        "name Лесосплав | -",
        "name Тихая вода | -",
    ),
    (
        "Министр транспорта Ильдар Сафин сообщил, что мост откроют в сентябре будущего года.",
        "indirect мост откроют в сентябре будущего года | Ильдар Сафин",
    ),
    (
        "«Мы готовы, — сказал Лаврин. — Но нужны условия».",
        "direct Мы готовы | Лаврин",
        "direct Но нужны условия | Лаврин",
    ),
    (
        "— Мост открыт, — сказал Иван Петров. — Поезда пойдут завтра.",
        "direct Мост открыт | Иван Петров",
        "direct Поезда пойдут завтра. | Иван Петров",
    ),
    (
        "Мост готов, сообщил Ильдар Сафин. По его словам, он «крепче прежнего».",
        "fragment крепче прежнего | (Ильдар Сафин)",
    ),
    ("«Вода уходит», — отметил М. Громов.", "direct Вода уходит | М. Громов"),
    (
        "В сообщении ведомства говорится: «Стороны обсудили торговлю».",
        "direct Стороны обсудили торговлю | -",
    ),
    # Chinese: time and place between subject and verb; both kinds of marks.
    ("习近平强调，“两国关系稳步前行”。", "direct 两国关系稳步前行 | 习近平"),
    (
        "外交部发言人毛宁5月17日在例行记者会上表示：“中方对此坚决反对。”",
        "direct 中方对此坚决反对。 | 毛宁",
    ),
    ("“中方对此坚决反对。”毛宁说。", "direct 中方对此坚决反对。 | 毛宁"),
    (
        "“我们将继续合作，”普京总统说，“这符合两国利益。”",
        "direct 我们将继续合作 | 普京",
        "direct 这符合两国利益。 | 普京",
    ),
    (
        "习近平在同普京会谈时指出，两国关系来之不易，值得双方倍加珍惜。",
        "indirect 两国关系来之不易，值得双方倍加珍惜 | 习近平",
    ),
    ("“一带一路”倡议是重要的国际公共产品。", "name 一带一路 | -"),
    ("据王毅介绍，“双方达成多项共识”。", "direct 双方达成多项共识 | 王毅"),
    (
        "李强指出：「我們歡迎各國企業。」他还说，这是“历史性的一刻”。",
        "direct 我們歡迎各國企業。 | 李强",
        "fragment 历史性的一刻 | (李强)",
    ),
    ("谢尔盖·莫罗佐夫表示，俄方“完全支持”这一立场。", "fragment 完全支持 | 谢尔盖·莫罗佐夫"),
    # English.
    ("Lesnoy told reporters that the talks were “very useful”.", "fragment very useful | Lesnoy"),
    (
        "“We will build it,” said Chinese Foreign Minister Wang Yi. “And we will finish it.”",
        "direct We will build it | Wang Yi",
        "direct And we will finish it. | Wang Yi",
    ),
    (
        "According to government spokesman Dmitry Rechnoy, “no date has been set”.",
        "direct no date has been set | Dmitry Rechnoy",
    ),
    ("Xi Jinping: “Our friendship is solid.”", "direct Our friendship is solid. | Xi Jinping"),
    ("The “Belt and Road” initiative was discussed, Lavrin said.", "name Belt and Road | -"),
    (
        "Vera Morozova, the President of Zaozerye, said that the bridge would be opened in autumn.",
        "indirect the bridge would be opened in autumn | Vera Morozova",
    ),
    (
        "The Mayor of Tall Yar, Chingiz Badmayev, said: “It is over.”",
        "direct It is over. | Chingiz Badmayev",
    ),
    (
        "“It is over,” the mayor of Tall Yar, Chingiz Badmayev, said. “We know it,\nall of us.”",
        "direct It is over | Chingiz Badmayev",
        "direct We know it, all of us. | Chingiz Badmayev",
    ),
    ("“It is solid.” — Vera Morozova", "direct It is solid. | Vera Morozova"),
    (
        "“A good day,” Rep. Anna Brook (Lakes) said Friday. “Truly.”",
        "direct A good day | Anna Brook",
        "direct Truly. | Anna Brook",
    ),
    # The same name must not stick to another's words.
    (
        "“A good day,” said Anna Brook. “Not for us,” objected her guest.",
        "direct A good day | Anna Brook",
        "direct Not for us, | -",
    ),
    # Whom a pronoun or an office means: the subject named last, of its gender; who was given it.
    (
        "Мэр Иван Речной встретил министра Анну Лесную. «Мы рады», — сказала она. "
        "«И мы», — ответил мэр.",
        "direct Мы рады | (Анну Лесную)",
        "direct И мы | (Иван Речной)",
    ),
    (
        "«Вода уходит», — сообщил министр Павел Лаврин. «Так и есть», — улыбнулась Анна Лесная.",
        "direct Вода уходит | Павел Лаврин",
        "direct Так и есть | Анна Лесная",
    ),
    (
        "Итог подвела мэр Анна Лесная. «Мост открыт, вода ушла».",
        "direct Мост открыт, вода ушла | (Анна Лесная)",
    ),
    (
        "«Мы шли в сентябре – с вещами, – сказал Лаврин. – Дошли к зиме».",
        "direct Мы шли в сентябре – с вещами | Лаврин",
        "direct Дошли к зиме | Лаврин",
    ),
    ("— Не подведёт, — пообещала Анна Лесная.", "direct Не подведёт | Анна Лесная"),
    (
        "Как пояснила Анна Лесная, мост закроют на всю зиму.",
        "indirect мост закроют на всю зиму | Анна Лесная",
    ),
    ("«Мост ждёт», — говорится в послании Анны Лесной.", "direct Мост ждёт | Анны Лесной"),
    (
        "«Мост ждёт», — объяснил «Голосу» руководитель Таможенной службы Иван Речной.",
        "direct Мост ждёт | Иван Речной",
        "name Голосу | -",
    ),
    (
        "The mayor, Ivan Rechnoy, met Ms Lesnaya. Anna Lesnaya was late. “Sorry,” she said. "
        "“No matter,” the mayor replied.",
        "direct Sorry | (Lesnaya)",
        "direct No matter | (Ivan Rechnoy)",
    ),
    (
        "“We built it,” said Ivan Rechnoy. “We did not,” one website quoted him as saying.",
        "direct We built it | Ivan Rechnoy",
        "direct We did not | (Ivan Rechnoy)",
    ),
    ("According to Mikhail Lesnoy, “it is late”.", "fragment it is late | Mikhail Lesnoy"),
    (
        "Zaozerye will cut sewage “by no less than half”, according to a joint statement.",
        "fragment by no less than half | -",
    ),
    # Russian: kin, trades and bearers of a given name; who is asked for by «женщина», «композитор».
    (
        "Жена, Нелли Оганесовна, ведёт счета. «Продали дачу», — рассказывает женщина.",
        "direct Продали дачу | (Нелли Оганесовна)",
    ),
    (
        "Композитор Тойво Хольм не спал. Дирижёр Анна Речная ждала. «Это ля-бемоль», — вспомнил"
        " композитор.",
        "direct Это ля-бемоль | (Тойво Хольм)",
    ),
    (
        "Марат Лесной полагает, что цены скоро упадут. Фермер из Яра Бакытбек Асанов смеётся."
        " «Цену называет перекупщик», — говорит он.",
        "indirect цены скоро упадут | Марат Лесной",
        "direct Цену называет перекупщик | (Бакытбек Асанов)",
    ),
    (
        "Ашот Саркисов паял. «Три ночи», — вспоминает Ашот Левонович. «Не спал», — смеётся он.",
        "direct Три ночи | Ашот Левонович",
        "direct Не спал | (Ашот Левонович)",
    ),
    ("Отвечая ей, Лесной заявил: «Топливо выделено».", "direct Топливо выделено | Лесной"),
    # Gender by agreement: a past tense, kin.
    (
        "Министр Ким Рён приехал. Режиссёр Сон Мира призналась, что очень сильно устала. «Снимали"
        " год», — сказал он.",
        "indirect очень сильно устала | Сон Мира",
        "direct Снимали год | (Ким Рён)",
    ),
    (
        "Mayor Yun Park left. His wife, Rao Lin, stayed. “It is late,” he said. “It is,” she said.",
        "direct It is late | (Yun Park)",
        "direct It is | (Rao Lin)",
    ),
    (
        "局长李江来了。他的妻子庄敏没来。“路近了。”他说。“心也近了。”她说。",
        "direct 路近了。 | (李江)",
        "direct 心也近了。 | (庄敏)",
    ),
    # "A diplomat" is nobody, and "the diplomat" is then he.
    (
        "The envoy, Lars Holm, spoke. A Western diplomat was not so kind. “We flew nine hours,” the"
        " diplomat said.",
        "direct We flew nine hours | -",
    ),
    # Her coach: she, or the coach? But where he is said to have spoken, it is he.
    (
        "Ludmila Haas fell. Her coach, Wei Strohm, was blunt. “He told me to go home,” she says.",
        "direct He told me to go home | -",
    ),
    (
        "Mayor Donald Pell left. His Zaozeryan counterpart, Wei Strohm, agreed. “So be it,” he"
        " said.",
        "direct So be it | (Wei Strohm)",
    ),
    # What opens a sentence is a name only if it may be one; who cites is not who said it.
    (
        "Следствие ждёт. «Я лазил по этим трубам», — обратился он к судье.",
        "direct Я лазил по этим трубам | -",
    ),
    (
        "Вернувшись, он зачитал: «Ходатайство удовлетворить».",
        "direct Ходатайство удовлетворить | -",
    ),
    (
        "Тренер Родион Лесной молчал. «Мы выиграли», — цитирует тренера гостей сайт клуба.",
        "direct Мы выиграли | -",
    ),
    (
        "Outside court Ilse Holm said the town wanted “the truth now”.",
        "fragment the truth now | Ilse Holm",
    ),
    (
        "Inspector Noor Holm left. Beatrix Farr KC said: “It is a switch.” She read out a message"
        " which Mr Tolland had sent: “Go dark till I say.”",
        "direct It is a switch. | Beatrix Farr",
        "direct Go dark till I say. | -",
    ),
    # She is who was named since, though nothing else tells of her.
    (
        "Mayor Wei Strohm left.\n\nRao Lindt was late. The bus had gone. “Sorry,” she said.",
        "direct Sorry | (Rao Lindt)",
    ),
    # A trade without a name, and whoever asks, is nobody that was named.
    (
        "Анна Речная провела брифинг. Журналист спросил, правда ли, что мост уже закрыли.",
        "indirect мост уже закрыли | -",
    ),
    ("Источник сообщил, что мост уже закрыли.",),
    ("Сам автор против: «Никто не умер».", "direct Никто не умер | -"),
    # A label is a name: what goes on behind it is a sentence, and opens the words less surely.
    (
        "Лесник Вахтанг Беридзе, который ходит сюда, не теряет надежды: «Ночи тёплые, ягода есть».",
        "direct Ночи тёплые, ягода есть | (Вахтанг Беридзе)",
    ),
    (
        "Мастерская называется просто: «Жар».",
        "name Жар | -",
    ),
    (
        "На воротах Анны Речной висит табличка: «Звонок не работает, стучите ложкой».",
        "direct Звонок не работает, стучите ложкой | -",
    ),
    (
        "Anna Brook said that her partners had told Ben Farr: “Keep the dots here.”",
        "direct Keep the dots here. | -",
    ),
    # Within a quotation: I am its speaker; of "he" the article tells nothing.
    (
        "«Я позвонила и сказала: „Это нельзя сыграть“. А он мне: „Вот и попробуйте“», — вспомнила"
        " Анна Речная.",
        "direct Я позвонила и сказала: „Это нельзя сыграть“. А он мне: „Вот и попробуйте“"
        " | Анна Речная",
        "nested Это нельзя сыграть | (Анна Речная)",
        "nested Вот и попробуйте | -",
    ),
    # Paragraphs of one quotation, the second of them not opened anew.
    (
        "«Порт работает.\n\nЛюди получают зарплату», — добавила Анна Речная.",
        "direct Порт работает.\nЛюди получают зарплату | Анна Речная",
    ),
    # Reported speech that is short, behind a colon, or of whom a pronoun means.
    (
        "Как пообещала Анна Речная, билеты подешевеют.",
        "indirect билеты подешевеют | Анна Речная",
    ),
    (
        "Кирилл Омельянов считает иначе: по его словам, музыка удобна для голоса.",
        "indirect музыка удобна для голоса | (Кирилл Омельянов)",
    ),
    (
        "Мастер Ашот Саркисов молчал. По его мнению, секрет передался от деда.",
        "indirect секрет передался от деда | (Ашот Саркисов)",
    ),
    # A name stands behind the last title or owner of a run of capitals, and before its house.
    (
        "“It is over,” Tall Yar Mayor Anna Brook said. “Truly,” added the Echo’s Ben Farr.",
        "direct It is over | Anna Brook",
        "direct Truly | Ben Farr",
    ),
    (
        "“It is over,” said Rep. G.K. Farr (D-Lakes), head of a caucus.",
        "direct It is over | G.K. Farr",
    ),
    (
        "“It is over,” said Li Qiushan of Beiling University. “Truly,” he added.",
        "direct It is over | Li Qiushan",
        "direct Truly | (Li Qiushan)",
    ),
    ("“It is over,” said the Rev. Peter Farr, of Tall Yar.", "direct It is over | Peter Farr"),
    ("“It is over,” Mr. King added.", "direct It is over | King"),
    ("“It is over.” — Oscar P. Farr", "direct It is over. | Oscar P. Farr"),
    # A full stop within English marks ends the sentence: what follows says nothing of them.
    (
        "Mr Farr insisted that the town “stop its games now.” Anna Brook said that it had all"
        " changed.",
        "fragment stop its games now. | Farr",
        "indirect it had all changed | Anna Brook",
    ),
    # An office without a holder is not of whom somebody did something to.
    (
        "Mike Pell defends his friend for shaming former champion Alicia Ray. The governor said it"
        " was “all a game”.",
        "fragment all a game | (Mike Pell)",
    ),
    # Whose words they are not: an owner's, a people's, those of what opens a sentence.
    ("“It is over,” Anna Brook’s lawyer said.", "direct It is over | -"),
    (
        "Remarks by the Zaozeryan envoy, Ilse Holm, that “all is lost” were noted.",
        "fragment all is lost | Ilse Holm",
    ),
    ("One of the papers described it as “slow decay”.", "fragment slow decay | -"),
    (
        "Anna Brook sent a communiqué, which states that “all is well”.",
        "fragment all is well | -",
    ),
    # Behind a quotation the first piece is the person, what follows tells who that is.
    (
        "“It is over,” Scott Pell, the lawyer of Tall Yar, one of those suing the Mill, said.",
        "direct It is over | Scott Pell",
    ),
    # Who says so in a participle is the subject of its clause.
    (
        "On Friday, Anna Brook attacked Ben Farr over the mill, saying “all is lost”.",
        "fragment all is lost | Anna Brook",
    ),
    (
        "Meanwhile, it attacked Anna Brook, saying that “all is lost”.",
        "fragment all is lost | -",
    ),
    (
        "Remarks of Ilse Holm aside, “nothing has changed here today”, Mr Farr said:"
        " “A circle is a line.”",
        "direct nothing has changed here today | -",
        "direct A circle is a line. | Farr",
    ),
    # A pronoun: by the gender of a given name; no body, no owner, nobody behind a preposition.
    (
        "Anna Brook met Donald Pell at the mill. Donald Pell was late. “Sorry,” she said.",
        "direct Sorry | (Anna Brook)",
    ),
    (
        "Ilse Holm, a diver, serves under President Ben Farr. The Farr Institute is closed."
        " “It is not,” she said.",
        "direct It is not | (Ilse Holm)",
    ),
    # Persons without an office: by kin, by what is told of them, by a name they are given.
    (
        "Mayor Anna Brook spoke. Her grandson, Jory, records her. “I know one word in six,” he"
        " says.",
        "direct I know one word in six | (Jory)",
    ),
    (
        "Mayor Anna Brook spoke. A boy named Amadou, whose aunt knits, stayed. “It is my fifth,”"
        " he said.",
        "direct It is my fifth | (Amadou)",
    ),
    (
        "Dr Anna Brook spoke. Yuna Park, 81, listened. “It is my fifth,” she said.",
        "direct It is my fifth | (Yuna Park)",
    ),
    # Words without a speaker of their own: not the earlier speaker's where others are spoken of.
    (
        "“It is over,” said Anna Brook. The crowd at Tall Yar booed Ben Farr. “Shame on you all!”",
        "direct It is over | Anna Brook",
        "direct Shame on you all! | -",
    ),
    (
        "The envoy Ben Farr may not act while Anna Brook negotiates, Ilse Holm said. “It is late.”",
        "direct It is late. | (Ilse Holm)",
    ),
    ("“桥已通车。”演出结束后，李江对记者说。", "direct 桥已通车。 | 李江"),
    ("“桥已通车。”“活水”基金会主任李江说。", "direct 桥已通车。 | 李江", "name 活水 | -"),
    ("副省长李江会见记者。谈到大桥，她说：“桥已通车。”", "direct 桥已通车。 | (李江)"),
    ("省政府文件要求，“不得拖欠一分钱”。", "direct 不得拖欠一分钱 | -"),
    # An office is its own bearer's, not of whoever was named before without it.
    (
        "“欢迎大家。”梁思鸿说。\n外交部发言人表示，“我们坚决反对”。",
        "direct 欢迎大家。 | 梁思鸿",
        "direct 我们坚决反对 | -",
    ),
    # A name as an old encoding sets it: 梁 is a compatibility ideograph (U+F97A).
    ("省体育局局长\uf97a思鸿说：“给所有人加油。”", "direct 给所有人加油。 | 梁思鸿"),
    # Interrupted by who says it; where another may have answered, whose the rest is is concluded.
    (
        "“It is over,” said Anna Brook, and Lin agreed. “Truly.”",
        "direct It is over | Anna Brook",
        "direct Truly. | (Anna Brook)",
    ),
    (
        "“It is over,” said Anna Brook.\n“Truly.”",
        "direct It is over | Anna Brook",
        "direct Truly. | (Anna Brook)",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_quotations(row: tuple[str, ...]) -> None:
    article, *expected = row
    assert [described(found) for found in quotations(article)] == expected


def described(found) -> str:
    told = found.attribution
    name = told.name if told is not None else ""
    name = f"({name})" if name and not told.sure else name
    return f"{found.kind} {found.text} | {name or '-'}"


MARKS = [
    ("Он сказал «да».", ["да"]),
    ("Он сказал „да“ и «нет».", ["да", "нет"]),
    ("Газета «Голос „Север“» вышла.", ["Голос „Север“", "Север"]),
    ("他说：「讀過『論語』。」", ["讀過『論語』。", "論語"]),
    ('A 5" pipe is "good".', ["good"]),
    ("‘It’s the workers’ job,’ he said.", ["It’s the workers’ job,"]),
    ("the ’90s", []),
    ("“One.\n“Two.\n“Three.” End.", ["One.\nTwo.\nThree."]),
    ("“Left open.\nNext.", ["Left open."]),
    ("“” «»", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS, ids=[text[:30] for text, _ in MARKS])
def test_marks(text: str, expected: list[str]) -> None:
    found = quoted(text)
    assert ["\n".join(text[a:b] for a, b in each.pieces) for each in found] == expected


@given(st.text(alphabet="аБ说 .,:—\n«»“”„\"'‘’「」『』said сказал Иван王", max_size=120))
def test_whatever_the_marks_all_pieces_are_of_the_article(text: str) -> None:
    for found in quotations(text):
        pieces = (unwrapped(text)[start:stop] for start, stop in found.pieces)
        assert found.text == "\n".join(pieces)
        assert all(0 <= start < stop <= len(text) for start, stop in found.pieces)
