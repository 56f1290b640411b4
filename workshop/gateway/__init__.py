"""The payment gateway outside the app: a loopback server with scripted faults, a charge counter and a barrier."""

from workshop.gateway.control import GatewayControl
from workshop.gateway.thread import Gateway

__all__ = ["Gateway", "GatewayControl"]
