"""What a check holds in memory of its own, after a request: printed for the benchmark, in kB."""

from pathlib import Path

import httpx


async def test_memory(client: httpx.AsyncClient) -> None:
    """Memory"""
    await client.get("/products")
    print(proportional_set_size())


def proportional_set_size() -> str:
    """Of this process; empty where the system does not say."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    return next(line for line in lines if line.startswith("Pss:")).split()[1]
