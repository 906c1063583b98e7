// Rows of listings for bulk forms. Cells come from pages: in neither format may one of them be a formula.
#include <memory>

#include <xlsxwriter.h>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/write.h"

namespace markhound::evidence::complaint {
namespace {

constexpr std::size_t most_cell = 32767;  // of a worksheet cell (ECMA-376, Excel's specifications)

/// libxlsxwriter frees a workbook only in closing it.
struct CloseUnwritten {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

/// A workbook without the hour of its making: the same rows give the same bytes on the same day.
void set_made(lxw_workbook* workbook, Day day) {
  lxw_doc_properties properties{};
  properties.created = std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count();
  workbook_set_properties(workbook, &properties);
}

}  // namespace

std::vector<std::vector<std::string>> rows_of(const Filing& filing, const Draft& draft) {
  std::vector<std::vector<std::string>> rows(1);
  for (const Column& column : filing.form.columns) rows.front().push_back(column.name);
  for (const Accused* accused : draft.accused) {
    auto& row = rows.emplace_back();
    for (const Column& column : filing.form.columns)
      row.push_back(row_value(column.from, filing, draft, *accused, column.most));
  }
  return rows;
}

std::string csv_of(const Filing& filing, const Draft& draft) {
  std::string csv = "\xEF\xBB\xBF";
  for (const auto& row : rows_of(filing, draft)) {
    for (std::size_t i = 0; i < row.size(); ++i) csv.append(i > 0 ? "," : "").append(inert_cell(row[i]));
    csv += "\r\n";
  }
  return csv;
}

Result<void> write_sheet(const Filing& filing, const Draft& draft, const std::string& path) {
  std::unique_ptr<lxw_workbook, CloseUnwritten> workbook(workbook_new(path.c_str()));
  if (!workbook) return Problem{Problem::Kind::io, path, "cannot be made", "check the folder"};
  set_made(workbook.get(), draft.notice.drafted);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook.get(), "Listings");
  const auto rows = rows_of(filing, draft);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                             fitted(rows[row][column], most_cell).c_str(), nullptr);
    }
  }
  const lxw_error error = workbook_close(workbook.release());
  if (error == LXW_NO_ERROR) return {};
  return Problem{Problem::Kind::io, path, lxw_strerror(error), "free some disk space or check the folder's rights"};
}

}  // namespace markhound::evidence::complaint
