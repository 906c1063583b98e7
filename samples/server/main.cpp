// sample_market: serves the sample market on the loopback interface, for a bounded time and number of requests.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

#include <httplib.h>

#include "samples/server/market.h"

namespace {

using markhound::samples::read_market;
using markhound::samples::ServedFile;

struct Options {
  std::string root = MARKHOUND_MARKET;
  int port = 0;
  int seconds = 300;
  long requests = 100'000;
};

std::atomic<bool> asked_to_stop{false};

long number(const std::string& flag, const std::string& text, long least, long most) {
  std::size_t used = 0;
  long value = -1;
  try {
    value = std::stol(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  if (used == 0 || used != text.size() || value < least || value > most) {
    throw std::invalid_argument(flag + " takes a number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

Options options_from(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string flag = argv[i];
    if (i + 1 == argc) throw std::invalid_argument(flag + " needs a value");
    const std::string value = argv[i + 1];
    if (flag == "--root")
      options.root = value;
    else if (flag == "--port")
      options.port = static_cast<int>(number(flag, value, 0, 65535));
    else if (flag == "--seconds")
      options.seconds = static_cast<int>(number(flag, value, 1, 86'400));
    else if (flag == "--requests")
      options.requests = number(flag, value, 1, 100'000'000);
    else
      throw std::invalid_argument("no option " + flag + "; there are --root, --port, --seconds, --requests");
  }
  return options;
}

void answer(const httplib::Request& request, httplib::Response& response,
            const std::map<std::string, ServedFile>& files) {
  const auto found = files.find(request.path);
  if (found == files.end()) {
    response.status = 404;
    response.set_content("there is no such page\n", "text/plain; charset=utf-8");
    return;
  }
  const ServedFile& file = found->second;
  response.set_header("ETag", file.etag);
  response.set_header("Last-Modified", file.last_modified);
  response.set_header("Cache-Control", "no-cache");
  const bool same_tag = request.get_header_value("If-None-Match") == file.etag;
  const bool same_date =
      !request.has_header("If-None-Match") && request.get_header_value("If-Modified-Since") == file.last_modified;
  if (same_tag || same_date)
    response.status = 304;
  else
    response.set_content(file.body, file.media_type);
}

void nap() { std::this_thread::sleep_for(std::chrono::milliseconds(50)); }

void serve(const Options& options) {
  httplib::Server server;
  server.set_payload_max_length(4096);
  server.set_keep_alive_max_count(1000);
  const bool bound = options.port == 0 || server.bind_to_port("127.0.0.1", options.port);
  const int port = options.port == 0 ? server.bind_to_any_port("127.0.0.1") : options.port;
  if (!bound || port < 0) throw std::runtime_error("port " + std::to_string(options.port) + " is taken; try --port 0");

  const std::string base = "http://127.0.0.1:" + std::to_string(port) + "/";
  const auto files = read_market(options.root, base);
  std::atomic<long> left{options.requests};
  server.Get("/.*", [&](const httplib::Request& request, httplib::Response& response) {
    if (--left <= 0) asked_to_stop = true;
    answer(request, response, files);
  });
  std::atomic<bool> ended{false};
  std::thread watch([&, end = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds)] {
    while (!asked_to_stop && std::chrono::steady_clock::now() < end) nap();
    // stop() before the server listens would be lost.
    while (!server.is_running() && !ended) nap();
    server.stop();
  });
  std::cout << base << std::endl;
  server.listen_after_bind();
  asked_to_stop = ended = true;
  watch.join();
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGTERM, [](int) { asked_to_stop = true; });
  std::signal(SIGINT, [](int) { asked_to_stop = true; });
  try {
    serve(options_from(argc, argv));
  } catch (const std::exception& e) {
    std::cerr << "sample_market: " << e.what() << "\n";
    return 2;
  }
  return 0;
}
