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

import numpy as np
from numpy.typing import NDArray

FEASIBLE = 2
"""The library's number for a solution that is allowed; it gives this one as a bare number."""

DIFFERENCE = 1e-3
"""How far the value of an answer may be from what the library says of it."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class SolverError(Exception):
    """The solver could not be used, or gave no answer that means anything. The message is Dutch."""


class Status(Enum):
    """How a solve ended."""

    DONE = "done"
    IMPOSSIBLE = "impossible"
    OUT_OF_TIME = "out of time"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """Maximise `gain @ x` with `0 <= x <= upper` and rows between `low` and `high`.

    The matrix stands by column: column k has `values[starts[k]:starts[k + 1]]` in those `rows`.
    The first `whole` columns take whole values.
    """

    gain: Floats
    upper: Floats
    low: Floats
    high: Floats
    starts: Ints
    rows: Ints
    values: Floats
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


def maximise(model: Model, *, seconds: float, seed: int = 0) -> Answer:
    """Solve a model within `seconds`.

    Args:
        model: the model.
        seconds: when to stop; the best solution so far is given then.
        seed: seeds the solver's own random choices; plans do not depend on it.

    Raises:
        SolverError: the solver is not installed, or failed.
    """
    try:
        highspy = import_module("highspy")  # here, because only planning should wait for it
    except ImportError as error:
        raise SolverError("Het rekenprogramma HiGHS (highspy) ontbreekt. Zonder kan er geen plan komen.") from error
    # Not `highspy.Highs`: making one prints a line on stdout, where only data belongs.
    highs = highspy._Highs()  # noqa: SLF001 - listed in the library's `__all__`
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed,
        "time_limit": max(0.0, seconds),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
    }.items():
        highs.setOptionValue(option, value)
    if highs.passModel(_lp(highspy, model)) == highspy.HighsStatus.kError:
        raise SolverError("Het rekenprogramma HiGHS weigert dit probleem. Er is niets vastgelegd.")
    highs.run()
    status = highs.getModelStatus()
    found = highs.getSolution()
    ends = {
        highspy.HighsModelStatus.kOptimal: Status.DONE,
        highspy.HighsModelStatus.kInfeasible: Status.IMPOSSIBLE,
        highspy.HighsModelStatus.kTimeLimit: Status.OUT_OF_TIME,
    }
    if status not in ends:
        raise SolverError(f"Het rekenprogramma HiGHS stopte zonder antwoord ({highs.modelStatusToString(status)}).")
    info = highs.getInfo()
    x = np.array(found.col_value) if info.primal_solution_status == FEASIBLE else None
    if x is not None and abs(float(model.gain @ x) - info.objective_function_value) > DIFFERENCE:
        raise SolverError("Het rekenprogramma HiGHS spreekt zichzelf tegen. Er is niets vastgelegd.")
    return Answer(
        status=ends[status],
        x=x,
        duals=np.array(found.row_dual) if not model.whole else np.zeros(0),
        seconds=highs.getRunTime(),
    )


def _lp(highspy: ModuleType, model: Model) -> object:
    """Return the model as HiGHS wants it."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.gain), len(model.low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.gain, np.zeros(len(model.gain)), model.upper
    lp.row_lower_, lp.row_upper_ = model.low, model.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = model.starts.astype(np.int32), model.rows.astype(np.int32)
    lp.a_matrix_.value_ = model.values
    if model.whole:
        kinds = [highspy.HighsVarType.kInteger] * model.whole
        lp.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * (len(model.gain) - model.whole)
    return lp
