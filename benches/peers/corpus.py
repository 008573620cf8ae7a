"""The corpus of the peers: prose made by a seeded generator, with a fault in every tenth sentence or so.

The prose of the other benchmarks repeats a few dozen words, which flatters whoever remembers words or sentences. Here
some hundreds of words, names, dates and numbers go through sentences of many shapes, so that hardly one comes twice.
`python3 benches/peers/corpus.py BYTES` prints it; the same bytes come on every machine.
"""

import random, sys

NOUNS = """bridge harbour council mill orchard ferry market school road valley report letter engine kitchen garden river
station lantern theatre museum baker captain teacher painter farmer nurse driver clerk mayor singer village island
winter storm season meeting question answer promise journey neighbour family window ceiling ladder basket blanket
ticket railway platform tower chapel archive drawing photograph record fund price harvest field fence cattle barn
festival concert rehearsal audience stage curtain costume hospital ward patient doctor medicine treatment budget vote
committee proposal contract signature witness court judge sentence law reform protest strike factory machine shift wage
union boat anchor rope sail cargo warehouse customs border passport luggage hotel guest breakfast stove soup bread
cheese apple plum honey forest path stream waterfall mountain ridge glacier cabin fire smoke ash map compass""".split()
ADJECTIVES = """old new narrow broad quiet noisy cheap costly famous unknown wooden stone early late northern southern
empty crowded broken careful patient hungry weary bright dark cold warm heavy light official private public local
foreign annual sudden gradual honest strange ordinary""".split()
VERBS = """opened closed repaired praised described left painted measured sold bought carried visited drew found lost
kept raised lowered crossed followed admired ignored mentioned moved cleaned filled built planned studied defended
refused accepted signed inspected photographed remembered""".split()
ADVERBS = """slowly quickly quietly gladly rarely often finally nearly hardly openly gently firmly briefly again twice
yesterday recently""".split()
ENDS = """in spring|before noon|after the meeting|near the old mill|with great care|for the third time|without a word|
during the storm|by the end of the week|at the edge of the village|on a Tuesday|for less than expected|in front of
everyone|since the war|behind the station""".replace("\n", " ").split("|")
FIRST = "Mira Anton Selma Jorun Pavel Ines Tobias Lena Oskar Dagny Milo Freya Ruben Alma Viggo Nadia".split()
SYLLABLES = "var holt ben dal kor mar ost fel gar win ter lund berg stad nor vik ras mel tov hal sen rik".split()
SHAPES = [
    "The {n} {v} the {a} {n} {e}.", "{p} {v} a {n} and {v} the {n}.", "The {a} {n}, which {p} {v} {e}, was {a}.",
    "“The {n} is {a},” said {p}.", "When the {n} {v} the {n}, {p} {d} {v} it {e}.", "Nobody {v} the {n} {e}.",
    "In {y}, {c} people {v} the {n} of the {a} {n}.", "{p} asked whether the {n} was {a} or {a}.",
    "It was {a}, but the {n} {d} {v} the {n}.", "“We {v} it {e},” {p} told the {n}. “It was {a}.”",
    "The {n} cost {c} crowns, and {p} {v} it {e}.", "Both the {n} and the {n} were {a} {e}.",
    "There were {c} of them: a {n}, a {a} {n} and the {n} that {p} {v}.", "Why had the {n} {v} the {n}?",
    "If the {n} is {a}, the {n} will be {a} {e}; {p} {d} {v} both.", "{p}, a {n} from the {n}, {v} the {a} {n} {e}.",
]


def surname(pick):
    return (pick.choice(SYLLABLES) + pick.choice(SYLLABLES) + pick.choice(["", pick.choice(SYLLABLES)])).capitalize()


def sentence(pick, people):
    words = {
        "n": lambda: pick.choice(NOUNS), "a": lambda: pick.choice(ADJECTIVES), "v": lambda: pick.choice(VERBS),
        "d": lambda: pick.choice(ADVERBS), "e": lambda: pick.choice(ENDS).strip(), "p": lambda: pick.choice(people),
        "y": lambda: str(pick.randint(1870, 2025)), "c": lambda: f"{pick.randint(2, 90000):,}",
    }
    pieces = pick.choice(SHAPES).split("{")
    return pieces[0] + "".join(words[piece[0]]() + piece[2:] for piece in pieces[1:])


def damaged(text, pick):
    """The sentence with one fault: a word doubled, misspelt, dropped or moved, or a mark astray."""
    words = text.split(" ")
    at = pick.randrange(len(words) - 1)
    match pick.randrange(5):
        case 0: words.insert(at, words[at])
        case 1 if len(words[at]) > 4: words[at] = words[at][:2] + words[at][3] + words[at][2] + words[at][4:]
        case 2: words.pop(at)
        case 3: words[at], words[at + 1] = words[at + 1], words[at]
        case _: words[at] += " ,"
    return " ".join(words)


def prose(size, seed=7):
    """At least `size` bytes of it, in paragraphs of three to eight sentences; forty people come and go."""
    pick, paragraphs, length = random.Random(seed), [], 0
    while length < size:
        if len(paragraphs) % 20 == 0:
            people = [f"{pick.choice(FIRST)} {surname(pick)}" for _ in range(8)] + ["she", "he", "they"]
        sentences = [sentence(pick, people) for _ in range(pick.randint(3, 8))]
        sentences = [s[0].upper() + s[1:] for s in sentences]
        paragraphs.append(" ".join(damaged(s, pick) if pick.random() < 0.1 else s for s in sentences))
        length += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs) + "\n"


if __name__ == "__main__":
    sys.stdout.write(prose(int(sys.argv[1])))
