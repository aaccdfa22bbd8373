"""Break small valid files of every format for a while: `python tests/readers/fuzz.py --seconds 300`.

Each broken file must give a table or one clear refusal, in bounded time. A file that does neither is kept in
the folder that `--keep` names, to become a case of `test_broken.py`; the file at hand is written there before
it is read, so that one that ends the process is kept too.
"""

# ruff: noqa: T201 - a script that prints what it finds

import argparse
import faulthandler
import importlib.util
import io
import random
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

from atlas.readers import FileRefusedError, Limits, read_raw

SLOW_SECONDS = 10.0
LIMITS = Limits(upload_bytes=10_000_000, unzipped_bytes=20_000_000, cells=2_000_000)
# Bytes and words that parsers stumble on.
BITS = [
    b"\0",
    b"\xff",
    b'"',
    b"'",
    b"\\",
    b";",
    b",",
    b"\r",
    b"\n",
    b"<",
    b">",
    b"&",
    b"{",
    b"[",
    b"]",
    b"1e999",
    b"NaN",
]
BITS += [
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE x>",
    b"-1",
    b"999999999",
]


def builders():
    """The makers of valid files that the tests use."""
    spec = importlib.util.spec_from_file_location("builders", Path(__file__).with_name("conftest.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def broken(content, chance):
    """One valid file with up to eight accidents."""
    data = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 4, 8])):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                data[place:place] = chance.choice(BITS)
            case 2:
                bit = chance.choice(BITS)
                data[place : place + len(bit)] = bit
            case 3:
                del data[place : place + chance.randrange(1, 40)]
            case 4:
                del data[place:]
            case 5:
                other = chance.randrange(len(data) + 1)
                data[place:place] = data[other : other + chance.randrange(1, 200)]
            case 6 if place < len(data):
                data[place] ^= 1 << chance.randrange(8)
    return bytes(data)


def inside(name, content, module, chance):
    """For a zip, break one member instead of the container, half of the times."""
    if not content.startswith(b"PK") or chance.random() < 0.5:
        return broken(content, chance)
    import zipfile  # noqa: PLC0415 - only here

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    victim = chance.choice(sorted(members))
    members[victim] = broken(members[victim], chance)
    del name
    return module.zipped(members)


def main():
    """Break files until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "atlas-fuzz")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    faulthandler.enable()
    faulthandler.dump_traceback_later(SLOW_SECONDS * 6, exit=True)
    warnings.simplefilter("error")
    options.keep.mkdir(parents=True, exist_ok=True)
    chance = random.Random(options.seed)
    module = builders()
    with tempfile.TemporaryDirectory() as folder:
        files = module.valid_files(Path(folder))
    names = [name for name in files if not options.only or name in options.only.split(",")]
    outcomes: Counter = Counter()
    end = time.monotonic() + options.seconds
    kept = 0
    while time.monotonic() < end:
        name = chance.choice(names)
        content = inside(name, files[name], module, chance)
        (options.keep / "at-hand").write_bytes(content)
        start = time.monotonic()
        faulthandler.dump_traceback_later(SLOW_SECONDS * 6, exit=True)
        try:
            raw = read_raw(io.BytesIO(content), limits=LIMITS)
            assert len(raw.cells), name
            outcomes[name, "read"] += 1
        except FileRefusedError as error:
            outcomes[name, error.fault] += 1
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            kept += 1
            (options.keep / f"{kept}.{name}").write_bytes(content)
            outcomes[name, type(error).__name__] += 1
            print(f"{name}: {type(error).__name__}: {str(error)[:200]} -> {kept}.{name}")
        if time.monotonic() - start > SLOW_SECONDS:
            kept += 1
            (options.keep / f"{kept}.slow.{name}").write_bytes(content)
            print(f"{name}: {time.monotonic() - start:.0f} s -> {kept}.slow.{name}")
    for (name, outcome), count in sorted(outcomes.items()):
        print(f"{name:12} {outcome:20} {count:8}")
    print(f"{sum(outcomes.values())} files, {kept} kept, seed {options.seed}")
    sys.exit(bool(kept))


if __name__ == "__main__":
    main()
