import BatchPresentation
import BatchResults
import Batches
import Screen

/// `w` over results: what of them is saved.
struct ResultsSaveMenu: OverlayContent {
  private let choices: [Choice]
  private(set) var cursor = MenuCursor()

  private struct Choice: Sendable, Equatable {
    var name: String
    var note: String
    var subject: ResultsSave
  }

  private static let nameColumns = 22

  init(of results: OpenResults) {
    var choices: [Choice] = []
    let hasInput = results.files.source(of: .input) != nil
    if hasInput, !results.files.results.isEmpty {
      choices.append(
        Choice(
          name: "retry file", note: "requests that failed, to submit again",
          subject: .retry(.failed)))
    }
    if hasInput {
      choices.append(
        Choice(
          name: "retry file, all", note: "those that failed or have no result",
          subject: .retry(.unanswered)))
    }
    if results.files.failures.source != nil {
      choices.append(
        Choice(
          name: "report", note: "the failures by cause, as CSV, JSON or Markdown", subject: .report)
      )
    }
    let names: [(BatchFile, String)] = [
      (.errors, "error file"), (.output, "output file"), (.input, "input file"),
    ]
    for (file, name) in names where results.files.source(of: file) != nil {
      choices.append(Choice(name: name, note: "as the server has it", subject: .file(file)))
    }
    self.choices = choices
  }

  var overlay: Overlay { .resultsSave(self) }

  var hints: [KeyHint] { [KeyHint(.down, "move"), KeyHint(.open, "save"), KeyHint(.back)] }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .command(.open), .command(.save): return choose(cursor.line)
    case .command(let command):
      return cursor.move(by: command, count: choices.count) ? .consumed([]) : .ignored
    case .press(let point):
      return popup(context).index(at: point, on: context.size).map(choose) ?? .ignored
    default: return .ignored
    }
  }

  private func choose(_ line: Int) -> OverlayResult {
    .closed(choices.indices.contains(line) ? [.askResultsPath(choices[line].subject)] : [])
  }

  private func popup(_ context: OverlayContext) -> Popup {
    let lines = choices.map { choice in
      StyledLine(choice.name).padded(to: Self.nameColumns)
        + StyledLine(choice.note, context.theme.secondary)
    }
    return Popup(title: "save", lines: lines, choice: cursor.line, theme: context.theme)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    popup(context).draw(into: &frame)
  }
}

/// `Y` over results: what of the chosen group or request is copied.
struct ResultsCopyMenu: OverlayContent {
  private let fields: [CopyField]
  private(set) var cursor = MenuCursor()

  init(fields: [CopyField]) { self.fields = fields }

  var overlay: Overlay { .resultsCopy(self) }

  var hints: [KeyHint] { [KeyHint(.down, "move"), KeyHint(.open, "copy"), KeyHint(.back)] }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .command(.open), .command(.copyID), .command(.chooseCopy): return copy(cursor.line)
    case .command(let command):
      return cursor.move(by: command, count: fields.count) ? .consumed([]) : .ignored
    case .press(let point):
      return popup(context).index(at: point, on: context.size).map(copy) ?? .ignored
    default: return .ignored
    }
  }

  private func copy(_ line: Int) -> OverlayResult {
    .closed(fields.indices.contains(line) ? [.copy(fields[line])] : [])
  }

  private func popup(_ context: OverlayContext) -> Popup {
    CopyMenu.popup(of: fields, choice: cursor.line, theme: context.theme)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    popup(context).draw(into: &frame)
  }
}

extension CopyField {
  static func all(of group: FailureGroup) -> [CopyField] {
    fields([
      ("message", group.example ?? group.message), ("cause", GroupReport.message(of: group)),
      ("code", group.errorCode), ("first id", group.firstID),
    ])
  }

  static func all(of line: FoundLine) -> [CopyField] {
    fields([("custom_id", line.id), ("text", line.text)])
  }

  static func all(of shown: ShownLine) -> [CopyField] {
    let line = shown.result?.line
    var request: String?
    if case .found(let document)? = shown.request {
      request = String(decoding: document.outline.bytes, as: UTF8.self)
    }
    return fields([
      ("answer", shown.result.flatMap { answer(of: $0) }), ("error", line?.errorMessage),
      ("custom_id", shown.line.id),
      ("request id", line?.requestID),
      ("result as JSON", shown.result.map { String(decoding: $0.outline.bytes, as: UTF8.self) }),
      ("request as JSON", request),
    ])
  }

  /// What the model said; nil where it failed or said nothing.
  static func answer(of result: ResultDocument) -> String? {
    guard result.line.outcome == .succeeded, let range = result.line.answer,
      range.count <= ResultLimits.answerBytes,
      let body = JSONValue(parsing: Array(result.outline.bytes[range]))
    else { return nil }
    return AnswerText.text(in: body)
  }

  private static func fields(_ fields: [(String, String?)]) -> [CopyField] {
    fields.compactMap { name, text in
      guard let text, !text.isEmpty else { return nil }
      return CopyField(name: name, text: text)
    }
  }
}
