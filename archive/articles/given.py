"""Which gender does a given name tell? Tables of the names most met with in the press.

A name not in them tells nothing: most names of the world are not.

>>> gender("Hillary Clinton"), gender("Тойво Ряйсянен"), gender("Нелли Оганесовна")
('f', '', 'f')
>>> gender("Ильдара Сафина"), gender("Фаину Бикмуллину"), gender("Александра Речная")
('m', 'f', '')
"""

from __future__ import annotations

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MALE = _names("""
    aaron adam ahmed alan albert alexander alexei ali anatoly andrei andrew anthony anton antonio
    arkady arthur artem barack ben benjamin bernie bill bob boris brian bruce carl carlos charles
    chris christopher chuck craig daniel dave david denis dennis desmond dmitry don donald edward
    emmanuel eric erik evgeny frank fred fyodor gary gennady george gerald giovanni gleb gregory
    hans harold harry hassan henry hugo ian ibrahim igor ildar ilya ivan jack jacob jake james
    jamie jason jay jeff jeffrey jeremy jerry jim joe joel john jon jonathan jose joseph joshua
    juan keith kenneth kevin kirill konstantin larry leo leonid luis marco mario mark martin matt
    matthew max maxim michael mike mikhail mitch mohamed mohammed muhammad nathan neil nicholas
    nick nikita nikolai oleg oliver omar oscar paul pavel pedro peter philip pierre rafael ralph
    ray raymond richard rob robert roger roman ron ronald ross ruslan rustam ryan sam samuel
    scott sean sergei sergey stanislav stephen steve steven stuart ted terence thomas tim timothy
    timur tom tony vadim valery vasily viktor vitaly vladimir vladislav vyacheslav walter wayne
    william yuri zachary amit arjun benedict benedikt bernard claude diego dieter emil enrique ernst
    felix fernando francis franz friedrich gabriel gustav heinrich henri hermann hiroshi javier
    johannes jorge karl kenji klaus kofi kwabena kwame lars lorenzo lucas manuel marcel mehmet
    miguel mustafa nils olaf otto pablo patrick rajesh ravi ricardo rudolf sanjay sebastian sergio
    simon stefan sven takeshi theo theodore ulrich victor vikram vincent werner wilhelm wolfgang
    yusuf
    александр алексей анатолий андрей антон аркадий арсений артём артем артур ахмед ашот богдан
    борис вадим валентин валерий василий виктор виталий владимир владислав вячеслав геннадий
    георгий герман глеб григорий давид дамир даниил денис дмитрий евгений егор иван игнат игорь
    ильдар илья ильяс кирилл константин лев леонид лука магомед максим марат марк михаил мурат
    никита николай олег павел пётр петр прохор рамиль расул ринат роман ростислав руслан рустам
    рустем савва святослав семён семен сергей станислав степан тимофей тимур фёдор федор фома
    эдуард эльдар юрий яков ярослав
""")
_FEMALE = _names("""
    abigail agnes alexandra alice alicia alison amanda amelia amy ana anastasia andrea angela
    angelina anna anne annette barbara beatrice betty bridget carla carol caroline catherine
    charlotte christina christine claire clara daria deborah diana diane donna dorothy ekaterina
    elena eleanor elizabeth ella ellen emily emma erin eva fatima fiona frances galina gloria
    grace gwen hannah heather helen hillary ingrid irina isabel jane janet jennifer jenny jessica
    joan joanna josephine joyce judith julia julie karen kate katherine kathleen kristina larisa
    laura leila linda lisa loretta louise lucy ludmila lyudmila magdalena margaret maria marie
    marina martha mary megan melissa michelle mila monica nadezhda nancy natalia natalya nina
    nora olga olivia pamela patricia paula penelope philippa polina rachel rebecca rosa rosalind
    rosemary ruth sally samantha sandra sarah sharon shirley sofia sonia sophia sophie stephanie
    susan svetlana tamara tanya tatiana tatyana teresa theresa valentina valeria vera veronica
    victoria virginia yekaterina yelena yulia zoe aisha akiko amina anjali astrid beatriz bianca
    brigitte camille carmen cecilia chiara chloe cornelia delphine dolores elisabeth elsa esther
    eugenia fatou francesca gabriela genevieve giulia greta helga henrietta hilda ilse ines isabella
    jacqueline juliet juliette katja keiko khadija lakshmi lena leyla lucia lydia madeleine margot
    mathilde meera mercedes miriam monique nadia naomi nicole noriko pauline petra pilar priya
    sigrid silvia sunita sylvia ursula valerie vivian yuki yvonne zainab
    айгуль аделаида алевтина александра алина алиса алла анастасия ангелина анжела анна антонина
    арина валентина валерия варвара василиса вера вероника виктория виолетта галина гульнара
    гульшат гюзель дарья диана дина динара евгения екатерина елена елизавета жанна зинаида зоя
    инга инна ирина карина кира кристина ксения лариса лейла лидия лилия лия любовь людмила
    маргарита марина мария мила надежда наталия наталья нелли нина оксана олеся ольга полина
    раиса регина рената римма роза сабина светлана снежана софия софья таисия тамара татьяна
    ульяна фаина фатима эвелина элеонора элина эльвира эльмира эмилия юлия яна ярослава
""")
_PATRONYMIC = {"вич": "m", "вна": "f", "чна": "f", "оглы": "m", "кызы": "f"}


def gender(name: str) -> str:
    """The gender that the given name or the patronymic of a full name tells: "f", "m" or ""."""
    words = name.casefold().split()
    for word in words[1:]:
        for ending, told in _PATRONYMIC.items():
            if word.endswith(ending):
                return told
    forms = _forms(words[0]) if words else ()
    told = {"m" for form in forms if form in _MALE} | {"f" for form in forms if form in _FEMALE}
    return told.pop() if len(told) == 1 else ""


def _forms(word: str) -> tuple[str, ...]:
    """What a Russian name may be in the nominative: of «Ильдара», «Марины», «Андрею»."""
    if not re.search("[а-яё]$", word):
        return (word,)
    stem = re.sub("(?:ом|ем|ой|ей|[аяуюеыи])$", "", word)
    return (word, stem, *(stem + ending for ending in "аяйь")) if len(stem) > 2 else (word,)
