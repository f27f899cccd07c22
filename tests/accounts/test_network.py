"""From where does a request come, behind none, one or two proxies of one's own?"""

from accounts.network import network_address

PEER, CALLER, LIE = "10.0.0.1", "192.0.2.7", "203.0.113.66"


def test_without_proxies_the_header_is_not_believed() -> None:
    assert network_address({"REMOTE_ADDR": CALLER, "HTTP_X_FORWARDED_FOR": LIE}, 0) == CALLER


def test_behind_one_proxy_the_last_entry_counts() -> None:
    assert network_address({"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_FOR": f"{LIE}, {CALLER}"}, 1) == CALLER


def test_behind_two_proxies_the_last_but_one_counts() -> None:
    assert network_address({"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_FOR": f"{LIE}, {CALLER}, 10.0.0.2"}, 2) == CALLER


def test_with_fewer_entries_than_proxies_the_peer_counts() -> None:
    assert network_address({"REMOTE_ADDR": PEER, "HTTP_X_FORWARDED_FOR": LIE}, 2) == PEER
    assert network_address({"REMOTE_ADDR": PEER}, 1) == PEER


def test_a_unix_socket_has_no_address() -> None:
    assert network_address({}, 0) == ""


def test_an_endless_entry_is_cut() -> None:
    assert len(network_address({"HTTP_X_FORWARDED_FOR": "9" * 5000}, 1)) == 64
