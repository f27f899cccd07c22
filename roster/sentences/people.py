"""Who is somebody in one line, when are they free, what have they done? Sentences of the person's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roster.drawing.absences import Absence, span_said
from roster.drawing.validity import Held
from roster.loaders.person import Profile
from roster.models import Booking, Person
from roster.sentences.measures import age_said, capitalised, day_said, listed
from roster.windows import Window

YEAR = timedelta(days=365)


def lede(profile: Profile) -> str:
    """ "Constitution-making, level 5. Woman, national of Morocco, lives in Rabat. P-5 equivalent, assessed by HR." """
    person = profile.person
    lead = next((each for each in person.expertise.all() if each.level), None)
    countries = [each.country.name for each in person.nationalities.all()]
    home = person.base.name if person.base else person.base_city
    who = [str(person.get_gender_display())] if person.gender != Person.Gender.UNDISCLOSED else []
    if countries:
        who.append(_("national of %(countries)s") % {"countries": listed(countries)})
    who.append(_("lives in %(city)s") % {"city": home} if home else _("residence not recorded"))
    sentences = [
        _("%(theme)s, level %(level)s.") % {"theme": lead.theme, "level": lead.level} if lead else "",
        capitalised(f"{', '.join(who)}."),
        _grade(person),
    ]
    return " ".join(each for each in sentences if each)


def monogram(person: Person) -> str:
    """One letter of the given and one of the family name."""
    return f"{person.given_names[:1]}{person.family_name[:1]}".upper()


def held_said(held: Sequence[Held]) -> str:
    """ "8 held, 1 needs attention"."""
    fine = sum(each.level == "ready" for each in held)
    rest = len(held) - fine
    said = _("%(count)s in order") % {"count": fine}
    if not rest:
        return said
    attention = ngettext("%(count)s needs attention", "%(count)s need attention", rest) % {"count": rest}
    return f"{said}, {attention}"


def _grade(person: Person) -> str:
    if person.grade is None:
        return ""
    said = str(person.grade.code)
    if person.grade_is_equivalent:
        said = _("%(grade)s equivalent") % {"grade": said}
        if person.grade_assessed_by:
            said = _("%(grade)s, assessed by %(who)s") % {"grade": said, "who": person.grade_assessed_by}
    return f"{said}."


def question(profile: Profile) -> str:
    """The question of the verdict panel, with the window as it is configured."""
    hours = f"{profile.window_hours:g}"
    words = {
        Person.Gender.WOMAN: _("Could she be there in %(hours)s h?"),
        Person.Gender.MAN: _("Could he be there in %(hours)s h?"),
    }.get(Person.Gender(profile.person.gender), _("Could they be there in %(hours)s h?"))
    return words % {"hours": hours}


def since_said(profile: Profile, away: Sequence[Absence], *, now: datetime) -> str:
    """ "Free today; confirmed 9 days ago, stale on 17 Dec"."""
    current = next((each for each in away if now in each.window and each.kind != "remote"), None)
    if current is None:
        free = _("Free today")
    elif current.window.end is None:
        free = _("%(what)s, no end known") % {"what": capitalised(current.word)}
    else:
        free = _("%(what)s until %(day)s") % {
            "what": capitalised(current.word),
            "day": day_said(current.window.end - timedelta(seconds=1), now),
        }
    if profile.statement is None:
        return _("%(free)s; availability never confirmed") % {"free": free}
    confirmed = _("%(free)s; confirmed %(age)s") % {"free": free, "age": age_said(profile.statement.confirmed_at, now)}
    if profile.last_fresh is None:
        return confirmed
    day = day_said(profile.last_fresh, now)
    stale = _("stale since %(day)s") if profile.is_stale else _("stale after %(day)s")
    return f"{confirmed}, {stale % {'day': day}}"


@dataclass(frozen=True, slots=True)
class Engagement:
    """One engagement, for those who may see them. `days` counts begun days; `None` while the end is not known."""

    booking: Booking
    when: str
    form: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Engagements:
    rows: list[Engagement]
    summary: str


def engagements(profile: Profile, *, now: datetime) -> Engagements:
    """In-person deployments and remote advice, the latest first."""
    kinds = (Booking.Kind.DEPLOYMENT, Booking.Kind.REMOTE_ADVICE)
    found = [each for each in profile.bookings if each.kind in kinds]
    rows = [_engagement(each, now) for each in reversed(found)]
    away = sum((_in_last_year(each, now) for each in found if each.kind == kinds[0]), timedelta())
    days = round(away / timedelta(days=1))
    summary = ngettext("%(count)s recorded", "%(count)s recorded", len(rows)) % {"count": len(rows)}
    said = ngettext("%(days)s day away in the last 12 months", "%(days)s days away in the last 12 months", days) % {
        "days": days
    }
    return Engagements(rows, f"{summary}; {said}")


def _engagement(booking: Booking, now: datetime) -> Engagement:
    window = Window(booking.during.lower, booking.during.upper)
    form = capitalised(str(booking.get_kind_display()))
    if booking.share is not None:
        form = f"{form}, {booking.share * 100:.0f} %"
    length = window.duration
    days = None if length is None else -(-length // timedelta(days=1))
    return Engagement(booking, span_said(window, now), form, days)


def _in_last_year(booking: Booking, now: datetime) -> timedelta:
    shared = Window(booking.during.lower, booking.during.upper).intersection(Window(now - YEAR, now))
    return timedelta() if shared is None or shared.duration is None else shared.duration
