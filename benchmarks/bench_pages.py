"""What one change of a filter costs on each page: processor time of the server, bytes sent.

    python benchmarks/bench_pages.py [--runs N] [--pages PAGE ...]

One reader without a browser opens each page, then gives it the addresses of other filters; pages without
filters are run again as they are. Needs Linux, for the processor time of the server.
"""

import argparse
import itertools
import statistics

from bench_load import OURS, ROOT, Server, filters, rest, running
from reader import Reader

PAGES = ("", *sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "carte"))


def measure(server: Server, page: str, runs: int) -> tuple[float, float, list[str]]:
    """Change the filter of a page so many times; give median seconds, median kB, and the errors seen."""
    with Reader.visit(server.address) as reader:
        reader.open(page)
        rest(server)
        seconds, sent = [], []
        for address in itertools.islice(filters(1), runs):
            before, bytes_before = server.processor(), reader.received
            reader.address(address)
            seconds.append(server.processor() - before)
            sent.append((reader.received - bytes_before) / 1000)
        return statistics.median(seconds), statistics.median(sent), reader.faults


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="changes of a filter on each page")
    parser.add_argument("--pages", nargs="+", default=PAGES, help="names of their addresses; '' is the map")
    chosen = parser.parse_args()
    with running(OURS, ROOT) as server:
        for page in chosen.pages:
            seconds, sent, faults = measure(server, page, chosen.runs)
            print(
                f"{page or 'carte':16} {seconds:7.3f} s   {sent:7.1f} kB   {len(faults)} errors", flush=True
            )


if __name__ == "__main__":
    main()
