"""The log: one line an event on standard error, JSON for programs, in colours for people.

The rules: libraries log as we do; a line about a request has its id; and no line has a value that
a client asked with, neither a variable's nor what is in an address behind the question mark.
"""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from web.identity.identifying import who_asks
from web.request_ids import current_request, current_request_id

FACTS = ("process", "request_id", "operation", "document", "exception")
"""What a line may carry beside its message."""


def log_to_stderr(level: str, form: str) -> None:
    """Have all that is logged from ``level`` on written to standard error.

    ``form`` is ``json``, ``pretty``, or ``auto``: pretty in a terminal.
    """
    pretty = form == "pretty" or (form == "auto" and sys.stderr.isatty())
    written = logging.StreamHandler(sys.stderr)
    written.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[*FILLED, *(_pretty() if pretty else _json())], pass_foreign_args=True
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[written], force=True)
    logging.captureWarnings(True)
    least = logging.getLogger().level
    quiet = least if least == logging.DEBUG else max(least, logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(quiet)  # its own chatter is for debugging
    logging.getLogger("uvicorn.access").setLevel(logging.INFO)
    logging.getLogger("tortoise").setLevel(max(least, logging.INFO))  # below are values


def _identified(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Tell which request it is about, and who sent it unless a visitor, whoever logs."""
    if "request_id" not in event and (found := current_request_id()):
        event["request_id"] = found
    if (scope := current_request()) is not None and (viewer := who_asks(scope)):
        event["viewer"] = f"{viewer.role} {viewer.account}"
    return event


def _accessed(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Tell of a request in the access log without what it asked."""
    values: tuple[Any, ...] = event.pop("positional_args", None) or ()
    if event["logger"] == "uvicorn.access" and len(values) == 5:
        client, method, address, _version, status = values
        path = str(address).partition("?")[0]
        event.update(event=f"{method} {path} {status}", client=client, status=status)
    return event


def _json() -> list[Processor]:
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False, default=repr),
    ]


def _pretty() -> list[Processor]:
    plainly = structlog.dev.plain_traceback  # others show the values of all local variables
    colours = sys.stderr.isatty()
    return [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plainly)]


FILLED: tuple[Processor, ...] = (
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=FACTS),
    _identified,
    _accessed,
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
)
