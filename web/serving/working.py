"""Several processes behind one socket: each serves whoever comes, and one that dies is replaced.

The parent serves nobody; it waits for signals, one at a time, so that there is nothing to race
with. A worker whose parent is gone ends by itself, as after SIGTERM.
"""

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, NoReturn, TypeVar

log = logging.getLogger(__name__)

Given = TypeVar("Given")
Done = TypeVar("Done")

Serve = Callable[[socket.socket, int], None]
"""Serves on a socket as the worker of a number, from 1 on, until a signal ends it."""

AWAITED = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
COULD_NOT_START = 3
"""The exit code of a server that could not start, be it that the database is away just then."""

PAUSE = 0.5
"""Seconds until a worker is replaced, lest one that always dies keeps the machine busy."""

GRACE = 5
"""Seconds that a worker has to close what it had opened, once its requests had their time."""


class EndedEarly(Exception):
    """A process ended before it had done what it was to do; the message says so."""


class Terminated(BaseException):
    """SIGTERM has come while others are still to be ended."""


def heed_hangup() -> None:
    """Take a closed terminal (SIGHUP) for SIGTERM, unless it is ignored, as by ``nohup``."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def work(door: socket.socket, workers: int, serve: Serve, *, patience: int) -> None:
    """Have ``serve`` run in ``workers`` processes until SIGTERM or Ctrl-C, which ends them all.

    They get ``patience`` seconds for the requests that they have. Ends by ``SystemExit`` when none
    can start, and as if by the signal itself after SIGTERM.
    """
    hung_up = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    awaited = (*AWAITED, *hung_up)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
    signal.signal(signal.SIGCHLD, _heard)  # what is ignored need not be kept for ``sigwait``
    crew = {number: _started(door, number, serve) for number in range(1, workers + 1)}
    try:
        end = _replacing(crew, awaited, lambda number: _started(door, number, serve))
    finally:
        door.close()
        _end(crew, patience + GRACE)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if end == COULD_NOT_START:
        raise SystemExit(COULD_NOT_START)
    if end != signal.SIGINT:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def apart(do: Callable[[Given], Done], given: Given) -> Iterator[Callable[[], Done]]:
    """Begin to do something in a process of its own, so that the memory it takes goes with that.

    What it gives is to be called for what comes of it, or raises what that raised: ``EndedEarly``
    if the process was killed. Whoever leaves sooner, be it by SIGTERM or Ctrl-C, interrupts it, and
    goes on when it has undone what it had begun.
    """
    gc.freeze()  # what is there stays: nobody need look through it, nor get a copy to do so
    ours, theirs = Pipe(duplex=False)
    process = ForkProcess(target=_do, args=(theirs, do, given))
    process.start()
    before = signal.signal(signal.SIGTERM, _terminate)
    theirs.close()
    try:
        yield lambda: _what_came_of_it(ours)
    except Terminated:
        _interrupt(process)
        signal.signal(signal.SIGTERM, before)
        signal.raise_signal(signal.SIGTERM)
    finally:
        _interrupt(process)
        signal.signal(signal.SIGTERM, before)


def _what_came_of_it(ours: Connection) -> Any:
    try:
        found, failure = ours.recv()
    except EOFError:
        raise EndedEarly("The process that was to prepare it has ended early.") from None
    if failure is not None:
        raise failure
    return found


def _interrupt(process: ForkProcess) -> None:
    """Let a process undo what it has begun; one that has done all does not hear."""
    if process.pid and process.is_alive():
        os.kill(process.pid, signal.SIGINT)
    process.join(GRACE)
    process.kill()
    process.join()


def _terminate(*_: object) -> NoReturn:
    raise Terminated


def _do(theirs: Connection, do: Callable[[Given], Done], given: Given) -> None:
    """Do it, and tell what came of it: interrupted by the parent alone, or because that is gone."""
    os.setpgrp()  # what is meant for all in a terminal reaches the parent
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # it may write there all the same
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    done, failure = None, None
    try:
        done = do(given)
    except BaseException as error:
        failure = error
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    theirs.send((done, failure))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGINT)


def orphaned() -> bool:
    """Say whether this is a worker whose parent is gone."""
    parent = multiprocessing.parent_process()
    return parent is not None and parent.pid != os.getppid()


def _replacing(
    crew: dict[int, ForkProcess],
    awaited: tuple[signal.Signals, ...],
    start: Callable[[int], ForkProcess],
) -> int:
    """Wait for the end: the number of its signal, or the exit code when none could start."""
    while (heard := signal.sigwait(awaited)) is signal.SIGCHLD:
        if all(worker.is_alive() for worker in crew.values()):
            continue
        time.sleep(PAUSE)
        ended = {number: it.exitcode for number, it in crew.items() if it.exitcode is not None}
        if [*ended.values()] == [COULD_NOT_START] * len(crew):
            return COULD_NOT_START
        for number, code in ended.items():
            log.warning("Worker %s %s; it is replaced", number, _how(code))
            crew[number] = start(number)
    return heard


def _how(code: int) -> str:
    return f"ended with {code}" if code >= 0 else f"was ended by {signal.Signals(-code).name}"


def _started(door: socket.socket, number: int, serve: Serve) -> ForkProcess:
    # Forked, for the parent has a single thread, and all that is imported is shared.
    process = ForkProcess(target=_serve, args=(door, number, serve), name=f"worker {number}")
    process.start()
    log.info("Worker %s is process %s", number, process.pid)
    return process


def _serve(door: socket.socket, number: int, serve: Serve) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (*AWAITED, signal.SIGHUP))
    serve(door, number)


def _end(crew: dict[int, ForkProcess], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    for worker in crew.values():
        worker.terminate()
    for worker in crew.values():
        worker.join(max(0, deadline - time.monotonic()))
        worker.kill()
        worker.join()


def _heard(*_: object) -> None:
    """Hear of a child's end; what is to be done is done by who waits for it."""
