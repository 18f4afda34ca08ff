import Screen

/// A line of text that is typed in the foot, with the lines that were entered before.
struct Prompt: Sendable, Hashable {
  /// What is wrong with the line.
  struct Mistake: Sendable, Hashable {
    var message: String
    /// The characters that it is about; nil for the line as a whole.
    var range: Range<Int>?
    /// Going on typing may put it right.
    var isUnfinished = false
  }

  /// The label before the line.
  let label: String
  private(set) var line: LineEditor
  /// What was entered before, the oldest first.
  let history: [String]
  var mistake: Mistake?
  /// Completions of the line, until the next key.
  private(set) var choices: [String] = []
  /// The text was there before anything was typed: the first character takes its place, as in a
  /// field whose text is selected.
  private(set) var isSuggested: Bool
  /// The entry of the history that is in the line; nil for what was typed.
  private var recalled: Int?
  /// What was typed before the history was looked into.
  private var typed = ""

  init(label: String, text: String, history: [String]) {
    self.label = label
    self.line = LineEditor(text)
    self.history = history
    self.isSuggested = !text.isEmpty
    if let last = history.indices.last, history[last] == text { recalled = last }
  }

  /// Edits the line, or recalls an earlier one.
  /// - Returns: false for a key that means nothing here.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .up, .control("p"): recall(by: -1)
    case .down, .control("n"): recall(by: 1)
    case .character, .backspace, .delete, .control("h"):
      if isSuggested { line = LineEditor() }
      line.edit(key)
      (isSuggested, recalled) = (false, nil)
    default:
      guard line.edit(key) else { return false }
      isSuggested = false
    }
    choices = []
    return true
  }

  /// Takes pasted text.
  mutating func insert(_ text: String) {
    choices = []
    if isSuggested { line = LineEditor() }
    isSuggested = false
    recalled = nil
    line.insert(text)
  }

  /// Completes the line as far as the completions agree.
  mutating func complete(_ text: String, choices: [String]) {
    isSuggested = false
    recalled = nil
    line = LineEditor(text)
    self.choices = choices
  }

  private mutating func recall(by step: Int) {
    let index = (recalled ?? history.count) + step
    guard index >= 0, index <= history.count else { return }
    if recalled == nil { typed = line.text }
    recalled = index < history.count ? index : nil
    line = LineEditor(index < history.count ? history[index] : typed)
    isSuggested = false
  }
}

extension [String] {
  /// The history with a further entry, each text once.
  func remembering(_ entry: String) -> [String] {
    filter { $0 != entry } + [entry]
  }
}
