"""What is kept about people, one subject a file."""

from roster.models.appointment import EnvoyAppointment
from roster.models.calendar import AvailabilityStatement, Booking
from roster.models.clearance import Clearance
from roster.models.document import TravelDocument
from roster.models.expertise import Expertise, LanguageSkill, RegionExperience
from roster.models.impartiality import ImpartialityFlag
from roster.models.importing import ImportAnswer, ImportFile, ImportRow, ImportRun
from roster.models.membership import Membership
from roster.models.person import Nationality, Person
from roster.models.place import Country, Office, OfficeClosure, Place, ReferenceDestination, Region, TravelTime
from roster.models.requirement import Figure, RequirementRule, RequirementType
from roster.models.state import LevelChange, ReadinessState, RulesVersion, Sweep
from roster.models.theme import Theme
from roster.models.view import SavedView
from roster.models.visa import VisaLeadTime, VisaRule
from roster.models.vocabulary import Grade, Pool, Tier

__all__ = [
    "AvailabilityStatement",
    "Booking",
    "Clearance",
    "Country",
    "EnvoyAppointment",
    "Expertise",
    "Figure",
    "Grade",
    "ImpartialityFlag",
    "ImportAnswer",
    "ImportFile",
    "ImportRow",
    "ImportRun",
    "LanguageSkill",
    "LevelChange",
    "Membership",
    "Nationality",
    "Office",
    "OfficeClosure",
    "Person",
    "Place",
    "Pool",
    "ReadinessState",
    "ReferenceDestination",
    "Region",
    "RegionExperience",
    "RequirementRule",
    "RequirementType",
    "RulesVersion",
    "SavedView",
    "Sweep",
    "Theme",
    "Tier",
    "TravelDocument",
    "TravelTime",
    "VisaLeadTime",
    "VisaRule",
]
