#!/usr/bin/env python3
"""A second reader of our WARC files, from the specification and Python's standard library alone.

usage: warc_strict.py FILE...    exit code 0 where every file is strictly WARC 1.1

Checked: every record is one gzip member of its own and each member is whole; version line, mandatory fields, a
Content-Length that agrees with the block, CRLF CRLF after it; WARC-Block-Digest and WARC-Payload-Digest (SHA-256);
record ids unique over all files; WARC-Concurrent-To, and WARC-Refers-To of revisits, name a record that is there.
"""
import hashlib
import re
import sys
import zlib
from collections import Counter

MANDATORY = ("WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length")


def members(data, step=1 << 16):
    at = 0
    while at < len(data):
        reader, parts = zlib.decompressobj(wbits=31), []
        while not reader.eof:
            piece = data[at:at + step]
            assert piece, "a gzip member is torn"
            parts.append(reader.decompress(piece))
            at += len(piece) - len(reader.unused_data)
        yield b"".join(parts)


def digest(block):
    return "sha256:" + hashlib.sha256(block).hexdigest()


def read(member):
    head, separator, rest = member.partition(b"\r\n\r\n")
    lines = head.decode("utf-8").split("\r\n")
    assert separator and lines[0] == "WARC/1.1", "no WARC/1.1 record begins here"
    fields = dict(line.split(": ", 1) for line in lines[1:])
    for name in MANDATORY:
        assert name in fields, "no " + name
    assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", fields["WARC-Record-ID"]), "no urn:uuid"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", fields["WARC-Date"]), "no WARC-Date"
    length = int(fields["Content-Length"])
    assert len(rest) == length + 4 and rest[length:] == b"\r\n\r\n", "Content-Length does not agree"
    block = rest[:length]
    assert fields["WARC-Block-Digest"] == digest(block), "WARC-Block-Digest does not agree"
    if fields["WARC-Type"] in ("response", "resource"):
        payload = block if fields["WARC-Type"] == "resource" else block.partition(b"\r\n\r\n")[2]
        assert fields["WARC-Payload-Digest"] == digest(payload), "WARC-Payload-Digest does not agree"
    return fields


def main(files):
    kinds, ids, named = Counter(), set(), set()
    for path in files:
        with open(path, "rb") as file:
            for number, member in enumerate(members(file.read())):
                try:
                    fields = read(member)
                except (AssertionError, KeyError, ValueError, UnicodeDecodeError) as why:
                    sys.exit("%s, record %d: %s" % (path, number, why))
                assert fields["WARC-Record-ID"] not in ids, "an id stands twice"
                ids.add(fields["WARC-Record-ID"])
                kinds[fields["WARC-Type"]] += 1
                named |= {fields[f] for f in ("WARC-Concurrent-To", "WARC-Refers-To") if f in fields}
    missing = named - ids
    if missing:
        sys.exit("%d records are named and not there" % len(missing))
    print(", ".join("%d %s" % (count, kind) for kind, count in sorted(kinds.items())))


main(sys.argv[1:])
