"""Sending spans over OTLP: where to, how often and how much is told by the OTEL_* variables."""

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from web.watching.spans import Spans


def otlp() -> Spans:
    """Make spans that are sent, in batches, by a thread of their own."""
    return Spans(lambda: BatchSpanProcessor(OTLPSpanExporter()))
