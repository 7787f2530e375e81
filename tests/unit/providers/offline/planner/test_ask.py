"""What prompts are taken to ask for."""

import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.planner import ask
from reelwright.providers.offline.planner.ask import Called, Kind, understand
from reelwright.providers.offline.planner.texts.tongue import tongue

ENGLISH = tongue(Language.ENGLISH)
HINDI = tongue(Language.HINDI)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("A peaceful forest at sunrise", Kind.AMBIENT),
        ("city skyline at night in the rain", Kind.AMBIENT),
        ("a lake that mirrors the sky", Kind.AMBIENT),
        ("two dogs playing on the beach", Kind.AMBIENT),
        ("the life of a tree", Kind.AMBIENT),
        ("Quantum Computing", Kind.AMBIENT),
        ("volcano at night", Kind.AMBIENT),
        ("शांत जंगल में सूर्योदय", Kind.AMBIENT),
        ("जंगल का जीवन", Kind.AMBIENT),
        ("静かな森の夜明け", Kind.AMBIENT),
        ("夜の街", Kind.AMBIENT),
        ("a robot who learns to paint", Kind.JOURNEY),
        ("A lost puppy finds its way home", Kind.JOURNEY),
        ("Make a short video about a fox searching for the sea", Kind.JOURNEY),
        ("the adventures of a little boat", Kind.JOURNEY),
        ("a day in the life of a lighthouse keeper", Kind.JOURNEY),
        ("a samurai who wants to dance", Kind.JOURNEY),
        ("The history of chocolate", Kind.EXPLAIN),
        ("a short history of the bicycle", Kind.EXPLAIN),
        ("the story of a bicycle", Kind.JOURNEY),
        ("Top 5 tips for saving money", Kind.HOWTO),
        ("एक रोबोट जो चित्र बनाना सीखता है", Kind.JOURNEY),
        ("एक लोमड़ी की कहानी", Kind.JOURNEY),
        ("絵を習うロボット", Kind.JOURNEY),
        ("小さな猫の冒険", Kind.JOURNEY),
        ("why the sky is blue", Kind.EXPLAIN),
        ("What is a black hole?", Kind.EXPLAIN),
        ("black holes", Kind.EXPLAIN),
        ("The tides", Kind.EXPLAIN),
        ("photosynthesis explained", Kind.EXPLAIN),
        ("Explain how magnets work", Kind.EXPLAIN),
        ("आसमान नीला क्यों है?", Kind.EXPLAIN),
        ("इंटरनेट क्या है", Kind.EXPLAIN),
        ("空はなぜ青いのか", Kind.EXPLAIN),
        ("虹とは何ですか", Kind.EXPLAIN),
        ("How to make coffee", Kind.HOWTO),
        ("how do I fold a paper boat?", Kind.HOWTO),
        ("A beginner's guide to gardening", Kind.HOWTO),
        ("चाय कैसे बनाएँ", Kind.HOWTO),
        ("अच्छी नींद का तरीक़ा", Kind.HOWTO),
        ("コーヒーのいれ方", Kind.HOWTO),
        ("英語を勉強する方法", Kind.HOWTO),
        ("The life of Marie Curie", Kind.LIFE),
        ("Marie Curie", Kind.LIFE),
        ("Albert Schmidt", Kind.LIFE),
        ("Who was Ada Lovelace?", Kind.LIFE),
        ("Srinivasa Ramanujan's biography", Kind.LIFE),
        ("The life of Amelia Pond", Kind.LIFE),
        ("महात्मा गांधी का जीवन", Kind.LIFE),
        ("アインシュタインの生涯", Kind.LIFE),
    ],
)
def test_kinds_are_recognised(prompt: str, kind: Kind) -> None:
    assert understand(prompt, ENGLISH).kind is kind


