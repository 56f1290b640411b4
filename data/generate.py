"""Make the seed data of the course: six CSV files beside this script.

    python data/generate.py [FOLDER]

The same bytes on every run, platform and Python version: a fixed seed, and of `random` only `random()`, the one method
whose sequence Python promises to keep.
"""

import csv
import hashlib
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import vocabulary as words

SEED = 20260301
STALLS, PRODUCTS, CUSTOMERS, ORDERS = 200, 1500, 300, 2000

T = TypeVar("T")
Row = dict[str, Any]


class Dice:
    """Draws, all made of `random()`."""

    def __init__(self, seed: int) -> None:
        """Start the sequence of `seed`."""
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        """True with that probability."""
        return self._random() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.number(0, len(items) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """That many different ones of the items (fewer if there are fewer), in random order."""
        left = list(items)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]


def moment(day: int, minute: int) -> str:
    """The minute of the day counted from 1 January 2026, in UTC."""
    return (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day, minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamps(dice: Dice, first_day: int, last_day: int) -> Row:
    """`created_at`, and an `updated_at` that is the same or up to 60 days later."""
    day, minute = dice.number(first_day, last_day), dice.number(6 * 60, 20 * 60)
    later = dice.number(1, 60) if dice.chance(0.3) else 0
    return {"created_at": moment(day, minute), "updated_at": moment(day + later, minute)}


def markets(dice: Dice) -> Iterator[Row]:
    """24 markets; the last one is a draft that has no stalls yet."""
    for number, (name, city) in enumerate(words.MARKETS, start=1):
        description = dice.one(words.MARKET_NOTES) if dice.chance(0.8) else None
        status = "draft" if number in {17, 24} else "closed" if number in {9, 20} else "open"
        yield {"id": number, "name": name, "city": city, "description": description, "status": status} | stamps(
            dice, 0, 20
        )


def stalls(dice: Dice) -> Iterator[Row]:
    """Stalls of markets 1 to 23, in the order of their ids; a market has 4 or more."""
    owners = [1 + n % 23 for n in range(4 * 23)] + [dice.number(1, 23) for _ in range(STALLS - 4 * 23)]
    for number, market in enumerate(owners, start=1):
        kind = words.STALL_KINDS[number % len(words.STALL_KINDS)][0]
        name = f"{dice.one(words.FAMILY_NAMES)} {kind}"
        description = dice.one(words.STALL_NOTES) if dice.chance(0.6) else None
        yield {"id": number, "market_id": market, "name": name, "description": description} | stamps(dice, 21, 40)


def products(dice: Dice) -> Iterator[Row]:
    """Products of all stalls but 50, 100 and 150. The first 40 are in stock; of the others about one in 20 is not."""
    open_stalls = [n for n in range(1, STALLS + 1) if n not in {50, 100, 150}]
    owners = [open_stalls[n % len(open_stalls)] if n < 985 else dice.one(open_stalls) for n in range(PRODUCTS)]
    for number, stall in enumerate(owners, start=1):
        plain, unit, cents = dice.one(words.STALL_KINDS[stall % len(words.STALL_KINDS)][1]).rsplit(" ", 2)
        quality = dice.one(words.PRODUCT_QUALITIES)
        yield {
            "id": number,
            "stall_id": stall,
            "name": f"{plain}, {quality}" if quality else plain,
            "description": dice.one(words.PRODUCT_NOTES) if dice.chance(0.6) else None,
            "unit": unit,
            "price_cents": int(cents) * dice.number(16, 26) // 100 * 5,
            "stock": 0 if number > 40 and dice.chance(0.05) else dice.number(8, 120),
        } | stamps(dice, 41, 80)


def customers(dice: Dice) -> Iterator[Row]:
    """Customers; number 1 is staff. The password of customer n is `market-n`."""
    taken: set[str] = set()
    for number in range(1, CUSTOMERS + 1):
        lap, place = divmod(number - 1, len(words.GIVEN_NAMES))
        given = words.GIVEN_NAMES[place]
        family = words.FAMILY_NAMES[(place + lap * 5) % len(words.FAMILY_NAMES)]
        local = f"{given}.{family}".lower().translate(words.ASCII_LETTERS)
        email = f"{local}@example.org"
        if email in taken:
            email = f"{local}{number}@example.org"
        taken.add(email)
        secret = hashlib.sha256(f"{email}:market-{number}".encode()).hexdigest()
        yield {
            "id": number,
            "email": email,
            "name": f"{given} {family}",
            "password_hash": secret,
            "role": "staff" if number == 1 else "customer",
            "created_at": moment(dice.number(0, 80), dice.number(0, 24 * 60 - 1)),
        }


def orders(dice: Dice, goods: Mapping[int, Sequence[Row]]) -> tuple[list[Row], list[Row]]:
    """Orders in the order of their time, and their lines. All lines of an order are from one market.

    Args:
        dice: the draws.
        goods: products by the id of their market.
    """
    placed: list[Row] = []
    lines: list[Row] = []
    for number in range(1, ORDERS + 1):
        total = 0
        for product in dice.some(goods[dice.one(sorted(goods))], dice.number(1, 5)):
            quantity, price = dice.number(1, 6), product["price_cents"]
            if dice.chance(0.1):  # The price has changed since; an order keeps the price of its day.
                price = price * 9 // 10
            total += quantity * price
            lines.append(
                {
                    "id": len(lines) + 1,
                    "order_id": number,
                    "product_id": product["id"],
                    "quantity": quantity,
                    "unit_price_cents": price,
                }
            )
        status = "pending" if dice.chance(0.03) else "cancelled" if dice.chance(0.08) else "paid"
        placed.append(
            {
                "id": number,
                # Customers 2 to 5 order often, so that their lists have more than one page; some never order.
                "customer_id": dice.number(2, 5) if dice.chance(0.08) else dice.number(6, CUSTOMERS - 5),
                "status": status,
                "total_cents": total,
                "note": dice.one(words.ORDER_NOTES) if dice.chance(0.15) else None,
                "payment_reference": None if status == "pending" else f"ch_{100_000 + number}",
                "created_at": moment(150 + number // 14, 6 * 60 + number % 14 * 60 + dice.number(0, 59)),
            }
        )
    return placed, lines


def tables() -> dict[str, list[Row]]:
    """All rows, by the name of their table, parents first."""
    dice = Dice(SEED)
    made = {name: list(make(dice)) for name, make in (("markets", markets), ("stalls", stalls), ("products", products))}
    made["customers"] = list(customers(dice))
    market_of = {stall["id"]: stall["market_id"] for stall in made["stalls"]}
    goods: dict[int, list[Row]] = {}
    for product in made["products"]:
        goods.setdefault(market_of[product["stall_id"]], []).append(product)
    goods.pop(17)  # a draft: nobody has ordered there
    made["orders"], made["order_lines"] = orders(dice, goods)
    return made


def write(folder: Path) -> None:
    """Write `<table>.csv` for each table: UTF-8, lines end in LF, an empty field is NULL."""
    for name, rows in tables().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
