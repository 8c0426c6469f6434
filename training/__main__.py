"""`python -m training --corpora DIR`: train the German model from raw corpora and put it into the package."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from training import name_steps, recipe
from training.corpora import Corpora
from training.recipe import STEPS, Step, Workshop, run

WORK = Path(__file__).parent / "work"
TRAINING_STEPS = {
    "first model": recipe.FIRST.steps,
    "first round": recipe.ROUND_1.steps,
    "teacher": recipe.TEACHER.epochs,
    "second round": recipe.ROUND_2.steps,
    "names, teachers": name_steps.FIRST.steps,
    "names, figures": recipe.NAMES_2.steps,
    "on everything": recipe.LAST.steps,
}


def main() -> None:
    """Run the recipe with a progress display; finished steps are skipped."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder laid out as the corpora's README says"
    )
    parser.add_argument("--work", type=Path, default=WORK, help="folder for intermediate results")
    arguments = parser.parse_args()
    if not arguments.corpora.is_dir():
        parser.error(f"{arguments.corpora} is not a folder")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console()
    with Progress(*columns, console=console) as progress:
        whole = progress.add_task("recipe", total=len(STEPS))
        current = progress.add_task("", total=None)

        def announce(step: Step, done: bool) -> None:
            number = STEPS.index(step)
            progress.update(whole, completed=number)
            progress.reset(current, total=TRAINING_STEPS.get(step.name), description=step.name)
            console.print(f"{number + 1}/{len(STEPS)} {step.name}: {'there already' if done else 'running'}")

        def report(step: int, losses: dict[str, float]) -> None:
            progress.update(current, completed=step)
            shown = ", ".join(f"{name} {loss:,.0f}" for name, loss in losses.items())
            console.print(f"   step {step}: loss {shown}")

        run(Workshop(Corpora(arguments.corpora), arguments.work, report), announce)
        progress.update(whole, completed=len(STEPS))


if __name__ == "__main__":
    main()
