# ruff: noqa: E501
"""Spoil files of every kind at random and read them: python tests/fuzz_formats.py --minutes 10 (which parser: --ending .pdf).

Nothing may be raised, take more than ten seconds, write to the disk, start a program or call an address.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import make_formats as make

from analysis.articles import folders

LONGEST = 10.0  # seconds for one file
DEEDS = ("os.", "shutil.", "subprocess.", "socket.connect", "socket.getaddrinfo")
LOOKS = ("os.listdir", "os.scandir", "os.walk", "os.fwalk")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def load_seeds() -> dict[str, bytes]:
    """Return the good files of every kind by name."""
    with tempfile.TemporaryDirectory() as folder:
        make.make_good(Path(folder))
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.is_file()}


def spoil(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Return the bytes with a few pieces turned, cut, doubled, or taken from another file."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place, size = chance.randrange(len(changed) + 1), chance.choice((1, 1, 4, 40, 400))
        other = chance.choice(others)
        start = chance.randrange(len(other))
        new = (
            chance.randbytes(size), b"", changed[place : place + size] * chance.randint(2, 50), other[start : start + size],
            b"\x00" * size, b"9" * size,
        )  # fmt: skip
        changed[place : place + chance.choice((0, size))] = chance.choice(new)
    return bytes(changed)


def watch() -> list[str]:
    """Return a list to which whatever reaches out of this process is added from now on."""
    deeds: list[str] = []
    sys.dont_write_bytecode = True  # a codec that is loaded late is no deed

    def note(event: str, arguments: tuple) -> None:
        written = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if written or (event.startswith(DEEDS) and event not in LOOKS):
            deeds.append(f"{event} {str(arguments)[:200]}")

    sys.addaudithook(note)
    return deeds


def find_failures(seeds: dict[str, bytes], chance: random.Random, until: float | int) -> Iterator[str]:
    """Read spoilt files for some seconds, or so many of them; yield what went wrong."""
    names, others = sorted(seeds), sorted(seeds.values())
    list(folders.read_all(names, seeds.__getitem__))  # what is imported now is not taken for a deed
    deeds = watch()
    start, turn = time.monotonic(), 0
    while (turn < until) if isinstance(until, int) else (time.monotonic() - start < until):
        turn += 1
        name = names[turn % len(names)]
        data = spoil(seeds[name], chance, others)
        before = time.monotonic()
        deeds.clear()
        try:
            list(folders.read_all([name], lambda _, data=data: data))
        except BaseException as error:  # a parser may even end the process
            yield f"{name}: {error!r}: {data!r}"
        if deeds:
            yield f"{name} did {deeds[:3]}: {data!r}"
        if time.monotonic() - before > LONGEST:
            yield f"{name}: {time.monotonic() - before:.0f} seconds: {data[:400]!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ending", default="", help="only files of this ending")
    args = parser.parse_args()
    seeds = {name: data for name, data in load_seeds().items() if name.endswith(args.ending)}
    failures = list(find_failures(seeds, random.Random(args.seed), args.minutes * 60))
    print(*failures, f"{len(failures)} failures", sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
