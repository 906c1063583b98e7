// Drafts as files: text to paste field by field, JSON of the same, and the sheets that bulk forms take.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "evidence/complaint/check.h"
#include "evidence/complaint/draft.h"

namespace markhound::evidence::complaint {

/// One notice as text: what to know first, then field by field in the order of the form.
std::string text_of(const Filing& filing, const Draft& draft, const std::vector<Remark>& remarks);

/// The same as one JSON object (docs/json.md).
std::string json_of(const Filing& filing, const Draft& draft, const std::vector<Remark>& remarks);

/// A row a listing; RFC 4180 with a header, UTF-8 with a byte-order mark, so that a spreadsheet shows Chinese.
std::string csv_of(const Filing& filing, const Draft& draft);

/// The body of eBay's createVeroReport.
std::string vero_of(const Filing& filing, const Draft& draft);

/// The same rows as csv_of in an Office Open XML workbook, every cell plain text, written to `path`.
Result<void> write_sheet(const Filing& filing, const Draft& draft, const std::string& path);

/// A row a listing under the form's columns, the header first; inert.
std::vector<std::vector<std::string>> rows_of(const Filing& filing, const Draft& draft);

/// Those about this notice, or about one of its findings.
std::vector<Remark> remarks_about(const Draft& draft, const std::vector<Remark>& remarks);

struct WrittenFile {
  std::string path;
  std::string digest;  ///< SHA-256, hex
};

/// Writes what the form wants of each draft into `folder`, made where it is missing, as n-0001-amazon.txt and so on: no
/// word of a page is part of a name. Nothing is overwritten: bad_input where a name is taken. After a Problem nothing
/// of this call is left.
Result<std::vector<WrittenFile>> write_drafts(const Filing& filing, const std::vector<Draft>& drafts,
                                              const std::vector<Remark>& remarks, const std::string& folder);

}  // namespace markhound::evidence::complaint
