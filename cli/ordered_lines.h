// Turns many inputs into output lines on several threads, printed in the order of the inputs.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace markhound::cli {

/// `next` gives inputs one after the other, nothing at the end; it is called by one thread at a time. `work` runs on
/// `threads` threads, each told its number. What it returns is printed on standard output, in order. At most a few
/// inputs a thread are held at any time.
void print_in_order(int threads, const std::function<std::optional<std::string>()>& next,
                    const std::function<std::string(int thread, const std::string& input)>& work);

/// One a core.
int default_threads();

}  // namespace markhound::cli
