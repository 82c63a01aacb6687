"""Starts a server for trying out."""

from __future__ import annotations

import argparse
import signal
import sys

from tools.elasticsearch import OLD_VERSION, VERSION, NotAvailableError, Server


def main() -> None:
    """Start a server and keep it until Ctrl-C."""
    parser = argparse.ArgumentParser(description="A genuine Elasticsearch on loopback, until Ctrl-C.")
    parser.add_argument("--version", default=VERSION, choices=[VERSION, OLD_VERSION])
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # both stop the server too
    try:
        with Server(chosen.version) as server:
            print(f"Elasticsearch {chosen.version} answers: use --store {server.url}; Ctrl-C stops it", flush=True)
            signal.pause()
    except NotAvailableError as missing:
        sys.exit(f"Elasticsearch cannot run here: {missing}")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
