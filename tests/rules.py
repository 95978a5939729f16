"""Count how often each rule of the framing room fires in real articles: `make rules`.

Reads the sample articles, or those given: `make rules ARTICLES=folder`. A rule is a function of the room over the
parse; it fires where it finds something. One that fires less than once in 50,000 words of news does not earn its place.
"""

import functools
import importlib
import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterator

import analysis
from analysis import framing, places

MODULES = ("described", "bearers", "subjects", "objects", "events", "factuality", "roles", "predicates",
           "labels", "markers")  # fmt: skip
NOTHING = ((False, "did"), ([], "active"), ([], "control"), ([], []))


def list_rules() -> Iterator[tuple[str, Callable]]:
    """Yield the name and function of every rule, in the order of the flow."""
    for name in MODULES:
        module = importlib.import_module(f"analysis.framing.{name}")
        for key, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                yield f"{name}.{key}", function


def count_firing(name: str, function: Callable, counts: Counter[str]) -> Callable:
    """Return a function that does the same and counts how often it finds something."""

    @functools.wraps(function)
    def counted(*arguments, **options):
        found = function(*arguments, **options)
        found = list(found) if inspect.isgenerator(found) else found
        counts[name] += bool(found) and found not in NOTHING
        return found

    return counted


def watch(counts: Counter[str]) -> None:
    """Put a counting function in the place of every rule, wherever it is called from."""
    counted = {function: count_firing(name, function, counts) for name, function in list_rules()}
    homes = [framing, *(importlib.import_module(f"analysis.framing.{name}") for name in MODULES)]
    for home in homes:
        for key, value in list(vars(home).items()):
            if inspect.isfunction(value) and value in counted:
                setattr(home, key, counted[value])


def main() -> None:
    rules, counts = list(list_rules()), Counter[str]()
    watch(counts)
    articles = analysis.read_articles(sys.argv[1] if len(sys.argv) > 1 else places.DATA / "articles")
    words = len(analysis.annotate(articles, sentiment=False).tokens)
    print(f"{len(articles)} articles, {words:,} words; fired, a rule, what it says")
    for name, function in sorted(rules, key=lambda rule: counts[rule[0]]):
        print(f"{counts[name]:7,}  {name:32}  {(inspect.getdoc(function) or '').split(chr(10))[0]}")


if __name__ == "__main__":
    main()
