"""Which words are given names, and nobody's family's? Russian ones, in Russian and in English.

Only names that a family hardly bears: "Иван", "Vera"; not "Роман" or "Герман", which families bear
too.

    >>> "владимир" in GIVEN, "vera" in GIVEN, "роман" in GIVEN
    (True, True, False)
"""

from __future__ import annotations

RUSSIAN = """
    александр алексей анатолий андрей антон аркадий артём артем борис вадим валентин валерий
    василий виктор виталий владимир владислав всеволод вячеслав геннадий георгий григорий денис
    дмитрий евгений егор иван игорь ильдар илья кирилл константин лев леонид максим михаил
    никита эдуард филипп глеб николай олег павел пётр петр ростислав руслан семён семен сергей
    станислав степан тимур фёдор федор юрий ярослав александра алла анастасия анна валентина
    валерия вера вероника виктория галина дарья екатерина елена елизавета жанна зинаида инна
    ирина карина кристина ксения лариса лидия любовь людмила маргарита марина мария надежда
    наталия наталья нина оксана ольга полина раиса светлана диана инесса олеся софья тамара
    татьяна юлия яна
"""

ENGLISH = """
    aleksandr alexander aleksei alexei alexey anatoly andrei andrey anton arkady artyom artem
    boris eduard fedor filipp gleb ivan kuzma makar ostap vadim valentin valery vasily viktor
    vitaly vladimir vladislav vyacheslav gennady georgy grigory dmitry dmitri yevgeny evgeny
    yegor igor ildar ilya kirill konstantin lev leonid maxim maksim mikhail nikita nikolai
    nikolay oleg pavel pyotr ruslan semyon sergei sergey stanislav timur fyodor yury yuri
    alexandra alla anastasia anastasiya darya diana inessa inna olesya viktoria yana valentina
    valeria vera veronika galina yekaterina ekaterina yelena elena yelizaveta elizaveta zhanna
    irina ksenia larisa lidia lyubov lyudmila margarita marina nadezhda natalia natalya nina
    oksana olga polina raisa svetlana sofya tamara tatiana tatyana yulia
"""

GIVEN = frozenset((RUSSIAN + ENGLISH).split())
