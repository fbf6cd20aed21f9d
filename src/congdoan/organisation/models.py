"""Bodies, units, people and offices, each true for a stretch of days.

Nothing here is overwritten; it ends and another begins.
"""

import uuid

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.forgetting import ANONYMOUS
from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited, StoredFile
from congdoan.foundation.naming import in_readers_language
from congdoan.foundation.ranges import never_twice


class BodyKind(models.TextChoices):
    UNION = "union", _("tổ chức công đoàn")
    PARTY = "party", _("tổ chức Đảng")
    STATE = "state", _("cơ quan nhà nước")
    FRONT = "front", _("Mặt trận và đoàn thể")
    EMPLOYER = "employer", _("người sử dụng lao động, chuyên môn")
    OTHER = "other", _("cơ quan khác")


class Body(models.Model):
    """Whoever issues, receives, owes or answers: a union unit or an outside body.

    `name`, `short_name` and `symbol` are those in force last, kept beside the dated `BodyName` rows for lists and
    search;
    `folded` is the accent-free search text of every name the body ever had.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=BodyKind)
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=60, blank=True)
    folded = models.TextField(blank=True, editable=False)
    sort_key = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ["sort_key", "code"]

    def __str__(self) -> str:
        return self.short_name or self.name


class BodyName(Cited):
    """What a body was called, and the letters that stood in its document symbols, on the days of `valid`."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [never_twice("body_id", name="one_name_a_day")]


class BodyPlace(Cited):
    """Where a body dated its papers on the days of `valid`, once it has moved.

    A body that never moved has no rows: `Body.place` holds on every day. After a move it is the last row's place.
    Empty: the body dates its papers where the unit above does.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="places")
    place = models.CharField(max_length=60, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [never_twice("body_id", name="one_place_a_day")]


class Level(models.Model):
    """A rung of the organisation, as data:

    general confederation, provincial federation, sector union, grassroots union …
    """

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class Unit(Body):
    """A union unit: an identity that is never reused. Where it stands and what level it is are dated rows."""

    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="units")
    established_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    imported_in = models.ForeignKey(
        "ImportBatch", on_delete=models.SET_NULL, null=True, blank=True, related_name="units", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("established_on")),
                name="ends_after_it_begins",
            )
        ]


class UnitLevel(Cited):
    """The rung a unit stood on, on the days of `valid`."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="levels")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()

    class Meta:
        constraints = [never_twice("unit_id", name="one_level_a_day")]


class Line(models.Model):
    """A line of authority. Rights and totals follow `command`; `professional` lines run beside it."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class Placement(Cited):
    """Where a unit hangs in a line on the days of `valid`.

    A top unit has no parent. This table is the truth about the tree.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="child_placements")
    valid = DateRangeField()

    class Meta:
        constraints = [
            never_twice("unit_id", "line_id", name="one_parent_a_line_a_day"),
            models.CheckConstraint(condition=~Q(parent=models.F("unit")), name="no_unit_is_its_own_parent"),
        ]
        indexes = [
            models.Index(fields=["unit", "line"], name="placement_by_unit"),
            models.Index(fields=["parent", "line"], name="placement_by_parent"),
        ]


class Closure(models.Model):
    """Derived from the placements: `unit` stood under `ancestor`, `depth` steps down, on the days of `valid`.

    Every unit is its own ancestor at depth 0 on the days it is placed. Rebuilt whole by `rebuild_closure`.
    """

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    depth = models.PositiveSmallIntegerField()
    valid = DateRangeField()

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "line", "unit"], name="closure_down"),
            models.Index(fields=["unit", "line", "ancestor"], name="closure_up"),
        ]


class UnitEventKind(models.TextChoices):
    ESTABLISH = "establish", _("thành lập")
    TRANSFER = "transfer", _("chuyển giao")
    MERGE = "merge", _("sáp nhập")
    SPLIT = "split", _("chia, tách")
    RENAME = "rename", _("đổi tên")
    END = "end", _("kết thúc hoạt động")


