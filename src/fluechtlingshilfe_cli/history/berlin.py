"""Days in Germany as moments of the world's clock and back. Windows brings no time zones, so the rule is written here.

Since 1996 summer time lasts from the last Sunday of March to the last of October, both at 01:00 UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_WINTER, _SUMMER = 3600, 7200


def day_of(moment: int) -> date:
    """The day in Germany at a moment (seconds since 1970)."""
    year = datetime.fromtimestamp(moment, UTC).year
    summer = _turn(year, 3) <= moment < _turn(year, 10)
    return datetime.fromtimestamp(moment + (_SUMMER if summer else _WINTER), UTC).date()


def end_of_day(day: date) -> int:
    """The last second of a day in Germany, in seconds since 1970."""
    if day == date.max:
        return int(datetime(9999, 12, 31, 22, 59, 59, tzinfo=UTC).timestamp())
    following = day + timedelta(days=1)
    midnight = int(datetime(following.year, following.month, following.day, tzinfo=UTC).timestamp())
    summer = _turn(following.year, 3) < midnight <= _turn(following.year, 10)
    return midnight - (_SUMMER if summer else _WINTER) - 1


def _turn(year: int, month: int) -> int:
    """01:00 UTC of the last Sunday of March or October, both of which have 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return int((last - timedelta(days=last.isoweekday() % 7)).timestamp())
