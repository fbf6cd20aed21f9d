"""The papers of the Lai Châu chain, written anew:

symbols, dates, structure and duties are true, the sentences are ours.
"""

from collections.abc import Callable
from datetime import date

from congdoan.demo.orders import Ask, Order, to_body, to_group
from congdoan.demo.world import World
from congdoan.registry.actions.issuing import basis_of
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import RegisteredDocument

UPPER = ["district_children", "sector_children", "officials_children"]


def from_the_party(world: World) -> tuple[PaperFields, Callable[[RegisteredDocument], PaperFields]]:
    """42-NQ/TW, and 53-CTr/TU on its ground."""
    resolution = PaperFields(
        subject="Tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội, đáp ứng yêu cầu sự nghiệp xây dựng và bảo vệ Tổ quốc trong giai đoạn mới",
        type="NQ",
        issuer=world.bodies["TW"],
        symbol="42-NQ/TW",
        place="Hà Nội",
        issued_on=date(2023, 11, 24),
        text="Nghị quyết về tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội.",
    )

    def programme(ground: RegisteredDocument) -> PaperFields:
        return PaperFields(
            subject="Thực hiện Nghị quyết số 42-NQ/TW về chính sách xã hội",
            type="CTr",
            issuer=world.bodies["TU-LC"],
            symbol="53-CTr/TU",
            place="Lai Châu",
            issued_on=date(2024, 5, 24),
            text="Chương trình hành động thực hiện Nghị quyết số 42-NQ/TW.",
            bases=(basis_of(ground),),
        )

    return resolution, programme


def dispatch(world: World) -> Order:
    """282/LĐLĐ, 18/6/2024: three tasks, no date; a copy up to the Party's provincial office."""
    return Order(
        type="CV",
        number=282,
        subject="Thực hiện Chương trình hành động số 53-CTr/TU ngày 24/5/2024 của Ban Thường vụ Tỉnh ủy Lai Châu",
        archive="VT, Ban CSPL&QHLĐ",
        clauses=[
            (
                "1",
                "",
                "Đẩy mạnh tuyên truyền, triển khai nghiêm túc các nhiệm vụ, giải pháp của Chương trình hành động số 53-CTr/TU tại cấp mình.",
            ),
            (
                "2",
                "",
                "Phối hợp với Mặt trận Tổ quốc và các đoàn thể cùng cấp nâng cao chất lượng giám sát, phản biện xã hội; lắng nghe đoàn viên.",
            ),
            (
                "3",
                "",
                "Phối hợp truyền thông kết quả thực hiện chính sách xã hội và vận động nguồn lực phát triển dịch vụ xã hội.",
            ),
        ],
        recipients=[
            *(to_group(code, kind="addressee", purpose="thực hiện") for code in UPPER),
            to_body(world.bodies["VPTU-LC"], purpose="báo cáo"),
        ],
        asks=[
            Ask(
                "Tuyên truyền, triển khai Chương trình hành động số 53-CTr/TU tại cấp mình",
                UPPER,
                "1",
                measure="events_held",
            ),
            Ask(
                "Giám sát, phản biện xã hội; lắng nghe tâm tư, nguyện vọng của đoàn viên",
                UPPER,
                "2",
                measure="inspections_held",
            ),
            Ask("Truyền thông về chính sách xã hội, vận động nguồn lực", UPPER, "3"),
        ],
    )


def own_plan(number: int) -> Order:
    """A unit's own plan on the basis of 282/LĐLĐ: now with dates."""
    due = date(2024, 8, 30)
    return Order(
        type="KH",
        number=number,
        subject="Thực hiện Chương trình hành động số 53-CTr/TU về chính sách xã hội",
        period=(None, date(2024, 12, 26)),
        clauses=[
            ("1", "", f"Các công đoàn cơ sở tổ chức sinh hoạt chuyên đề, xong trước ngày {due:%d/%m/%Y}."),
            ("2", "", "Giám sát việc thực hiện chế độ, chính sách tại đơn vị, gửi kết quả trước ngày 31/10/2024."),
            (
                "3",
                "",
                "Phối hợp truyền thông, vận động nguồn lực; định kỳ báo cáo theo yêu cầu của Công đoàn cấp trên.",
            ),
        ],
        recipients=[to_group("grassroots_children", purpose="thực hiện")],
        asks=[
            Ask(
                "Tuyên truyền, triển khai Chương trình 53-CTr/TU",
                ["grassroots_children"],
                "1",
                due_on=due,
                proof="biên bản, ảnh",
                measure="events_held",
            ),
            Ask(
                "Giám sát, phản biện xã hội",
                ["grassroots_children"],
                "2",
                due_on=date(2024, 10, 31),
                proof="biên bản giám sát",
                measure="inspections_held",
            ),
            Ask("Vận động nguồn lực, truyền thông", ["grassroots_children"], "3"),
        ],
    )