class UnitEvent(Cited):
    """A recorded change of the organisation, with the act behind it. Decided on one day, in force from another."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=10, choices=UnitEventKind)
    decided_on = models.DateField()
    effective_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    stated_counts = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-effective_on", "-id"]


class UnitEventPart(models.Model):
    """A unit that a change began from or ended in."""

    event = models.ForeignKey(UnitEvent, on_delete=models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="event_parts")
    role = models.CharField(max_length=4, choices=[("from", _("từ")), ("to", _("thành"))])


class Person(models.Model):
    """Identity only. `journal_key` stands for the person in the journal; null cuts the link, and the counts stand.

    On `forgotten_on` the name was taken away for good: the row is a key without a person, so that what hangs on it
    stays countable. Nothing is entered about it any more.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=300, blank=True, editable=False)
    folded = models.CharField(max_length=150, blank=True, editable=False)
    sex = models.CharField(max_length=1, choices=[("f", _("nữ")), ("m", _("nam")), ("", _("chưa ghi"))], blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    journal_key = models.UUIDField(default=uuid.uuid4, unique=True, null=True, editable=False)
    forgotten_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_on__isnull=True)
                | Q(name=ANONYMOUS, folded="", birth_year__isnull=True, journal_key__isnull=True),
                name="a_forgotten_person_has_no_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeKind(models.TextChoices):
    EXECUTIVE = "executive", _("Ban Chấp hành")
    STANDING = "standing", _("Ban Thường vụ")
    INSPECTION = "inspection", _("Ủy ban Kiểm tra")
    WOMEN = "women", _("Ban Nữ công")


class Committee(Cited):
    """A committee of a unit for one term: the ordinal (khóa) and the dates are separate facts.

    A provisional committee was named from above on the unit's creation or merger, until a congress elects one.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="committees")
    kind = models.CharField(max_length=12, choices=CommitteeKind)
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    valid = DateRangeField()
    is_provisional = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "-valid"]
        indexes = [models.Index(fields=["unit", "kind"], name="committee_by_unit")]


class Office(Cited):
    """A post a person held at a body on the days of `valid`.

    `signs_as` is the capacity in which that post signs papers (`TM. BAN THƯỜNG VỤ`), empty when it signs none.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offices")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="offices")
    title = models.CharField(max_length=120)
    signs_as = models.CharField(max_length=120, blank=True)
    is_appointed = models.BooleanField(default=False)
    valid = DateRangeField()

    class Meta:
        indexes = [models.Index(fields=["body"], name="office_by_body")]


class BodyGroup(models.Model):
    """A standing way of naming many bodies at once ("Các CĐCS trực thuộc"), expanded as of the day a paper is issued.

    `reach` says where from the issuer to look; `level` narrows it; `members` lists bodies by hand.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=250, editable=False, blank=True)
    reach = models.CharField(
        max_length=8,
        choices=[("children", _("trực thuộc")), ("subtree", _("mọi cấp dưới")), ("listed", _("theo danh sách"))],
    )
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    members = models.ManyToManyField(Body, blank=True, related_name="+")


class ImportState(models.TextChoices):
    PREVIEW = "preview", _("đang xem trước")
    COMMITTED = "committed", _("đã nhập")
    UNDONE = "undone", _("đã hoàn tác")


class ImportBatch(Cited):
    """A sheet of units brought in at once: its lines as read (`[number, {title: cell}]`), and what became of them.

    `under` is the unit whose administrator brought it; rows without a parent hang there. Rows without a date begin on
    `since`. While it is a preview nothing has changed; undoing removes its units as long as nothing depends on them.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    under = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="import_batches")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    lines = models.JSONField()
    since = models.DateField()
    state = models.CharField(max_length=9, choices=ImportState, default=ImportState.PREVIEW)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=120)
    uploaded_by_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
