"""Starters come from the course's own exercise notebooks."""

import pytest
from learner import LESSON, QUIZ_STARTER, STARTER

import workshop.course
from workshop.catalog import Catalog
from workshop.starters import StarterError, split_cell, starter


def test_a_starter_is_the_body_of_its_cell(small_course: Catalog) -> None:
    assert starter(small_course.find("product-schemas")) == STARTER
    assert starter(small_course.find("name-the-smells")) == QUIZ_STARTER


def test_an_edited_notebook_is_read_again(small_course: Catalog) -> None:
    starter(small_course.find("product-schemas"))
    path = workshop.course.EXERCISES / f"{LESSON}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("ProductCreate", "Another"), encoding="utf-8")
    assert starter(small_course.find("product-schemas")) == "class Another: ...\n"


def test_a_missing_cell_names_the_notebook(small_course: Catalog) -> None:
    with pytest.raises(StarterError, match=r"02_routes_and_schemas.ipynb has no cell .* %%exercise tokens"):
        starter(small_course.find("tokens"))


@pytest.mark.parametrize("text", ["not JSON", "[]", "{}", '{"cells": 3}', '{"cells": [{"cell_type": "code"}]}'])
def test_a_file_that_is_no_notebook_is_said(small_course: Catalog, text: str) -> None:
    (workshop.course.EXERCISES / f"{LESSON}.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(StarterError, match="is not a notebook"):
        starter(small_course.find("product-schemas"))


def test_a_missing_notebook_is_said(small_course: Catalog) -> None:
    (workshop.course.EXERCISES / f"{LESSON}.ipynb").unlink()
    with pytest.raises(StarterError, match="cannot be read"):
        starter(small_course.find("product-schemas"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%%exercise a-b\nx = 1", ("a-b", "x = 1\n")),
        ("%%exercise  a-b  \n\nx = 1\n", ("a-b", "\nx = 1\n")),
        ("\n%%exercise a-b\nx", ("a-b", "x\n")),
        ("%%time\nx = 1", None),
        ("x = 1\n%%exercise a-b\n", None),
    ],
)
def test_a_cell_is_split_as_the_magic_gets_it(cell: str, expected: tuple[str, str] | None) -> None:
    assert split_cell(cell) == expected
