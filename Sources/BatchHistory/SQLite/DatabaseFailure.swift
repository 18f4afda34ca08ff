import CSQLite

/// Why SQLite could not do something.
struct DatabaseFailure: Error, Hashable {
  enum Kind: Hashable {
    /// Another program has held the lock too long.
    case busy
    case diskFull
    case readOnly
    case cannotOpen
    /// The content is not what this program wrote.
    case damaged
    case other
  }

  let kind: Kind
  /// In SQLite's words.
  let text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// - Parameter code: an extended result code.
  init(code: Int32, _ text: String) {
    self.init(Self.kind(of: code), text)
  }

  private static func kind(of code: Int32) -> Kind {
    // The name of the extended code is a macro with an expression.
    let shortRead = SQLITE_IOERR | (2 << 8)
    if code == shortRead { return .damaged }
    return switch code & 0xFF {
    // A protocol error is a lost race for a lock.
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
    case SQLITE_FULL: .diskFull
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
    case SQLITE_CANTOPEN: .cannotOpen
    case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_MISUSE, SQLITE_RANGE: .other
    // The statements never change, so an error in one of them means that the tables are damaged.
    default: .damaged
    }
  }
}
