"""The hand-written statement of both raw yardsticks; imports nothing, so that the bare server stays bare."""

STATEMENT = """
SELECT p.reference, p.given_names, p.family_name, s.level, s.lead_hours
  FROM roster_readinessstate s JOIN roster_person p ON p.id = s.person_id
 WHERE s.destination_id = %(destination)s AND s.level IN ('ready', 'ready_if') AND s.lead_hours <= %(hours)s
   AND EXISTS (SELECT FROM roster_expertise e
                WHERE e.person_id = p.id AND e.theme_id = %(theme)s AND e.level >= %(level)s)
   AND EXISTS (SELECT FROM roster_languageskill l
                WHERE l.person_id = p.id AND l.language = %(language)s AND l.level = ANY(%(levels)s))
 ORDER BY s.level = 'ready' DESC, s.lead_hours, p.id
 LIMIT 50
"""
