from pathlib import Path

import pytest

from workshop.catalog import Exercise
from workshop.lint import layering


@pytest.fixture
def stages(tmp_path):
    """Two stages without a fault; a test plants one."""
    first, second = tmp_path / "02_first", tmp_path / "03_second"
    write(first, "models.py", "")
    write(first, "routers/products.py", "from market.models import x\n")
    write(second, "services/orders.py", "from market import models\n")
    for stage in (first, second):
        (stage / "README.md").write_text("Why.", encoding="utf-8")
    return [first, second]


def write(stage: Path, module: str, text: str) -> None:
    path = stage / "market" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def asks(module: str, stage: int) -> Exercise:
    return Exercise(
        id=f"exercise-{stage}",
        title="An exercise",
        lesson=stage,
        stage=stage,
        kind="module",
        module=module,
        minutes=10,
        must=True,
        status="planned",
    )


def test_stages_without_a_fault_have_no_finding(stages):
    assert list(layering.check_shapes(stages)) == []
    assert list(layering.check_directions(stages)) == []
    assert list(layering.check_readmes(stages)) == []
    assert list(layering.check_asked_modules(stages, [asks("routers/products.py", 2)])) == []


def test_an_init_file_is_found(stages):
    write(stages[1], "routers/__init__.py", "")
    [finding] = layering.check_shapes(stages)
    assert "hides" in finding.what


@pytest.mark.parametrize("module", ["models/tables.py", "routers.py", "routers/products/list.py"])
def test_a_name_that_changes_its_shape_is_found(stages, module):
    write(stages[1], module, "")
    assert any("would lose" in f.mend for f in layering.check_shapes(stages))


def test_a_stage_that_throws_an_answer_away_is_found(stages):
    write(stages[1], "routers/products.py", "")
    [finding] = layering.check_asked_modules(stages, [asks("routers/products.py", 2)])
    assert "exercise-2" in finding.what


def test_a_stage_may_change_what_its_own_exercise_asks_for_again(stages):
    write(stages[1], "routers/products.py", "")
    exercises = [asks("routers/products.py", 2), asks("routers/products.py", 3)]
    assert list(layering.check_asked_modules(stages, exercises)) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("schemas/products.py", "from market.models import Product\n"),
        ("repositories/products.py", "from market import services\n"),
        ("services/orders.py", "def f():\n    import market.routers.orders\n"),
    ],
)
def test_an_import_of_a_layer_above_is_found(stages, module, text):
    write(stages[1], module, text)
    findings = list(layering.check_directions(stages))
    assert findings
    assert all(module in finding.where for finding in findings)


def test_a_stage_without_a_readme_is_found(stages):
    (stages[0] / "README.md").unlink()
    [finding] = layering.check_readmes(stages)
    assert "README" in finding.what


def test_the_contract_may_import_httpx_and_pytest_alone(tmp_path):
    path = tmp_path / "test_x.py"
    path.write_text("import json\nimport httpx\nimport market.main\n", encoding="utf-8")
    [finding] = layering.check_imports([path], ["httpx", "pytest"], "The contract")
    assert "market" in finding.what


def test_the_tool_may_import_market_inside_a_function_alone(tmp_path):
    path = tmp_path / "tool.py"
    path.write_text("def f():\n    import market.main\n", encoding="utf-8")
    assert list(layering.check_tool_is_free_of_market([path])) == []
    path.write_text("from market import main\n", encoding="utf-8")
    assert len(list(layering.check_tool_is_free_of_market([path]))) >= 1


def test_a_module_that_raises_module_not_found_is_a_tombstone(tmp_path):
    path = tmp_path / "gone.py"
    path.write_text('raise ModuleNotFoundError("gone since stage 03")\n', encoding="utf-8")
    assert layering.is_tombstone(path)
    path.write_text("def f():\n    raise ModuleNotFoundError\n", encoding="utf-8")
    assert not layering.is_tombstone(path)
