/// The help screen: how far it is scrolled, and what is searched in it.
struct HelpState: Sendable, Hashable {
  /// Rows above the first one on screen.
  var top = 0
  private(set) var query: LineEditor?
  /// Whether keys are text for the query.
  private(set) var isTyping = false

  mutating func startSearch() {
    query = query ?? LineEditor()
    isTyping = true
    top = 0
  }

  /// Changes the query.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard var line = query else { return }
    change(&line)
    query = line
    top = 0
  }

  /// Keeps what was found, and gives the keys back.
  mutating func acceptSearch() {
    isTyping = false
    if query?.text.isEmpty == true { query = nil }
  }

  mutating func endSearch() {
    query = nil
    isTyping = false
    top = 0
  }

  /// Whether a row with these texts is shown: every word of the query stands in one of them.
  func matches(_ texts: String...) -> Bool {
    guard let query else { return true }
    // Keys differ by case, words do not.
    let whole = texts.joined(separator: " ")
    let folded = whole.lowercased()
    return query.text.split(separator: " ").allSatisfy { word in
      word.count == 1 ? whole.contains(word) : folded.contains(word.lowercased())
    }
  }
}

extension Overlay {
  /// Whether it stands in place of list and detail.
  var coversPanes: Bool {
    switch self {
    case .help, .log: true
    case .copy, .sort, .columns, .reread, .replace, .prompt: false
    }
  }

  /// Whether printable keys are text.
  var isTyping: Bool {
    switch self {
    case .help(let help): help.isTyping
    case .prompt: true
    case .copy, .sort, .columns, .reread, .replace, .log: false
    }
  }
}
