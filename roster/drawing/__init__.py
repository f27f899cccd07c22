"""Facts and verdicts to what the chart parts of the templates draw (`templates/parts/_strip.html` and its siblings).

Geometry is `roster.charts`; here it gets its words. Every chart comes with a table of the same numbers.
"""
