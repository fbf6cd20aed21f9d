"""The health-sector union of Lai Châu, 2024 to the middle of January 2025: who joined, who was helped, what went up.

True: 404 people helped (hardship, serious illness, children studying well), more than 500 million for houses built and
mended, 97 admitted, above the target given, 58 introduced to the Party, 146 initiatives, all of 2024; and 65 million for
the houses of three members from three hospitals, the province's own money, given on 14/1/2025. Invented: everyone, every
single amount and day, the exact sum of 512 million.
"""

from congdoan.demo.lai_chau_year import care, members, review
from congdoan.demo.lai_chau_year.january import after_the_year
from congdoan.demo.world import World


def tell(world: World) -> None:
    """The year in its order: papers and vouchers are numbered as their days come."""
    members.tell(world)
    fund = care.tell(world)
    asked = review.ask_for_reports(world)
    after_the_year(world, fund)
    review.report(world, asked)