@pytest.mark.parametrize(
    ("prompt", "tale"),
    [
        ("why is the sky blue", "sky-blue"),
        ("आकाश नीला क्यों है", "sky-blue"),
        ("空が青いのはなぜ", "sky-blue"),
        ("how does rain form?", "rain"),
        ("बारिश कैसे होती है", "rain"),
        ("雨はどうして降るの", "rain"),
        ("how bees make honey", "honey"),
        ("मधुमक्खी शहद कैसे बनाती है", "honey"),
        ("why do leaves change colour in autumn", "autumn-leaves"),
        ("पत्ते रंग क्यों बदलते हैं", "autumn-leaves"),
        ("紅葉の仕組み", "autumn-leaves"),
        ("how the moon pulls the tides", "tides"),
        ("ज्वार क्यों आता है", "tides"),
        ("how do volcanoes erupt", "volcano"),
        ("ज्वालामुखी कैसे फूटता है", "volcano"),
        ("火山はなぜ噴火するの", "volcano"),
        ("why do we dream", "dreams"),
        ("हम सपने क्यों देखते हैं", "dreams"),
        ("how stars are born", "star-birth"),
        ("तारे कैसे बनते हैं", "star-birth"),
        ("星はどうやって生まれるの？", "star-birth"),
        ("how is coffee made", "coffee"),
        ("what are black holes", "black-hole"),
        ("ब्लैक होल क्या है", "black-hole"),
        ("ブラックホールとは", "black-hole"),
        ("why does bread rise", "bread"),
        ("パンはなぜふくらむ", "bread"),
        ("how does the internet work", "internet"),
        ("インターネットの仕組み", "internet"),
        ("How to sleep better", "sleep"),
        ("how to take better photos", "photo"),
        ("how to bake bread", "bread"),
        ("बीज से पौधा कैसे उगाएँ", "plant"),
        ("写真の撮り方", "photo"),
        ("The life of Leonardo da Vinci", "leonardo"),
        ("葛飾北斎の一生", "hokusai"),
        ("why do cats purr", None),
        ("how to fold a paper boat", None),
        ("The life of Amelia Pond", None),
        ("a forest in the rain", None),
    ],
)
def test_known_tales_are_found(prompt: str, tale: str | None) -> None:
    assert understand(prompt, ENGLISH).tale == tale


@pytest.mark.parametrize(
    ("prompt", "goal"),
    [
        ("a robot who learns to paint", "paint"),
        ("a bear who dreams of playing the violin", "music"),
        ("a penguin who wants to fly", "fly"),
        ("a lost puppy finds its way home", "home"),
        ("a lonely elephant who looks for a friend", "friend"),
        ("a girl who plants a garden", "garden"),
        ("an owl who wants to touch the stars", "stars"),
        ("a fox who has never seen the sea", "sea"),
        ("a goat who climbs a mountain", "summit"),
        ("a knight who searches for a key", "lost"),
        ("a snail who takes its time", "any"),
        ("एक पेंगुइन जो उड़ना चाहता है", "fly"),
        ("友だちをさがす象", "friend"),
        ("a startled cat who started late", "any"),
    ],
)
def test_goals_are_recognised(prompt: str, goal: str) -> None:
    assert understand(prompt, ENGLISH).goal == goal


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("Make a short video about a red fox.", "a red fox"),
        ("please create me a film of the sea", "the sea"),
        ("  A   forest\nat dawn!! ", "A forest at dawn"),
        ("Why is the sky blue?", "Why is the sky blue?"),
        ("“Silence”", "Silence"),
        ("Make a calm video about bees", "bees"),
        ("Tell me the story of a boat that wants to sail", "a boat that wants to sail"),
        ("The story of the sea", "The story of the sea"),
        ("How do I learn to juggle?", "how to learn to juggle?"),
        ("video", "video"),
        ("静かな森の動画を作ってください。", "静かな森"),
        ("वीडियो: शांत झील।", "शांत झील"),
        ("A film about film about film", "film about film"),
    ],
)
def test_prompts_are_unwrapped(prompt: str, text: str) -> None:
    assert ask.bare(prompt) == text


