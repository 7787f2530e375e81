"""What the guard reaches, what it does not, and that nobody is told why."""

import gzip
import io
import pickle
import ssl
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from reelwright.model.errors import OverQuota
from reelwright.outgoing.addresses import Hole
from reelwright.outgoing.guard import Guard, Patience
from reelwright.ports.outside import Reply, Unreachable

from .conftest import PUBLIC, TLS, answer

NAMES = {
    "localhost": ("127.0.0.1", "::1"),
    "localtest.example": ("127.0.0.1",),
    "both.example": (PUBLIC, "127.0.0.1"),
    "metadata.google.internal": ("169.254.169.254",),
    "private.example": ("10.0.0.7",),
    "six.example": ("fd00::1",),
    "nat64.example": ("64:ff9b::a9fe:a9fe",),
    "nobody.example": (),
}
HOSTILE = (
    *("http://127.0.0.1/", "http://127.0.0.1./", "http://127.1/", "http://127.0.1/"),
    *("http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/"),
    *("http://017700000001/", "http://0/", "http://0.0.0.0/", "http://00000177.1/"),
    *("http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::127.0.0.1]/"),
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:a9fe:a9fe]/"),
    *("http://[64:ff9b::7f00:1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[2002:7f00:1::]/"),
    *("http://[2002:a9fe:a9fe::1]/", "http://[2001:0:7f00:1::1]/", "http://[fe80::1]/"),
    *("http://[fe80::1%25lo]/", "http://[fec0::1]/", "http://[fd00:ec2::254]/"),
    *("http://[ff02::1]/", "http://[2001:db8::1]/", "http://169.254.169.254/latest/meta-data/"),
    *("http://168.63.129.16/", "http://100.100.100.200/", "http://192.0.0.192/"),
    *("http://100.64.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/"),
    *("http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/"),
    *(
        "http://localhost/",
        "http://LOCALHOST/",
        "http://localtest.example/",
        "http://both.example/",
    ),
    *("http://metadata.google.internal/", "http://private.example/", "http://six.example/"),
    *("http://nat64.example/", "http://nobody.example/", "http://①②⑦.⓪.⓪.①/"),
    *("http://127。0。0。1/", "http://public.example@127.0.0.1/", "http://ann:x@public.example/"),
    *("http://127.0.0.1\\@public.example/", "http://127.0.0.1#@public.example/"),
    *("http://public.example:22/", "http://public.example:8080/", "http://public.example:0/"),
    *("http://public.example:65536/", "ftp://public.example/", "file:///etc/passwd"),
    *(
        "gopher://127.0.0.1/_x",
        "unix:///run/x.sock",
        "http:///",
        "//public.example/",
        "",
        "http://",
    ),
    *("http+unix://%2Frun%2Fx.sock/", "data:text/plain,x", "http://[::1/", "http://\x00/"),
)


def fetched(guard: Guard, url: str, most: int = 1_000_000) -> bytes:
    into = io.BytesIO()
    size = guard.fetch(url, into, most, "ann")
    assert size == len(into.getvalue())
    return into.getvalue()


@pytest.mark.parametrize("url", HOSTILE)
def test_hostile_addresses_are_not_dialled(world, url):
    world.names.update({name: [meaning] for name, meaning in NAMES.items()})
    for ask in (lambda: world.guard().post(url, b"{}", {}), lambda: fetched(world.guard(), url)):
        with pytest.raises(Unreachable):
            ask()
    assert (world.dialled, world.asked) == ([], [])


def test_post_says_what_was_sent(world):
    world.scripts[b"/hooks?a=1"] = answer("202 Accepted", b"thank you", "Retry-After: 7")
    reply = world.guard().post("http://public.example/hooks?a=1", b"{}", {"webhook-id": "1"}, 5)
    assert reply == Reply(202, "7", b"thank")
    assert world.dialled == [(PUBLIC, 80)]
    [asked] = world.asked
    head, _, body = asked.partition(b"\r\n\r\n")
    assert (head.splitlines()[0], body) == (b"POST /hooks?a=1 HTTP/1.1", b"{}")
    assert {b"Host: public.example", b"webhook-id: 1", b"Content-Length: 2"} <= set(
        head.splitlines()
    )


