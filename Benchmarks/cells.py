"""How many of the cells that a program sends have changed.

Run with a Python that has pyte; reads JSON: size, then the bytes of a whole screen and those of each
key, as Latin-1. Prints how many cells were drawn and how many of the screen changed.
"""

import json
import sys

import pyte
from wcwidth import wcswidth


class Counting(pyte.Screen):
    drawn = 0

    def draw(self, data):
        self.drawn += max(0, wcswidth(data))
        super().draw(data)


def cells(screen):
    return [screen.buffer[row][column] for row in range(screen.lines) for column in range(screen.columns)]


def main():
    columns, lines, first, *keys = json.load(sys.stdin)
    screen = Counting(columns, lines)
    stream = pyte.ByteStream(screen)
    stream.feed(first.encode("latin-1"))
    screen.drawn = changed = 0
    for key in keys:
        before = cells(screen)
        stream.feed(key.encode("latin-1"))
        changed += sum(old != new for old, new in zip(before, cells(screen)))
    print(json.dumps([screen.drawn, changed]))


if __name__ == "__main__":
    main()
