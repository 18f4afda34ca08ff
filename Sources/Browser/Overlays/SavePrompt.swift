import Screen

/// `w`: the path of the file.
struct SavePrompt: OverlayContent {
  static let traits = OverlayTraits(footRows: 2)

  private(set) var input: Prompt
  private let subject: SaveSubject
  /// What is saved, in words; nil where the reader has just chosen it.
  private let note: String?

  /// - Parameters:
  ///   - path: a suggestion.
  ///   - extent: of rows.
  ///   - history: what was entered before, the oldest first.
  init(path: String, of subject: SaveSubject, extent: SaveExtent?, history: [String]) {
    input = Prompt(label: "save as ", text: path, history: history)
    self.subject = subject
    note = extent?.words
  }

  var overlay: Overlay { .save(self) }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .key(.enter): return enter()
    case .key(.tab):
      // A completion would have to match the text after the cursor, too.
      let line = input.line
      return .consumed(line.textBeforeCursor == line.text ? [.complete(path: line.text)] : [])
    case .key(let key) where context.keymap.leavesPrompt(key): return .closed([])
    case .key(let key):
      if input.edit(key) { input.mistake = nil }
    case .paste(let text):
      input.insert(text)
      input.mistake = nil
    case .completed(input.line.text, let completions):
      input.complete(completions.path, choices: completions.names)
    default: return .ignored
    }
    return .consumed([])
  }

  private mutating func enter() -> OverlayResult {
    do throws(SaveTarget.Mistake) {
      return .closed([.save(try SaveTarget(typed: input.line.text, of: subject), replacing: false)])
    } catch {
      input.mistake = Prompt.Mistake(message: error.text)
      return .consumed([])
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    let guide = PromptGuide(
      whenEmpty: "a path" + (subject.endings.map { " that ends in \($0)" } ?? ""), deed: "save",
      furtherKeys: [(.tab, "complete")], note: note.map { "\($0) as .csv, .json or .jsonl" },
      briefNote: note)
    PromptView(input, guide, theme: context.theme).draw(in: area, into: &frame)
    return true
  }
}
