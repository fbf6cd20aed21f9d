"""What stories clicked through share: a form sent, a voucher paid."""

from typing import Any

from django.test import Client

from care_stories import TODAY, Care
from congdoan.foundation.citation import Citation
from congdoan.funds import actions as funds
from congdoan.funds.models import Voucher

DAY = f"{TODAY:%d/%m/%Y}"
JOINED = Citation("12/QĐ-CĐBV", TODAY.replace(month=1))


def post(client: Client, address: str, **said: Any) -> str:
    """Send a form and answer with the page it leads to; a form sent back is a failure that shows why."""
    answer = client.post(address, said, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:3000]
    form = (answer.context or {}).get("form") if not answer.redirect_chain else None
    assert form is None or not form.errors, form.errors
    return answer.content.decode()


def pay(voucher: Voucher, care: Care) -> None:
    funds.approve_payment(voucher, by=care.minh)
    funds.pay_out(voucher, on=TODAY, by=care.cuc)
