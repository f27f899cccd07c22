"""What does this workbook say, and what must a person answer before it can be believed?

The reading half is pure: a workbook goes in, clean records and issues come out; nothing is guessed, nothing is
dropped without a word, nothing is written. `workbook.read_workbook` is the door.
"""
