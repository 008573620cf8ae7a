"""Draws how texts score: made articles as a person leaves them, and with the faults of a raw translation put in.

    python examples/scores.py docs/scores.png
"""

import random
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import mtlint

WHO = ["The council", "A baker from Orsk", "Mira Holm", "The old captain", "The harbour office", "Nobody"]
DID = ["opened the bridge", "painted the mill", "closed the road", "measured the quay", "wrote a long report"]
WHEN = ["before noon", "in spring", "for the third time", "with great care", "without a word"]
FAULTS = ["Stated.", "It is is known to all.", "The price is 4,50 euros .", "“Nobody came, said the baker.", "As is known,, he came."]


def article(seed: random.Random, faults: int) -> str:
    """Some 250 words in five paragraphs, and so many sentences with a fault."""
    sentences = [
        f"{seed.choice(WHO)} {seed.choice(DID)} {seed.choice(WHEN)}, and {seed.randint(2, 90)} people came to see it."
        for _ in range(15)
    ]
    for _ in range(faults):
        sentences.insert(seed.randrange(len(sentences)), seed.choice(FAULTS))
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs)


seed = random.Random(7)
sets = {
    "as written": [article(seed, 0) for _ in range(150)],
    "with up to 14 faults": [article(seed, seed.randint(0, 14)) for _ in range(150)],
}
figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
scores = [[review.score for review in mtlint.check_many(texts)] for texts in sets.values()]
lowest = int(min(map(min, scores)))
axes.hist(scores, bins=range(lowest, 101), label=list(sets), color=["#2a7f62", "#c8553d"])
axes.axvline(95.5, color="#333333", linewidth=1, linestyle="--")
axes.text(95.3, axes.get_ylim()[1] * 0.55, "below 95.5 an article fails", ha="right", color="#333333")
axes.set(xlabel="score", ylabel="articles", title="Scores of 300 made articles")
axes.legend(frameon=False, loc="upper left")
figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "scores.png", dpi=110)
