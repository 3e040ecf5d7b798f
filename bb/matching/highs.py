"""HiGHS, the solver, behind one function: a model in, an answer out.

The only module that knows the library, which is imported when a plan is first made. Source of the
settings: gaps of 0 and 0.5 because all values are whole (the default gap calls a plan finished that
is points short); the status is read before the values, which are zeros when there is no solution.
No known plan is handed over to begin from: version 1.16 may then reckon it too high while presolving
and call a lesser plan finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEASIBLE = 2
"""The library's number for a solution that is allowed; it gives this one as a bare number."""

CONTRADICTION = "Het rekenprogramma HiGHS spreekt zichzelf tegen. Er is niets vastgelegd."
"""What is said of an answer that cannot be right."""

DIFFERENCE = 1e-3
"""How far the value of an answer may be from what the library says of it."""

Floats = NDArray[np.float64]
Ints = NDArray[np.integer[Any]]


class SolverError(Exception):
    """The solver could not be used, or gave no answer that means anything. The message is Dutch."""


class Status(Enum):
    """How a solve ended."""

    DONE = "done"
    IMPOSSIBLE = "impossible"
    OUT_OF_TIME = "out of time"


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What stands in a matrix, one number of each per entry: in which column, in which row, with which value."""

    columns: Ints
    rows: Ints
    values: Floats

    def __add__(self, other: Entries) -> Entries:
        """Return both."""
        return Entries(
            np.concatenate([self.columns, other.columns]),
            np.concatenate([self.rows, other.rows]),
            np.concatenate([self.values, other.values]),
        )

    def after(self, columns: int) -> Entries:
        """Return these entries behind so many columns."""
        return Entries(self.columns + columns, self.rows, self.values)

    def by_column(self, columns: int) -> tuple[Ints, Ints, Floats]:
        """Return where each of so many columns starts, then rows and values column by column."""
        order = np.argsort(self.columns, kind="stable")
        starts = np.append(0, np.cumsum(np.bincount(self.columns, minlength=columns)))
        return starts.astype(np.int32), self.rows[order].astype(np.int32), self.values[order]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """Maximise `gain @ x` with `x` between `lower` and `upper` and the rows of `entries` between `low` and `high`.

    The last `whole` columns take whole values.
    """

    gain: Floats
    lower: Floats
    upper: Floats
    low: Floats
    high: Floats
    entries: Entries
    whole: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """What the solver found.

    `x` is None without a solution; `duals` are those of the rows, of a model without whole columns.
    """

    status: Status
    x: Floats | None
    duals: Floats
    seconds: float


def _library() -> ModuleType:
    """Return the library.

    Raises:
        SolverError: it is not installed.
    """
    try:
        return import_module("highspy")  # here, because only planning should wait for it
    except ImportError as error:
        raise SolverError("Het rekenprogramma HiGHS (highspy) ontbreekt. Zonder kan er geen plan komen.") from error


class Solver:
    """One model in the library. Columns and rows may be added; solving again begins from the last answer."""

    def __init__(self, model: Model, *, seed: int = 0) -> None:
        self._library = _library()
        # Not `highspy.Highs`: making one prints a line on stdout, where only data belongs.
        self._highs = self._library._Highs()  # noqa: SLF001 - listed in the library's `__all__`
        self._gain, self._whole = model.gain, model.whole
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "random_seed": seed,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5,
            "mip_allow_restart": False,
        }.items():
            self._highs.setOptionValue(option, value)
        self._allowed(self._highs.passModel(_lp(self._library, model)))

    def _allowed(self, status: object) -> None:
        if status == self._library.HighsStatus.kError:
            raise SolverError("Het rekenprogramma HiGHS weigert dit probleem. Er is niets vastgelegd.")

    def add_columns(self, gain: Floats, entries: Entries) -> None:
        """Add columns between 0 and 1, with entries in the rows there are."""
        count = len(gain)
        starts, rows, values = entries.by_column(count)
        zeros, ones = np.zeros(count), np.ones(count)
        self._allowed(self._highs.addCols(count, gain, zeros, ones, len(rows), starts[:-1], rows, values))
        self._gain = np.concatenate([self._gain, gain])

    def add_row(self, high: float, columns: Ints) -> None:
        """Add a row: together these columns are at most `high`."""
        found = self._highs.addRow(-np.inf, high, len(columns), columns.astype(np.int32), np.ones(len(columns)))
        self._allowed(found)

    def maximise(self, seconds: float) -> Answer:
        """Solve within `seconds`.

        Raises:
            SolverError: the solver failed.
        """
        begun = self._highs.getRunTime()
        self._highs.setOptionValue("time_limit", begun + max(0.0, seconds))
        self._highs.run()
        status, statuses = self._highs.getModelStatus(), self._library.HighsModelStatus
        ends = {
            statuses.kOptimal: Status.DONE,
            statuses.kInfeasible: Status.IMPOSSIBLE,
            statuses.kTimeLimit: Status.OUT_OF_TIME,
        }
        if status not in ends:
            told = self._highs.modelStatusToString(status)
            raise SolverError(f"Het rekenprogramma HiGHS stopte zonder antwoord ({told}).")
        found, info = self._highs.getSolution(), self._highs.getInfo()
        x = np.array(found.col_value) if info.primal_solution_status == FEASIBLE else None
        if x is not None and abs(float(self._gain @ x) - info.objective_function_value) > DIFFERENCE:
            raise SolverError(CONTRADICTION)
        return Answer(
            status=ends[status],
            x=x,
            duals=np.array(found.row_dual) if not self._whole else np.zeros(0),
            seconds=self._highs.getRunTime() - begun,
        )


def maximise(model: Model, *, seconds: float, seed: int = 0) -> Answer:
    """Solve a model within `seconds`.

    Args:
        model: the model.
        seconds: when to stop; the best solution so far is given then.
        seed: seeds the solver's own random choices; plans do not depend on it.

    Raises:
        SolverError: the solver is not installed, or failed.
    """
    return Solver(model, seed=seed).maximise(seconds)


def _lp(highspy: ModuleType, model: Model) -> object:
    """Return the model as HiGHS wants it."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.gain), len(model.low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.gain, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.low, model.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    starts, rows, values = model.entries.by_column(len(model.gain))
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, rows, values
    if model.whole:
        kinds = [highspy.HighsVarType.kContinuous] * (len(model.gain) - model.whole)
        lp.integrality_ = kinds + [highspy.HighsVarType.kInteger] * model.whole
    return lp
