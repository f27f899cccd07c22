"""What happens by itself: this room says which tables of a workbook are its own."""

from deployments.services.importing import RequestTable, StandbyTable
from roster.importing.differences_rooms import register_table

register_table("standby", StandbyTable())
register_table("requests", RequestTable())
