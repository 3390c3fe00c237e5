"""Chance that repeats itself."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Chance from a seed. Only ``Random.random`` is promised to stay the same from one Python to the next."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, limit: int) -> int:
        return int(self._random.random() * limit)

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    def one_in(self, many: int) -> bool:
        return self.below(many) == 0

    def pick(self, among: Sequence[T]) -> T:
        return among[self.below(len(among))]

    def weighted(self, weights: Mapping[T, int]) -> T:
        left = self.below(sum(weights.values()))
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        raise ValueError("no weights")

    def shuffled(self, among: Sequence[T]) -> list[T]:
        places = sorted((self._random.random(), place) for place in range(len(among)))
        return [among[place] for _, place in places]
