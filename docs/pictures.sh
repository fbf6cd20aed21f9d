#!/usr/bin/env bash
# Takes the pictures of README.md anew from a running demonstration: python3 run.py demo, then docs/pictures.sh [ADDRESS]
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHONPATH=src:tests .venv/bin/python -m browser.screenshots "${1:-http://127.0.0.1:8000}" docs/pictures --password congdoan-2021 \
    "thread=laichau:/nhiem-vu/ > 282/LĐLĐ" \
    "figure=yte:/chi-tieu/?open=propaganda_attendances&at=LD-YT-02" \
    "report=thongreo:/bao-cao/ > Sơ kết đợt thi đua > ?so=propaganda_attendances" \
    "today=canbo.yte:/" \
    "record=maianh:/ghi-nhan/moi/"
