#include "evidence/custody_table.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <unistd.h>

namespace markhound::evidence {

void append_custody(SQLite::Database& database, CustodyEntry entry) {
  SQLite::Statement last(database, "SELECT sequence, line FROM custody ORDER BY sequence DESC LIMIT 1");
  entry.sequence = 1;
  entry.previous = custody_origin;
  if (last.executeStep()) {
    entry.sequence = last.getColumn(0).getInt64() + 1;
    entry.previous = custody_digest(last.getColumn(1).getString());
  }
  SQLite::Statement insert(database, "INSERT INTO custody VALUES (?,?)");
  insert.bind(1, entry.sequence);
  insert.bind(2, to_line(entry));
  insert.exec();
}

std::string host_name() {
  char name[256] = "";
  ::gethostname(name, sizeof name - 1);
  return name;
}

}  // namespace markhound::evidence
