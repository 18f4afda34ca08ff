#ifndef LAZYBATCH_CSQLITE_SHIM_H
#define LAZYBATCH_CSQLITE_SHIM_H

#include <sqlite3.h>

// Swift imports neither a constant that is a cast nor a variadic function.

/// Binds a copy of the text.
static inline int lb_sqlite_bind_text(
    sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// Keeps the log of changes when the last connection closes, which would otherwise have to wait for the
/// disk.
static inline int lb_sqlite_keep_log(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

#endif
