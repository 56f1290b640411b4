"""`python -m workshop.gateway`: the payment gateway as a process of its own; prints its address, runs until Ctrl-C."""

import argparse
import asyncio
import contextlib

from workshop.gateway.server import GatewayServer


async def _run(port: int) -> None:
    server = GatewayServer()
    print(await server.start(port), flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m workshop.gateway", description="The course's payment gateway.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; the system chooses if it is not given")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(parser.parse_args().port))


if __name__ == "__main__":
    main()
