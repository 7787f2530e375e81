import pytest

from reelwright.providers.offline.voice.japanese import read


def words(text: str) -> str:
    return " ".join(text[word.begin : word.end] for word in read(text))


def said(text: str) -> str:
    return " | ".join(word.phonemes + word.mark for word in read(text))


@pytest.mark.parametrize(
    ("text", "chunks"),
    [
        ("私は学生です。", "私は 学生です"),
        ("東京へ行きます。", "東京へ 行きます"),
        ("猫が好きだ", "猫が 好きだ"),
        ("食べています", "食べています"),
        ("勉強しました", "勉強しました"),
        ("お茶を飲む", "お茶を 飲む"),
        ("3匹の猫", "3匹の 猫"),
        ("2024年3月5日に", "2024年 3月 5日に"),
        ("2分の1です", "2分の1です"),
        ("三分の一", "三分の一"),
        ("第1章", "第1章"),
        ("世界大戦", "世界大戦"),
        ("がっこうへ", "がっこうへ"),
        ("とちゅうで忘れた", "とちゅうで 忘れた"),
        ("「行くぞ!」と叫んだ。", "行くぞ と 叫んだ"),
        ("ﾃﾚﾋﾞを見る", "ﾃﾚﾋﾞを 見る"),
        ("１００円", "１００円"),
        ("½の", "½の"),
        ("龘が好き", "龘 が 好き"),
    ],
)
def test_words_are_what_a_reader_sees(text: str, chunks: str) -> None:
    assert words(text) == chunks


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("私は学生です。", "βataɕi βa | ɡakɯseː desɨ."),
        ("東京へ行きます。", "toːkʲoː e | ikʲi masɨ."),
        ("本を読む。", "hoɴ o | jomɯ."),
        ("こんにちは、世界。", "koɲɲiʨiβa, | sekai."),
        ("行こう!", "ikoː!"),
        ("本当?", "hontoː?"),
        ("美味しかった…", "oiɕikaʔta…"),
        ("案内", "annai"),
        ("恋愛", "ɾeɴai"),
        ("コーヒーを", "koːçiː o"),
        ("帰ってきました", "kaeʔte kʲi maɕi ta"),
        ("AIの時代", "eːai no | ʥidai"),
        ("NASAは", "nasa βa"),
        ("富士山", "ɸɯʥisaɴ"),
        ("大勢の人", "oːʣei no | çito"),
        ("三日月", "mʲikazɨkʲi"),
        ("一緒に", "iʔɕo ɲi"),
        ("十分に", "ʥɨːbɯɴ ɲi"),
        ("五月雨", "samʲidaɾe"),
        ("何も", "naɲi mo"),
        ("今日は", "kʲoː βa"),
        ("1＋1", "iʨi | pɯɾasɨ | iʨi"),
        ("髙い", "takai"),
        ("国々", "kɯɲiɡɯɲi"),
        ("とちゅうで", "toʨɨːde"),
    ],
)
def test_sentences(text: str, phonemes: str) -> None:
    assert said(text) == phonemes


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("一日", "iʨiɲiʨi"),
        ("一日中", "iʨiɲiʨiʥɨː"),
        ("3月1日", "saŋɡaʦɨ | ʦɨitaʨi"),
        ("十二月二十五日", "ʥɨːɲiɡaʦɨ | ɲiʥɨː ɡoɲiʨi"),
        ("2024年3月5日", "ɲiseɴ ɲiʥɨː joneɴ | saŋɡaʦɨ | iʦɨka"),
        ("2024/3/5", "ɲiseɴ ɲiʥɨː joneɴ saŋɡaʦɨ iʦɨka"),
        ("2024-03-05", "ɲiseɴ ɲiʥɨː joneɴ saŋɡaʦɨ iʦɨka"),
        ("二〇二四年", "ɲiseɴ ɲiʥɨː joneɴ"),
        ("三つ", "mʲiʔʦɨ"),
        ("一匹", "iʔpʲikʲi"),
        ("何匹", "nambʲikʲi"),
        ("何度も", "nando mo"),
        ("100円", "çakɯeɴ"),
        ("¥1,000", "seɴeɴ"),
        ("¥4", "joeɴ"),
        ("$5", "ɡodoɾɯ"),
        ("$5.50", "ɡoteɴ ɡoʣeɾo doɾɯ"),
        ("$5万", "ɡomandoɾɯ"),
        ("1,234円", "seɴ ɲiçakɯ saɲʥɨː joeɴ"),
        ("3.14", "santeɴ iʨijoɴ"),
        ("50%", "ɡoʥɨʔpaːsento"),
        ("25℃", "ɲiʥɨː ɡodo"),
        ("-5度", "mainasɨ ɡodo"),
        ("5km", "ɡokʲiɾomeːtoɾɯ"),
        ("60km/h", "ɾokɯʥɨʔkʲiɾomeːtoɾɯ maiʥi"),
        ("7:30", "ɕiʨiʥi saɲʥɨʔpɯɴ"),
        ("9:00", "kɯʥi"),
        ("1〜3人", "iʨi kaɾa saɲɲiɴ"),
        ("10-12人", "ʥɨː kaɾa ʥɨː ɲiɲiɴ"),
        ("03-1234-5678", "ʣeɾosaɴ iʨiɲisaɴjoɴ ɡoɾokɯnanahaʨi"),
        ("1/2", "ɲibɯnno iʨi"),
        ("½", "ɲibɯnno iʨi"),
        ("300 600", "sambʲakɯ | ɾoʔpʲakɯ"),
        ("三百 六百", "sambʲakɯ | ɾoʔpʲakɯ"),
        ("2,3日", "ɲi, | mʲiʔka"),
        ("10分間", "ʥɨʔpɯŋkaɴ"),
        ("6ヶ月", "ɾoʔkaɡeʦɨ"),
        ("一言", "çitokoto"),
        ("007", "ʣeɾo ʣeɾo nana"),
        ("３匹", "sambʲikʲi"),
    ],
)
def test_numbers(text: str, phonemes: str) -> None:
    assert said(text) == phonemes
