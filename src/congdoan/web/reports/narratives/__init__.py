"""Đối chiếu văn bản: any text's figures held against the records. Pages under /bao-cao/doi-chieu/."""
