"""`congdoan keys list|rotate|make`: the keys that seal what the database may not tell."""

import argparse

from congdoan.installation.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help=_("khóa nào đang có, bao nhiêu nội dung niêm phong bằng từng khóa"))
    verbs.add_parser("rotate", help=_("thêm một khóa mới rồi niêm phong lại mọi nội dung bằng khóa ấy"))
    verbs.add_parser("make", help=_("in ra một khóa mới để đặt vào biến môi trường"))


def run(options: argparse.Namespace) -> int:
    from congdoan.installation import keyring

    if options.verb == "make":
        print(keyring.fresh_secret())
        return 0
    return _list() if options.verb == "list" else _rotate()


def _list() -> int:
    """1 where something is sealed with a key this copy lacks."""
    from congdoan.foundation.sealing.renewing import keys_in_use
    from congdoan.installation import keyring

    ring, used = keyring.keyring(), keys_in_use()
    for key in ring.sealing:
        mark = "*" if key == ring.current else " "
        print(f"{mark} {key.name:<14} " + _("%d nội dung niêm phong bằng khóa này") % used.pop(key.name, 0))
    print(f"  {ring.blind_name}")
    for name, count in sorted(used.items()):
        print(f"✗ {name:<14} " + _("%d nội dung KHÔNG mở được: thiếu khóa này") % count)
    return 1 if used else 0


def _rotate() -> int:
    from congdoan.foundation.sealing.acquaintance import ring
    from congdoan.foundation.sealing.renewing import reseal
    from congdoan.installation import keyring

    before = ring()  # refuses where the keys are not this database's
    if before.is_from_environment:
        print(_("Khóa nằm ở biến môi trường: niêm phong lại bằng khóa mới nhất ở đó, không tạo khóa mới."))
    else:
        keyring.add_key()
    count = reseal()
    print(
        _("Đã niêm phong lại %(count)d nội dung bằng khóa %(key)s. Giữ các khóa cũ để mở bản sao lưu cũ.")
        % {"count": count, "key": ring().current.name}
    )
    return 0
