"""Pieces of papers, whole and damaged, for tests that throw them together in any order."""

PIECES = (
    "Số: ", "14/KH-LĐLĐ", "KẾ HOẠCH", "\n", "\n\n", "   ", "\t", " ", "ngày 05 tháng 3 năm 2024", "trước ngày 15/3",
    "Nơi nhận:", "- Như trên;", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Kính gửi: ", "Điều 1. ", "I. ", "1. ", "a) ",
    "12/15 CĐCS", "1.929", "2 tỷ 350 triệu đồng", "mười lăm triệu", "đoàn viên", "trên ", "từ ", " đến ", " trở lên",
    "%", "“", "”", "…", "; ", ", ", "đối thoại", "kiến nghị ", "chị Lan ", "Thời gian: ", "cao điểm",
    "định kỳ 6 tháng", "Căn cứ ", "số 02-NQ/TW", "V/v ", "Phần thứ nhất", "1O5", "ll/2021", "\u200b", "\u00a0", "\r\n",
    "**", "|", "Lưu: VT", "C«ng ®oµn", "o\u0302\u0301", "hoà", "Hà Nội, ", "ĐẢNG CỘNG SẢN VIỆT NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC",
    "CÔNG ĐOÀN NGÀNH Y TẾ", "BÁO CÁO", "QUYẾT ĐỊNH", "Thực hiện Kế hoạch ", "của Tổng Liên đoàn", "Trần Thị Bích Lài",
    "suất quà", "trị giá ", "mỗi suất ", "500.000 đồng", "1tr5", "565tr500", "20.000 - 30.000 đồng", "02 đến 03 ",
    "hằng tháng", "chậm nhất ", "sau 05 ngày", "quý II/2024", "6 tháng đầu năm", "năm học 2023 - 2024", ". ", ": ",
    "- ", "/", ".", ",", "-", "(", ")", "0", "1", "9", "12", "2024", "O", "l", "I", "không", "một", "trăm", "nghìn",
    "tỷ", "rưỡi", "lẻ", "ngày", "tháng", "năm", "giao ", "phối hợp ", "báo cáo kết quả ", "các cấp công đoàn ",
    "| 1 | Kết nạp | người | 328 |", "đơn vị tính: triệu đồng", "PHỤ LỤC", "Xem thêm", "TIN LIÊN QUAN", "Đơn vị",
    "[07:41, 19/9/2024] Chị Thắm: ", "Lieân ñoaøn Lao ñoäng", "Liªn ®oµn Lao ®éng", "\ufeff", "\u0300", "İ", "ß", "²",
    "१२", "５", "\u2028", "\x0c", "\x1c",
)  # fmt: skip
