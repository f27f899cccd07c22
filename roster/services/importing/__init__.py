"""Bringing a workbook into the roster: taking it in, reading it, remembering answers, writing what differs.

The rules are in `roster.importing` (pure); here is who may go on, what is written, and how a failure is told.
"""
