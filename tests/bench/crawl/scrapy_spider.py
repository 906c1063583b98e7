"""Scrapy's side of crawl_bench: LIST of page addresses, and where it is named a WARC file to write.

Each page is parsed for its pictures with parsel, as spiders do, and each picture is fetched. With a WARC, every request
and response becomes a record in a gzip member of its own, with block digest; nothing is synced.
"""
import datetime
import gzip
import hashlib
import sys
import uuid

import scrapy
from scrapy.crawler import CrawlerProcess


class Warc:
    def __init__(self, path):
        self.file = open(path, "wb")

    def write(self, kind, url, content_type, block):
        head = (
            "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: %s\r\nWARC-Target-URI: %s\r\n"
            "WARC-Block-Digest: sha256:%s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            % (kind, uuid.uuid4(), datetime.datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%SZ"), url,
               hashlib.sha256(block).hexdigest(), content_type, len(block)))
        level = 6 if kind == "request" or b"text/html" in block[:400] else 0
        self.file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", level))

    def keep(self, response):
        request = response.request
        path = "/" + response.url.split("/", 3)[3]
        self.write("request", response.url, "application/http; msgtype=request",
                   b"GET %s HTTP/1.1\r\n" % path.encode() + request.headers.to_string() + b"\r\n\r\n")
        self.write("response", response.url, "application/http; msgtype=response",
                   b"HTTP/1.1 %d OK\r\n" % response.status + response.headers.to_string() + b"\r\n\r\n" + response.body)


class Pages(scrapy.Spider):
    name = "pages"

    def start_requests(self):
        with open(self.listed) as lines:
            for line in lines:
                yield scrapy.Request(line.strip(), dont_filter=True)

    def parse(self, response):
        if self.warc:
            self.warc.keep(response)
        for source in response.css("img::attr(src)").getall():
            yield scrapy.Request(response.urljoin(source), callback=self.picture, dont_filter=True)

    def picture(self, response):
        if self.warc:
            self.warc.keep(response)


process = CrawlerProcess({
    "LOG_LEVEL": "WARNING", "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    "RETRY_ENABLED": False, "REDIRECT_ENABLED": False, "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0, "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
})
process.crawl(Pages, listed=sys.argv[1], warc=Warc(sys.argv[2]) if len(sys.argv) > 2 else None)
process.start()