@pytest.mark.parametrize(
    ("language", "prompt", "kind"),
    [
        ("german", "Die Geschichte der Schokolade", Kind.EXPLAIN),
        ("german", "Die Geschichte einer Katze", Kind.JOURNEY),
        ("german", "Ein Tag im Leben eines Bäckers", Kind.JOURNEY),
        ("french", "L'histoire du chocolat", Kind.EXPLAIN),
        ("french", "L'histoire d'un chat", Kind.JOURNEY),
        ("french", "Une journée dans la vie d'un boulanger", Kind.JOURNEY),
        ("french", "Deux enfants construisent une cabane", Kind.JOURNEY),
        ("spanish", "La historia del chocolate", Kind.EXPLAIN),
        ("spanish", "La historia de un gato", Kind.JOURNEY),
        ("italian", "La storia del cioccolato", Kind.EXPLAIN),
        ("italian", "La storia di un gatto", Kind.JOURNEY),
        ("italian", "Una giornata nella vita di un fornaio", Kind.JOURNEY),
        ("portuguese", "A história do chocolate", Kind.EXPLAIN),
        ("portuguese", "A história de um gato", Kind.JOURNEY),
        ("polish", "Historia czekolady", Kind.EXPLAIN),
        ("polish", "Historia o kocie", Kind.JOURNEY),
        ("polish", "Wyjaśnij mi fotosyntezę", Kind.EXPLAIN),
        ("polish", "Jeden dzień z życia piekarza", Kind.JOURNEY),
        ("russian", "История шоколада", Kind.EXPLAIN),
        ("russian", "Один день из жизни пекаря", Kind.JOURNEY),
        ("russian", "Двое детей строят домик на дереве", Kind.JOURNEY),
        ("ukrainian", "Історія шоколаду", Kind.EXPLAIN),
        ("czech", "Historie čokolády", Kind.EXPLAIN),
        ("czech", "Jeden den ze života pekaře", Kind.JOURNEY),
        ("dutch", "De geschiedenis van chocolade", Kind.EXPLAIN),
        ("dutch", "Een dag uit het leven van een bakker", Kind.JOURNEY),
        ("swedish", "Chokladens historia", Kind.EXPLAIN),
        ("swedish", "En dag i en bagares liv", Kind.JOURNEY),
        ("danish", "Chokoladens historie", Kind.EXPLAIN),
        ("danish", "En dag i en bagers liv", Kind.JOURNEY),
        ("norwegian", "Sjokoladens historie", Kind.EXPLAIN),
        ("norwegian", "En dag i livet til en baker", Kind.JOURNEY),
        ("greek", "Η ιστορία της σοκολάτας", Kind.EXPLAIN),
        ("greek", "Η ιστορία μιας γάτας", Kind.JOURNEY),
        ("greek", "Μια μέρα στη ζωή ενός φούρναρη", Kind.JOURNEY),
        ("turkish", "Çikolatanın tarihi", Kind.EXPLAIN),
        ("turkish", "Bir fırıncının hayatından bir gün", Kind.JOURNEY),
        ("indonesian", "Sejarah cokelat", Kind.EXPLAIN),
        ("indonesian", "Sehari dalam hidup seorang tukang roti", Kind.JOURNEY),
        ("hindi", "चॉकलेट का इतिहास", Kind.EXPLAIN),
        ("hindi", "एक बेकर के जीवन का एक दिन", Kind.JOURNEY),
        ("japanese", "チョコレートの歴史", Kind.EXPLAIN),
        ("japanese", "パン屋さんの一日", Kind.JOURNEY),
        ("chinese", "巧克力的历史", Kind.EXPLAIN),
        ("chinese", "面包师的一天", Kind.JOURNEY),
    ],
)
def test_prompts_are_heard_in_their_language(language: str, prompt: str, kind: Kind) -> None:
    understood = understand(prompt, tongue(Language(language)))
    assert (understood.kind, understood.native) == (kind, True)


@pytest.mark.parametrize(
    ("language", "prompt", "text"),
    [
        ("english", "a promo video for my coffee shop", "my coffee shop"),
        ("german", "Werbevideo für mein Café", "mein Café"),
        ("french", "Vidéo pour mon café à Lyon", "mon café à Lyon"),
        ("spanish", "Vídeo para mi cafetería", "mi cafetería"),
        ("italian", "Video per il mio caffè", "il mio caffè"),
        ("portuguese", "Vídeo para o meu café", "o meu café"),
    ],
)
def test_films_for_something_are_about_it(language: str, prompt: str, text: str) -> None:
    assert ask.bare(prompt, tongue(Language(language))) == text


