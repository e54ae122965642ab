"""What those who run it see: the log, the measures, the spans, and whether it is well."""