def test_post_does_not_wait_for_a_body_nobody_wants(world):
    world.scripts[b"/"] = lambda peer, _: (
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
        time.sleep(3),
    )
    begun = time.monotonic()
    assert world.guard().post("http://public.example/", b"", {}) == Reply(200)
    assert time.monotonic() - begun < 2


def test_post_follows_no_redirect(world):
    world.scripts[b"/"] = answer("307 Temporary Redirect", b"", "Location: /other")
    assert world.guard().post("http://public.example/", b"", {}) == Reply(307)
    assert len(world.asked) == 1


def test_redirects_are_followed(world):
    world.names["other.example"] = [("1.1.1.1",)]
    world.scripts[b"/"] = answer("302 Found", b"", "Location: http://other.example/a")
    world.scripts[b"/a"] = answer("301 Moved Permanently", b"", "Location: b")
    world.scripts[b"/b"] = answer(body=b"a picture")
    assert fetched(world.guard(), "http://public.example/") == b"a picture"
    assert [place for place, _ in world.dialled] == [PUBLIC, "1.1.1.1", "1.1.1.1"]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/_x",
        "//10.0.0.1/x",
        "http://public.example:22/",
        "http://ann:x@public.example/",
        "",
    ],
)
def test_redirect_to_the_inside_is_refused(world, target):
    world.scripts[b"/"] = answer("302 Found", b"", f"Location: {target}")
    with pytest.raises(Unreachable):
        fetched(world.guard(), "http://public.example/")
    assert {place for place, _ in world.dialled} == {PUBLIC}


def test_fourth_redirect_is_refused(world):
    for hop in range(4):
        world.scripts[f"/{hop}".encode()] = answer("302 Found", b"", f"Location: /{hop + 1}")
    world.scripts[b"/4"] = answer(body=b"a picture")
    assert fetched(world.guard(), "http://public.example/1") == b"a picture"
    with pytest.raises(Unreachable):
        fetched(world.guard(), "http://public.example/0")


def test_name_that_changes_its_mind_reaches_nothing_inside(world):
    inside, both = ("127.0.0.1",), (PUBLIC, "127.0.0.1")
    world.names["rebinding.example"] = [(PUBLIC,), inside, both] * 100
    world.scripts[b"/"] = answer(body=b"a picture")
    guard, outcomes = world.guard(), []
    for _ in range(300):
        try:
            outcomes.append(fetched(guard, "http://rebinding.example/"))
        except Unreachable:
            outcomes.append(b"")
    assert outcomes == [b"a picture", b"", b""] * 100
    assert world.dialled == [(PUBLIC, 80)] * 100


def test_next_address_is_tried(world):
    world.names["public.example"] = [("2606:4700::1111", PUBLIC)]
    world.scripts[b"/"] = answer(body=b"a picture")
    reaching = world.connect

    def connect(address, timeout):
        if ":" in address[0]:
            raise ConnectionRefusedError
        return reaching(address, timeout)

    guard = Guard(resolve=world.resolve, connect=connect, tls=TLS)
    assert fetched(guard, "http://public.example/") == b"a picture"


def test_hole_opens_one_port_inside(world):
    world.names["media.internal"] = [("10.0.0.7",)]
    world.scripts[b"/"] = answer(body=b"a picture")
    guard = world.guard(Hole.read("10.0.0.0/8:9000"))
    assert fetched(guard, "http://media.internal:9000/") == b"a picture"
    with pytest.raises(Unreachable):
        fetched(guard, "http://media.internal/")
    assert world.dialled == [("10.0.0.7", 9000)]


def test_dripping_head_ends_at_the_deadline(world):
    def drip(peer, _request):
        for byte in b"HTTP/1.1 200 OK\r\n" * 9:
            peer.sendall(bytes([byte]))
            time.sleep(0.05)

    world.scripts[b"/"] = drip
    hasty = world.guard(patience=Patience(post=0.3, fetch=0.3))
    begun = time.monotonic()
    for ask in (
        lambda: hasty.post("http://public.example/", b"", {}),
        lambda: fetched(hasty, "http://public.example/"),
    ):
        with pytest.raises(Unreachable):
            ask()
    assert time.monotonic() - begun < 3


def test_dripping_body_is_too_slow(world):
    def drip(peer, _request):
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            peer.sendall(b"x")
            time.sleep(0.02)

    world.scripts[b"/"] = drip
    with pytest.raises(Unreachable):
        fetched(world.guard(patience=Patience(fetch=60, idle=0.2)), "http://public.example/")


