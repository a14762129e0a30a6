# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""WS-Management envelopes: parsing requests, writing answers and faults."""

import re
import uuid
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

SOAP = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
IDENTITY = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"
FAULT = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"
XML = "http://www.w3.org/XML/1998/namespace"

_NAMESPACES = {"s": SOAP, "a": ADDRESSING, "w": WSMAN, "x": TRANSFER, "rsp": SHELL, "f": FAULT}
_PREFIXES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
_ANONYMOUS = f"{ADDRESSING}/role/anonymous"
_DURATION = re.compile(r"^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$")


class Fault(Exception):
    """A SOAP fault: Windows code, subcode, text."""

    def __init__(self, code, subcode, text, sender=True):
        super().__init__(text)
        self.code, self.subcode, self.text, self.sender = code, subcode, text, sender


def timed_out():
    return Fault(2150858793, "w:TimedOut", "The operation has not finished within its time-out.", sender=False)


def seconds_of(duration, default):
    found = _DURATION.match(duration or "")
    if not found or not any(found.groups()):
        return default
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


class Request:
    """One parsed envelope. Raises Fault for an invalid one."""

    def __init__(self, text):
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            raise Fault(2150858817, "w:SchemaValidationError", f"The request is not XML: {error}") from error
        header = root.find(f"{{{SOAP}}}Header")
        body = root.find(f"{{{SOAP}}}Body")
        if root.tag != f"{{{SOAP}}}Envelope" or body is None:
            raise Fault(2150858817, "w:SchemaValidationError", "The request is not a SOAP envelope.")
        self.body = body[0] if len(body) else None
        self._header = ElementTree.Element("none") if header is None else header
        self.action = self._text(ADDRESSING, "Action")
        self.message_id = self._text(ADDRESSING, "MessageID")
        self.to = self._text(ADDRESSING, "To")
        self.resource = self._text(WSMAN, "ResourceURI")
        self.timeout = min(seconds_of(self._text(WSMAN, "OperationTimeout"), 60), 60)
        self.envelope_size = int(self._text(WSMAN, "MaxEnvelopeSize") or 153600)
        self.selectors = self._named("SelectorSet", "Selector")

    @property
    def is_identify(self):
        return self.body is not None and self.body.tag == f"{{{IDENTITY}}}Identify"

    def child(self, name):
        """The child of the body's element with this name in the shell's namespace, or a fault."""
        found = None if self.body is None else self.body.find(f"{{{SHELL}}}{name}")
        if found is None:
            raise Fault(2150858817, "w:SchemaValidationError", f"The body has no rsp:{name}.")
        return found

    def _text(self, namespace, name):
        return (self._header.findtext(f"{{{namespace}}}{name}") or "").strip()

    def _named(self, set_name, item_name):
        held = self._header.find(f"{{{WSMAN}}}{set_name}")
        return {} if held is None else {item.get("Name", "").lower(): item.text or "" for item in held}


def envelope(action, relates_to, body):
    related = f"<a:RelatesTo>{escape(relates_to)}</a:RelatesTo>" if relates_to else ""
    return (
        f'<s:Envelope xml:lang="en-US" {_PREFIXES}><s:Header><a:Action>{escape(action)}</a:Action>'
        f"<a:MessageID>uuid:{str(uuid.uuid4()).upper()}</a:MessageID><a:To>{_ANONYMOUS}</a:To>{related}"
        f"</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )


def answer(request, body):
    return envelope(request.action + "Response", request.message_id, body)


def identify_answer(user):
    profiles = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/spnego-kerberos"
    return (
        f'<s:Envelope xmlns:s="{SOAP}"><s:Header/><s:Body><i:IdentifyResponse xmlns:i="{IDENTITY}">'
        f"<i:ProtocolVersion>{WSMAN}</i:ProtocolVersion><i:ProductVendor>wsman-cpp tests</i:ProductVendor>"
        f"<i:ProductVersion>acceptor of {escape(user)}</i:ProductVersion>"
        f"<i:SecurityProfiles><i:SecurityProfileName>{profiles}</i:SecurityProfileName></i:SecurityProfiles>"
        "</i:IdentifyResponse></s:Body></s:Envelope>"
    )


def fault_answer(fault, relates_to):
    return envelope(
        f"{WSMAN.rsplit('.', 1)[0]}/fault",
        relates_to,
        f"<s:Fault><s:Code><s:Value>s:{'Sender' if fault.sender else 'Receiver'}</s:Value>"
        f"<s:Subcode><s:Value>{fault.subcode}</s:Value></s:Subcode></s:Code>"
        f'<s:Reason><s:Text xml:lang="en-US">{escape(fault.text)}</s:Text></s:Reason>'
        f'<s:Detail><f:WSManFault Code="{fault.code}" Machine="localhost">'
        f"<f:Message>{escape(fault.text)}</f:Message></f:WSManFault></s:Detail></s:Fault>",
    )
