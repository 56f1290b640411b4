"""A JSON body whose missing keys are failures of the requirement, not accidents of the test."""

from typing import Any

from workshop.kit import show, words
from workshop.kit.mismatch import Mismatch


class JsonObject(dict[str, Any]):
    """A JSON object; a key that it has not fails the requirement."""

    sent: str | None = None

    def __missing__(self, key: str) -> Any:
        """Fail the requirement."""
        keys = ", ".join(repr(name) for name in self) or words.NO_BODY
        raise Mismatch(sent=self.sent, expected=words.A_FIELD.format(key=key), got=words.HAS_KEYS.format(keys=keys))


class JsonList(list[Any]):
    """A JSON array; an item that it has not fails the requirement."""

    sent: str | None = None

    def __getitem__(self, index: Any) -> Any:
        """The item, or a failed requirement."""
        try:
            return super().__getitem__(index)
        except IndexError:
            expected = words.A_LIST_ITEM.format(index=index)
            got = words.ITEMS.format(count=len(self))
            raise Mismatch(sent=self.sent, expected=expected, got=f"{got}: {show.value(self)}") from None


def wrap(data: Any, sent: str | None) -> Any:
    """Turn parsed JSON, all the way down, into the two classes above."""
    if isinstance(data, dict):
        wrapped = JsonObject({key: wrap(item, sent) for key, item in data.items()})
        wrapped.sent = sent
        return wrapped
    if isinstance(data, list):
        items = JsonList(wrap(item, sent) for item in data)
        items.sent = sent
        return items
    return data
