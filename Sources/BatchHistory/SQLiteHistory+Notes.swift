/// Short texts about the file and its user, each under a name.
extension SQLiteHistory {
  package func notes() throws(HistoryFailure) -> [String: String] {
    try connection.perform { database throws(DatabaseFailure) in
      let statement = try database.statement("SELECT name, value FROM about")
      defer { statement.reset() }
      statement.bind([])
      var notes: [String: String] = [:]
      while try statement.step() {
        if let name = statement.text(0), let value = statement.text(1) { notes[name] = value }
      }
      return notes
    }
  }

  /// - Parameter notes: nil for those that are to go.
  package func keep(_ notes: [String: String?]) throws(HistoryFailure) {
    try connection.perform { database throws(DatabaseFailure) in
      try database.transaction { () throws(DatabaseFailure) in
        for (name, value) in notes {
          if let value {
            try database.change(
              "INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)", .text(name), .text(value))
          } else {
            try database.change("DELETE FROM about WHERE name = ?", .text(name))
          }
        }
      }
    }
  }
}
