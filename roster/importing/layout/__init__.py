"""Which table is this sheet, where is its header, and which column holds which field?"""