def test_place_is_read_from_the_prompt() -> None:
    understood = understand("एक शांत झील, रात में", HINDI)
    assert (understood.sight.setting, understood.sight.hour) == (Setting.LAKE, Hour.NIGHT)
    assert (understood.native, understood.gist) == (True, None)


def test_english_is_repeated_in_pictures() -> None:
    understood = understand("A red fox on a mossy path", HINDI)
    assert (understood.native, understood.gist) == (False, "a red fox on a mossy path")


@pytest.mark.parametrize("prompt", ["bosque de noche", "gece bir ev", "森の朝"])
def test_other_languages_are_no_english(prompt: str) -> None:
    understood = understand(prompt, ENGLISH)
    assert (understood.native, understood.gist) == (False, None)


def test_names_keep_their_capitals() -> None:
    assert understand("Venice at dusk", ENGLISH).gist == "Venice at dusk"


def test_long_prompts_are_repeated_in_part() -> None:
    gist = understand("A harbour, " + "with boats and boats " * 40, ENGLISH).gist
    assert gist is not None
    assert gist.startswith("a harbour, with boats")
    assert gist.endswith(("boats", "and", "with"))
    assert len(gist) <= 120


def test_heroes_keep_their_names() -> None:
    understood = understand("A tiny green robot who learns to sing", ENGLISH)
    assert understood.hero == Called("a tiny green robot", "tiny green robot")


@pytest.mark.parametrize(
    ("prompt", "a", "noun"),
    [
        (
            "An astronaut stranded on Mars who grows rice",
            "an astronaut stranded on Mars",
            "astronaut",
        ),
        ("A boy named Tim who flies a kite", "a boy named Tim", "boy"),
        ("A snail's journey to the sea", "a snail", "snail"),
        ("A red fox who sings", "a red fox", "red fox"),
        ("Two otters who sing", "two otters", "otters"),
    ],
)
def test_heroes_are_called_by_their_noun(prompt: str, a: str, noun: str) -> None:
    assert understand(prompt, ENGLISH).hero == Called(a, noun)


@pytest.mark.parametrize(
    ("prompt", "who"),
    [
        ("The life of Amelia Pond", "Amelia Pond"),
        ("Who was Rosalind Franklin?", "Rosalind Franklin"),
        ("Srinivasa Ramanujan's life story", "Srinivasa Ramanujan"),
        ("रवींद्रनाथ टैगोर की जीवनी", "रवींद्रनाथ टैगोर"),
        ("宮沢賢治の生涯", "宮沢賢治"),
    ],
)
def test_lives_have_a_name(prompt: str, who: str) -> None:
    assert understand(prompt, ENGLISH).who == who


@pytest.mark.parametrize(
    ("texts", "mood"),
    [
        (["A quiet, peaceful morning"], "calm"),
        (["The ghost screamed.", "Everyone was afraid."], "dark"),
        (["We laughed and played all day"], "happy"),
        (["बचपन की यादें"], "nostalgic"),
        (["秘密の謎"], "mysterious"),
        (["Boxes and tables."], None),
        ([], None),
    ],
)
def test_moods_are_heard(texts: list[str], mood: str | None) -> None:
    assert ask.mood(texts) == mood


def test_more_words_win_the_mood() -> None:
    assert ask.mood(["quiet", "the ghost, the monster, the horror"]) == "dark"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Miguel de Cervantes", Kind.LIFE),
        ("Leonardo da Vinci", Kind.LIFE),
        ("Ludwig van Beethoven", Kind.LIFE),
        ("Charles de", Kind.AMBIENT),
        ("maria del mar", Kind.AMBIENT),
    ],
)
def test_particles_of_names_have_no_capital(text: str, kind: Kind) -> None:
    assert understand(text, ENGLISH).kind is kind


@pytest.mark.parametrize(
    ("text", "felt"),
    [("Wer war Friedrich Schiller?", None), ("Тихое озеро", "calm"), ("a quiet lake", "calm")],
)
def test_moods_are_those_of_the_text_s_own_language(text: str, felt: str | None) -> None:
    assert ask.mood([text]) == felt
