"""A word in letters → its phonemes, by the rules of its language."""

import unicodedata

import regex

from reelwright.providers.offline.voice.letters.grammar import STRESS, Grammar

_ACUTE = "\u0301"
_VOWELS = "aeiouyɑɐɒæɔəɚɛɜɨɪɯøœʊʌɤᵻAIOQWYɵ"
_NASALS = {
    ord(unicodedata.normalize("NFC", f"{vowel}\u0303")): f"{vowel}\u0303" for vowel in "aeiouy"
}


def phonemes(word: str, grammar: Grammar, *, stressed: bool = True) -> str:
    """Return the phonemes of one written word; its parts joined by hyphens are said apart."""
    written = grammar.lower(word).replace("’", "'").replace("ʼ", "'")
    return " ".join(
        sounds
        for part in regex.split(r"[-‐‑/_.]+", written)
        if (sounds := _said(part, grammar, stressed=stressed))
    )


def _said(part: str, grammar: Grammar, *, stressed: bool) -> str:
    """Return a part's phonemes: known as a whole, or in pieces at an apostrophe, or by rule."""
    if part in grammar.words or grammar.spells("'"):
        return _known(part, grammar, stressed=stressed)
    *before, last = [piece for piece in regex.split("['·]", part) if piece] or [""]
    elided = "".join(_known(piece, grammar, stressed="·" in part) for piece in before)
    return elided + _known(last, grammar, stressed=stressed)


def _known(word: str, grammar: Grammar, *, stressed: bool) -> str:
    said = grammar.words.get(word) or _by_stem(word, grammar)
    if said.startswith("/"):
        return said.strip("/")
    loud = stressed and word not in grammar.clitics
    return spelled(said or word, grammar, stressed=loud)


def _by_stem(word: str, grammar: Grammar) -> str:
    """Return the spelling of a word that begins with a known stem, or nothing."""
    for stem, said in grammar.stems:
        if word.startswith(stem):
            return said + word.removeprefix(stem)
    return ""


def spelled(word: str, grammar: Grammar, *, stressed: bool) -> str:
    """Return the phonemes of `word` by the rules alone; a stress written in it is kept."""
    letters = _plain(word, grammar)
    marked = _marked(letters, grammar) if stressed else letters.replace(STRESS, "")
    out, place = "", 0
    while place < len(marked):
        if marked[place] == STRESS:
            out, place = _raised(out), place + 1
            continue
        taken, sounds = _rule(marked, place, grammar)
        out, place = f"{out}\x1f{sounds}", place + len(taken)
        out = _raised(out) if STRESS in taken else out
    sounds = _finished(out, grammar)
    return sounds if stressed else sounds.replace(STRESS, "")


def _plain(word: str, grammar: Grammar) -> str:
    """Return `word` with each letter the language has not as one it has, or left out."""
    out = ""
    for letter in unicodedata.normalize("NFC", word.replace(_ACUTE, STRESS)):
        if letter == STRESS or grammar.spells(letter):
            out += letter
        else:
            base = unicodedata.normalize("NFD", letter)
            out += "".join(one for one in base if grammar.spells(one))
    return out


def _rule(word: str, place: int, grammar: Grammar) -> tuple[str, str]:
    """Return the letters that a rule takes from `place` on, and their sounds."""
    for rule in grammar.rules.get(word[place], ()):
        if match := rule.pattern.match(word, place):
            return match[0], rule.sounds
    return word[place], ""


def _marked(word: str, grammar: Grammar) -> str:
    """Return `word` with the mark of stress after its stressed vowel."""
    if STRESS in word or not (grammar.nuclei and grammar.stress):
        return word
    nuclei = list(grammar.nuclei.finditer(word))
    if not nuclei:
        return word
    accented = [one for one in nuclei if set(one[0]) & grammar.marked]
    chosen = accented[-1] if accented else nuclei[_place(word, len(nuclei), grammar)]
    end = chosen.end("p")
    return word[:end] + STRESS + word[end:]


def _place(word: str, count: int, grammar: Grammar) -> int:
    place = next((place for shape, place in grammar.stress if shape.search(word)), 0)
    return max(min(place, count - 1), -count)


def _raised(out: str) -> str:
    """Return phonemes with the stress before the last vowel of the last sound."""
    head, _, sound = out.rpartition("\x1f")
    at = next((at for at, one in enumerate(sound) if one in _VOWELS), 0)
    return f"{head}\x1f{sound[:at]}{STRESS}{sound[at:]}"


def _finished(out: str, grammar: Grammar) -> str:
    sounds = out.replace("\x1f", "")
    for find, put in grammar.after:
        sounds = find.sub(put, sounds)
    return sounds.translate(_NASALS)
