"""A notebook as it is before anybody ran it: a lesson asks for a prediction, so its copy must not show the answer."""

import json


def without_outputs(data: bytes) -> bytes:
    """A notebook without its outputs and counts; the very same bytes if it has none.

    Args:
        data: a notebook of format 4, in UTF-8.
    """
    content = json.loads(data.decode("utf-8"))
    ran = [cell for cell in content["cells"] if cell.get("outputs") or cell.get("execution_count") is not None]
    if not ran:
        return data
    for cell in ran:
        cell["outputs"], cell["execution_count"] = [], None
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
