"""How much there is to measure over."""

from dataclasses import dataclass

SMALL = (200, 1_000, 5_000)  # learners of the courses that show whether a list stays as fast when it grows
# Officers differ by their number modulo this: 0–3 completed, 4 failed, 5–7 in progress and 7 late, 8–9 not begun.
STATES = 10
TRIES = 2  # attempts of those who completed or failed


@dataclass(frozen=True)
class Scale:
    officers: int
    units: int
    provinces: int
    courses: int
    enrolments: int
    responses: int
    lessons: int = 10
    questions: int = 10
    pool: int = 20

    @property
    def province_size(self) -> int:
        """Officers of a province; the first ones are all in the first."""
        return self.officers // self.provinces

    @property
    def attempts(self) -> int:
        return self.responses // self.questions

    def learners(self) -> list[int]:
        """Learners by course: everybody on the first, then the small ones, then the rest spread evenly."""
        others = self.courses - 1 - len(SMALL)
        rest = self.enrolments - self.officers - sum(SMALL)
        even = [rest // others + (index < rest % others) for index in range(others)]
        if rest < 0 or max(even) > self.officers:
            raise ValueError("nobody is on a course twice: more officers or fewer enrolments")
        return [self.officers, *SMALL, *even]


FULL = Scale(officers=100_000, units=500, provinces=20, courses=20, enrolments=1_000_000, responses=1_000_000)
QUICK = Scale(officers=10_000, units=100, provinces=2, courses=20, enrolments=100_000, responses=100_000)


def course_codes(scale: Scale) -> list[str]:
    """`b1` has pages; `s200`, `s1000`, `s5000` are named by their learners; the others fill the table."""
    return ["b1", *(f"s{size}" for size in SMALL), *(f"x{number}" for number in range(scale.courses - 1 - len(SMALL)))]