def test_endless_body_is_cut_off(world):
    sent = []

    def pour(peer, _request):
        peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            peer.sendall(b"10000\r\n" + bytes(65_536) + b"\r\n")
            sent.append(65_536)

    world.scripts[b"/"] = pour
    into = io.BytesIO()
    with pytest.raises(Unreachable):
        world.guard().fetch("http://public.example/", into, 1_000_000, "ann")
    assert len(into.getvalue()) <= 1_000_000
    assert sum(sent) < 20_000_000


def test_endless_head_is_cut_off(world):
    def pour(peer, _request):
        peer.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            peer.sendall(b"X: " + b"x" * 8_000 + b"\r\n")

    world.scripts[b"/"] = pour
    with pytest.raises(Unreachable):
        fetched(world.guard(), "http://public.example/")


def test_packed_body_is_not_unpacked(world):
    bomb = gzip.compress(bytes(10_000_000))
    world.scripts[b"/"] = answer("200 OK", bomb, "Content-Encoding: gzip")
    with pytest.raises(Unreachable):
        fetched(world.guard(), "http://public.example/", most=10**9)
    assert b"Accept-Encoding: identity" in world.asked[0]


def test_all_failures_read_alike(world):
    world.names["closed.example"] = [("1.1.1.1",)]
    world.names["inside.example"] = [("10.0.0.1",)]
    world.names["nobody.example"] = [()]
    world.scripts[b"/missing"] = answer("404 Not Found", b"root:x:0:0")
    world.scripts[b"/login"] = answer("401 Unauthorized")
    world.scripts[b"/hangup"] = lambda _peer, _request: None
    world.scripts[b"/noise"] = lambda peer, _request: peer.sendall(b"SSH-2.0-OpenSSH\r\n\r\n")
    reaching = world.connect

    def connect(address, timeout):
        if address[0] == "1.1.1.1":
            raise ConnectionRefusedError
        return reaching(address, timeout)

    guard = Guard(resolve=world.resolve, connect=connect, tls=TLS)
    told = set()
    for place in (
        *("closed.example/", "inside.example/", "nobody.example/", "public.example:22/"),
        *("public.example/missing", "public.example/login", "public.example/hangup"),
        *("public.example/noise", "127.0.0.1/"),
    ):
        with pytest.raises(Unreachable) as caught:
            fetched(guard, f"http://{place}")
        told.add((str(caught.value), caught.value.code, caught.value.__cause__))
    assert told == {
        (
            "Nothing usable came from that address; see that it is public, up, and gives what is "
            "asked for without a login.",
            "unreachable",
            None,
        )
    }


def test_log_keeps_secrets_of_addresses(world, caplog):
    caplog.set_level("INFO")
    with pytest.raises(Unreachable):
        world.guard().post("http://ann:pass@127.0.0.1/token?key=1", b"", {})
    assert caplog.messages == [
        "nothing usable from '127.0.0.1': _Unfit: not a plain address of the web"
    ]


def test_owner_fetches_so_much_at_once(world):
    guard = world.guard()
    refused = []

    def another(peer, request):
        try:
            fetched(guard, "http://public.example/")
        except OverQuota as busy:
            refused.append(busy.code)
        answer(body=b"a picture")(peer, request)

    world.scripts[b"/"] = another
    assert fetched(guard, "http://public.example/") == b"a picture"
    assert (refused, len(world.asked)) == (["busy"], 4)


def test_proxies_of_the_environment_are_not_used(world, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    world.scripts[b"/"] = answer(body=b"a picture")
    assert fetched(world.guard(), "http://public.example/") == b"a picture"


def test_certificate_must_be_of_the_name(world, tmp_path):
    server, client = _contexts("public.example", tmp_path)
    world.names["other.example"] = [(PUBLIC,)]
    world.scripts[b"/"] = answer(body=b"a picture")
    world.tls = server
    guard = Guard(resolve=world.resolve, connect=world.connect, tls=client)
    assert fetched(guard, "https://public.example/") == b"a picture"
    with pytest.raises(Unreachable):
        fetched(guard, "https://other.example/")


def _contexts(name, folder) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's and a client's side of a certificate for one name."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


def test_failure_comes_whole_out_of_another_process():
    read = pickle.loads(pickle.dumps(Unreachable()))
    assert (type(read), str(read)) == (Unreachable, str(Unreachable()))
