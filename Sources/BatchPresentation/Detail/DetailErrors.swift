import Batches

extension DetailContext {
  /// All errors, each with all that the server said of it.
  func errors() -> [StyledLine] {
    guard !batch.errors.isEmpty else { return [] }
    let count = batch.errors.count
    return [heading(count == 1 ? "1 error" : "\(count) errors")]
      + batch.errors.prefix(Self.mostErrors).flatMap { lines(of: $0) + advice(on: $0) }
      + remainder(count - Self.mostErrors, "errors")
  }

  private func lines(of error: BatchError) -> [StyledLine] {
    let origin = [
      error.code, error.line.map { "line \($0)" }, error.param.map { "param \($0)" },
    ].compactMap { $0 }.filter { !$0.isEmpty }
    let message = error.message.isEmpty ? "no message" : error.message
    let text = wrapped(message, to: columns - 2)
    var lines = text.enumerated().map { number, line in
      let lead =
        number == 0 ? StyledLine(theme.glyphs.failed + " ", theme.error) : StyledLine("  ")
      return lead + line
    }
    guard !origin.isEmpty else { return lines }
    let note = StyledLine(
      origin.joined(separator: " " + theme.glyphs.separator + " "), theme.secondary)
    if lines.count == 1, lines[0].columns + 2 + note.columns <= columns {
      lines[0] = .joined([lines[0], note], gap: 2)
    } else {
      lines += note.wrapped(to: columns - 2).map { $0.indented(2) }
    }
    return lines
  }

  /// What the reader can do about it, unless the server says so itself.
  private func advice(on error: BatchError) -> [StyledLine] {
    guard error.isAboutQueuedTokens, !error.message.lowercased().contains("try again") else {
      return []
    }
    return StyledLine("Try again when other batches of this model have ended.", theme.secondary)
      .wrapped(to: columns - 2).map { $0.indented(2) }
  }
}
