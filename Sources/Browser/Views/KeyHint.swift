import Screen

/// A key that matters now, and what it does, for the foot.
struct KeyHint: Sendable, Hashable {
  enum Subject: Sendable, Hashable {
    /// By its keys in the key table.
    case command(Command)
    /// One that only an overlay knows.
    case key(Key)
  }

  let subject: Subject
  /// Nil for those of the key table.
  let words: String?

  init(_ command: Command, _ words: String? = nil) {
    subject = .command(command)
    self.words = words
  }

  init(key: Key, _ words: String) {
    subject = .key(key)
    self.words = words
  }
}
