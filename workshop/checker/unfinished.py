"""Whether a `...` of the starter still stands in its place.

A place is the scope (`class ProductCreate`, `def read`) and the role there: a whole statement, the value of an
assignment to that name, what is returned, an argument of that name. A `...` in any other place is the answer's own, and
legal Python.
"""

import ast
from collections.abc import Iterator

Place = tuple[str, ...]


def unfinished_line(source: str, starter: str) -> int | None:
    """The line of the first `...` that the starter has in the same place; 0 if the answer holds no code at all.

    Args:
        source: the answer; Python can read it.
        starter: the exercise's cell as it is shipped; empty if there is none.
    """
    tree = ast.parse(source)
    if not tree.body:
        return 0
    asked = {place for place, _ in _places(ast.parse(starter))}
    return next((line for place, line in _places(tree) if place in asked), None)


def _places(tree: ast.Module) -> Iterator[tuple[Place, int]]:
    """Each `...` that is a whole statement or value: its place and its line, in the order of the source."""
    # A stack of its own: code may be nested deeper than Python's calls may be.
    waiting: list[tuple[ast.AST, Place]] = [(tree, ())]
    while waiting:
        node, scope = waiting.pop()
        match node:
            case ast.ClassDef(name=name):
                scope = (*scope, f"class {name}")
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                scope = (*scope, f"def {name}")
            case ast.Expr(value=ast.Constant(value=value), lineno=line) if value is ...:
                yield (*scope, "statement"), line
            case ast.Assign(targets=targets, value=ast.Constant(value=value), lineno=line) if value is ...:
                yield (*scope, "value of", *(ast.unparse(target) for target in targets)), line
            case ast.AnnAssign(target=target, value=ast.Constant(value=value), lineno=line) if value is ...:
                yield (*scope, "value of", ast.unparse(target)), line
            case ast.Return(value=ast.Constant(value=value), lineno=line) if value is ...:
                yield (*scope, "returned"), line
            case ast.keyword(arg=str(name), value=ast.Constant(value=value), lineno=line) if value is ...:
                yield (*scope, "argument", name), line
        waiting += [(child, scope) for child in ast.iter_child_nodes(node)][::-1]
