"""
Special-purpose IP addresses: private networks, loopback, cloud metadata, multicast, and so on.

Source: IANA, "IPv4 Special-Purpose Address Registry" and "IPv6 Special-Purpose Address Registry";
besides multicast, and the metadata address of one cloud.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_RESERVED_4 = tuple(
    (IPv4Network(network), purpose)
    for network, purpose in (
        ("0.0.0.0/8", "of this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared (carrier-grade NAT)"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),
        ("169.254.0.0/16", "link-local, or cloud metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_GLOBAL_UNICAST_6 = IPv6Network("2000::/3")
_RESERVED_6 = tuple(
    (IPv6Network(network), purpose)
    for network, purpose in (
        ("2001::/23", "for protocols, or Teredo"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
        ("5f00::/16", "for protocols"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_LOW_32 = 0xFFFF_FFFF
_OUTSIDE_GLOBAL_6 = (
    (IPv6Network("::/128"), "unspecified"),
    (IPv6Network("::1/128"), "loopback"),
    (IPv6Network("fc00::/7"), "private"),
    (IPv6Network("fe80::/10"), "link-local"),
    (IPv6Network("fec0::/10"), "private"),
    (IPv6Network("ff00::/8"), "multicast"),
)


def special_purpose(address: str) -> str | None:
    """
    The special purpose of an IP address, or `None` if the address is public.

    IPv4 inside IPv6 (mapped, 6to4, NAT64, ISATAP) has the purpose of the IPv4 address; Teredo and
    everything outside of global unicast is reserved.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    return _purpose_4(ip) if isinstance(ip, IPv4Address) else _purpose_6(ip)


def _purpose_4(ip: IPv4Address) -> str | None:
    return next((purpose for network, purpose in _RESERVED_4 if ip in network), None)


def _purpose_6(ip: IPv6Address) -> str | None:
    inner = ip.ipv4_mapped or ip.sixtofour
    if inner is None and (ip in _NAT64 or (int(ip) >> 32) & _LOW_32 in _ISATAP):
        inner = IPv4Address(int(ip) & _LOW_32)
    if inner is not None and (purpose := _purpose_4(inner)):
        return purpose
    if ip.ipv4_mapped or ip in _NAT64:
        return None
    outside = next((purpose for network, purpose in _OUTSIDE_GLOBAL_6 if ip in network), None)
    if outside or ip not in _GLOBAL_UNICAST_6:
        return outside or "reserved"
    return next((purpose for network, purpose in _RESERVED_6 if ip in network), None)
