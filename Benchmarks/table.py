"""The table of figures."""

import dataclasses
import statistics


@dataclasses.dataclass
class Row:
    figure: str
    ours: str
    reference: str
    ratio: str
    goal: str
    met: bool | None = None


def median(values):
    return statistics.median(values)


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def alternate(runs, *measures):
    """Takes each figure in turn, so that what else the machine does hits all alike; for each the
    list of what it measured."""
    taken = [[] for _ in measures]
    for _ in range(runs):
        for results, measure in zip(taken, measures):
            results.append(measure())
    return taken


def seconds(value):
    if value >= 1:
        return f"{value:.2f} s"
    if value >= 0.01:
        return f"{value * 1000:.1f} ms"
    return f"{value * 1000:.2f} ms" if value >= 0.001 else f"{value * 1e6:.0f} µs"


def megabytes(value):
    return f"{value / 1e6:.1f} MB"


def compared(figure, ours, name, reference, most, show=seconds, goal=None):
    """A row whose goal is a ratio of at most so much."""
    ratio = ours / reference
    goal = goal or (f"≤ {most:g} ×" if most >= 0.6 else f"≤ 1/{1 / most:g}")
    # In the form of its goal, so that the two can be compared.
    text = f"1/{1 / ratio:.1f}" if "/" in goal and ratio < 1 else f"{ratio:.2f} ×"
    return Row(figure, show(ours), f"{name}: {show(reference)}", text, goal, ratio <= most)


def missing(figure, why, goal):
    return Row(figure, "–", str(why), "–", goal)


def markdown(rows):
    head = ["figure", "lazybatch", "reference", "ratio", "goal", "met"]
    marks = {True: "yes", False: "**no**", None: "–"}
    lines = [
        [row.figure, row.ours, row.reference, row.ratio, row.goal, marks[row.met]] for row in rows
    ]
    cells = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in cells) + "\n"
