"""Plans and records to what the parts of the pages about requests draw. Geometry is `roster.charts`."""
