import BatchInsight
import BatchPresentation
import BatchResults
import Batches
import Screen

/// What is shown of one request: what became of it in a few words, its answer and itself.
struct ShownLineText {
  private let shown: ShownLine
  private let batch: Batch
  private let theme: Theme

  init(_ shown: ShownLine, _ batch: Batch, theme: Theme) {
    self.shown = shown
    self.batch = batch
    self.theme = theme
  }

  func laidOut(columns: Int, folded: Set<DocumentText.Place>) -> DocumentText {
    DocumentText(
      head: head(columns: columns), parts: Self.parts(of: shown), foot: foot(columns: columns),
      folded: folded, columns: columns, theme: theme)
  }

  static func parts(of shown: ShownLine) -> [DocumentText.Part] {
    var parts: [DocumentText.Part] = []
    if let result = shown.result {
      parts.append(
        DocumentText.Part(
          result.line.outcome == .succeeded ? "Answer" : "Error", result.outline))
    }
    if case .found(let request)? = shown.request {
      parts.append(DocumentText.Part("Request", request.outline))
    }
    return parts
  }

  /// The list or object that begins, ends or is on a row; else the one around it.
  static func opening(
    around place: DocumentText.Place, in shown: ShownLine
  ) -> DocumentText.Place? {
    let parts = parts(of: shown)
    guard parts.indices.contains(place.part) else { return nil }
    let rows = parts[place.part].outline.rows
    guard rows.indices.contains(place.row) else { return nil }
    if rows[place.row].kind == .open { return place }
    let opening = rows[...place.row].lastIndex { $0.kind == .open && $0.next > place.row }
    return opening.map { DocumentText.Place(part: place.part, row: $0) }
  }

  private func head(columns: Int) -> [StyledLine] {
    var rows: [(String, StyledLine)] = []
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { rows.append((name, StyledLine(text))) }
    }
    let line = shown.result?.line
    if let line, let outcome = line.outcome {
      let isWell = outcome == .succeeded
      var text = StyledLine(
        (isWell ? theme.glyphs.completed : theme.glyphs.failed) + " ",
        isWell ? theme.style(of: BatchStatus("completed")).glyphStyle : theme.error)
      text.append(outcome.rawValue)
      if let status = line.statusCode { text.append(", status \(status)", theme.secondary) }
      rows.append(("outcome", text))
    }
    add("error", line?.errorMessage)
    if let result = shown.result, let answer = CopyField.answer(of: result) {
      // A longer one is below, where it scrolls.
      let texts = answer.prefix(Self.mostAnswer).split(
        maxSplits: Self.mostAnswerLines, omittingEmptySubsequences: true,
        whereSeparator: \.isNewline)
      for (number, text) in texts.prefix(Self.mostAnswerLines).enumerated() {
        rows.append((number == 0 ? "answer" : "", StyledLine(String(text))))
      }
    }
    add("code", line?.errorCode)
    add("model", line?.model)
    add("tokens", line?.tokens.map { TokenText.words($0) })
    add("took", line?.latency.map(TokenText.seconds))
    add("request id", line?.requestID)
    return rows.flatMap { name, text in
      (StyledLine(name, theme.secondary).padded(to: Self.labelColumns) + text)
        .wrapped(to: columns, indent: Self.labelColumns)
    }
  }

  private static let labelColumns = 12
  /// Characters and lines of an answer's beginning.
  private static let (mostAnswer, mostAnswerLines) = (600, 6)

  /// What is said where there is no request to show.
  private func foot(columns: Int) -> [StyledLine] {
    let words: String
    switch shown.request {
    case .found: return []
    case nil: words = "Looking for the request in the input file" + theme.ellipsis
    case .notFound: words = "The input file has no request of this id."
    case .noID: words = "The line does not say which request it answers."
    case .noInput(nil): words = "The batch names no input file."
    case .noInput(let reason?): words = "The request cannot be read: \(reason)."
    case .failed(let failure): words = "The input file cannot be read. \(failure.sentence)"
    case .notKept(let failure): words = "It cannot be read again: \(failure.sentence)"
    case .stopped: words = "The input file was not read to the request."
    }
    return StyledLine(words, theme.secondary).wrapped(to: columns)
  }
}
