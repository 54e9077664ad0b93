"""A subject for Assay: the program between the harness and your payment integration.

    assay lint  --subject 'stdio:python3 subject.py'     does it speak the protocol?
    assay check --subject 'stdio:python3 subject.py'     is the integration right?

The upper half is a very small integration of the generic provider. Replace it by calls of your own code, method by
method. It does what first integrations do, and leaves out what they leave out: `assay check` says what that is.
The lower half speaks the protocol and can stay as it is.
"""

import json
import sys
import urllib.error
import urllib.request

# What you declare here you are held to; what you leave out is not asked for. The words are in PROTOCOL.md.
CAPABILITIES = ["card", "manual_capture"]

shops = {}  # by shopId: the configuration
payments = {}  # by paymentId: what we know about the payment


def initialize(params):
    return {
        "outcome": "ok",
        "protocolVersion": "2026-12",
        "subject": {"name": "my shop", "version": "1", "language": "Python"},
        "provider": "generic",
        "capabilities": CAPABILITIES,
    }


def configure(params):
    """The merchant sets up the shop: an account per environment, and the one it trades in."""
    shops[params["shopId"]] = params
    return {"outcome": "ok"}


def create_payment(params):
    """A customer checks out."""
    shop = shops[params["shopId"]]
    order = params["order"]
    payment = {
        "paymentId": "payment-%d" % (len(payments) + 1),
        "shopId": params["shopId"],
        # The payment remembers where it was made; the shop may trade elsewhere tomorrow.
        "environment": shop["active"],
        "order": order,
        "provider": None,
    }
    payments[payment["paymentId"]] = payment
    body = {
        "amount": {"minor": int(order["amount"]["minor"]), "currency": order["amount"]["currency"]},
        "captureMode": "automatic" if params["capture"] == "now" else "manual",
        "reference": order["reference"],
        "returnUrl": params["returnUrl"],
    }
    if params["method"]["kind"] == "card":
        body["card"] = params["method"]["card"]
    return perform(payment, "/v1/payments", body, params["commandId"])


def capture(params):
    """A sales person captures all that is held."""
    payment = payments[params["paymentId"]]
    if payment["provider"] is None:
        return {"outcome": "failed", "code": "payment.not_known", "paymentId": payment["paymentId"]}
    if "amount" in params:
        # What was not declared above is answered like this, and nothing is sent.
        return {"outcome": "unsupported", "reason": "captures of a part"}
    return perform(payment, "/v1/payments/%s/captures" % payment["provider"]["id"], {}, params["commandId"])


def get_payment(params):
    """What our own records say. The provider must not be asked here."""
    payment = payments.get(params["paymentId"])
    if payment is None:
        return {"outcome": "failed", "code": "payment.not_found"}
    amount = payment["order"]["amount"]
    known = payment["provider"] or {"status": "unknown", "balances": {}}
    balances = known["balances"]
    told = {
        "paymentId": payment["paymentId"],
        "shopId": payment["shopId"],
        "environment": payment["environment"],
        "state": known["status"],
        "currency": amount["currency"],
        "amount": amount["minor"],
        "authorized": str(balances.get("authorized", 0)),
        "captured": str(balances.get("captured", 0)),
        "refunded": str(balances.get("refunded", 0)),
    }
    if "id" in known:
        told["providerReference"] = known["id"]
    return {"outcome": "ok", "payment": told}


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the credential to wherever it points."""

    def redirect_request(self, *arguments):
        return None


provider = urllib.request.build_opener(NoRedirects)


def perform(payment, path, body, command_id):
    """Asks the provider where the payment was made, and says what came of it."""
    account = shops[payment["shopId"]]["environments"][payment["environment"]]
    headers = {
        "content-type": "application/json",
        "authorization": "Bearer " + account["credential"]["apiKey"],
        # The same click has the same key, so that the provider does it once.
        "idempotency-key": payment["shopId"] + "-" + command_id,
    }
    request = urllib.request.Request(account["baseUrl"] + path, json.dumps(body).encode(), headers, method="POST")
    try:
        with provider.open(request, timeout=10) as response:
            answer = json.load(response)
            if not isinstance(answer, dict) or "id" not in answer or "status" not in answer:
                raise ValueError("not a payment")
    except urllib.error.HTTPError as error:
        if error.code >= 500 or error.code < 400:
            return {"outcome": "unknown", "why": "status %d" % error.code, "paymentId": payment["paymentId"]}
        return {"outcome": "failed", "code": "provider.%d" % error.code, "paymentId": payment["paymentId"]}
    except (OSError, ValueError) as error:
        # No readable answer: it may have happened. Never call this a failure.
        return {"outcome": "unknown", "why": type(error).__name__, "paymentId": payment["paymentId"]}
    payment["provider"] = answer
    if answer["status"] == "declined":
        return {"outcome": "declined", "paymentId": payment["paymentId"]}
    if answer["status"] == "action_required":
        action = {"kind": "redirect", "url": answer["action"]["url"]}
        return {"outcome": "action_required", "paymentId": payment["paymentId"], "action": action}
    return {"outcome": "ok", "paymentId": payment["paymentId"]}


# --- The protocol: one JSON message per line. ---------------------------------------------------------------------

METHODS = {
    "initialize": initialize,
    "configure": configure,
    "createPayment": create_payment,
    "capture": capture,
    "getPayment": get_payment,
    "shutdown": lambda params: {"outcome": "ok"},
}


def reply_to(request):
    method = METHODS.get(request["method"])
    if method is None:
        return {"error": {"code": -32601, "message": "no method " + request["method"]}}
    try:
        return {"result": method(request["params"])}
    except Exception as error:
        print(repr(error), file=sys.stderr, flush=True)
        return {"error": {"code": -32603, "message": repr(error)}}


# Standard output is for the protocol. A stray print would break it, so print goes to standard error from here on.
out = sys.stdout
sys.stdout = sys.stderr

for line in sys.stdin:
    request = json.loads(line)
    reply = {"jsonrpc": "2.0", "id": request["id"]}
    reply.update(reply_to(request))
    out.write(json.dumps(reply) + "\n")
    out.flush()
    if request["method"] == "shutdown":
        break
