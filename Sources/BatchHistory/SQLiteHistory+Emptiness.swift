/// A server that answers with an empty list, where it had batches before, may be mistaken: all that is known would
/// be gone. It is believed once it has said so twice in a row.
extension SQLiteHistory {
  /// Under which name of the notes it is kept when the list first seemed to be empty.
  static let emptySince = "empty_since"

  /// To be called in the place of `end` after a reading of the whole list without any batch.
  /// - Returns: whether the batches that are known stay, as this was the first time.
  package func doubtsEmptiness(at now: Int) throws(HistoryFailure) -> Bool {
    try connection.perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        guard try database.number("SELECT 1 FROM rows WHERE gone_since IS NULL LIMIT 1") != nil
        else { return false }
        let since = try database.number(
          "SELECT 1 FROM about WHERE name = ?", .text(Self.emptySince))
        guard since == nil else { return false }
        try database.change(
          "INSERT INTO about (name, value) VALUES (?, ?)", .text(Self.emptySince),
          .text(String(now)))
        return true
      }
    }
  }

  /// The list is not empty, or was believed to be.
  static func forgetEmptiness(_ database: Database) throws(DatabaseFailure) {
    try database.change("DELETE FROM about WHERE name = ?", .text(emptySince))
  }
}
