import Batches
import Screen

extension DetailContext {
  /// The fields of the API, each whole. They are always all there, so that nothing jumps while one
  /// moves from batch to batch.
  func fields() -> [StyledLine] {
    var rows: [(String, String?)] = [
      ("id", batch.id), ("endpoint", batch.endpoint), ("window", batch.completionWindow),
      ("requests", batch.counts.flatMap(requests)), ("input file", batch.inputFileID),
      ("output file", batch.outputFileID), ("error file", batch.errorFileID),
      ("file name", batch.fileName),
    ]
    // Most servers never say.
    if let usage = batch.usage { rows.append(("tokens", TokenText.words(usage))) }
    if let object = batch.object, object != "batch" { rows.append(("object", object)) }
    return [heading("batch")] + lines(rows)
  }

  /// All keys, nested values as JSON.
  func metadata() -> [StyledLine] {
    section("metadata", batch.metadata)
  }

  /// What the server sends beyond the API as we know it.
  func otherFields() -> [StyledLine] {
    section("other fields", batch.furtherFields)
  }

  private func section(_ title: String, _ members: [JSONMember]) -> [StyledLine] {
    guard !members.isEmpty else { return [] }
    return [heading(title)]
      + lines(members.prefix(Self.mostMembers).map { ($0.name, text(of: $0.value)) })
      + remainder(members.count - Self.mostMembers, "fields")
  }

  /// A string as it is unless it is empty, everything else as JSON.
  private func text(of value: JSONValue) -> String {
    if case .string(let text) = value, !text.isEmpty { return text }
    return value.compactText
  }

  private func requests(_ counts: RequestCounts) -> String? {
    let parts = [
      counts.total.map { "\($0)" }, counts.completed.map { "\($0) completed" },
      counts.failed.map { "\($0) failed" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " " + theme.glyphs.separator + " ")
  }

  /// Labels in a column and values beside them; a value goes below its label where the label is
  /// long or the pane narrow.
  private func lines(_ rows: [(label: String, value: String?)]) -> [StyledLine] {
    let longest =
      rows.map { ScreenText.columns(of: $0.label) }.filter { $0 <= columns / 3 }.max() ?? 0
    let indent = max(longest, Self.labelColumns) + 2
    return rows.flatMap { label, value in
      row(StyledLine(label, theme.secondary), value: value ?? "", indent: indent)
    }
  }

  /// A label and a value beside it, or below it.
  func row(_ label: StyledLine, value: String, indent: Int) -> [StyledLine] {
    let beside = wrapped(value, to: columns - indent)
    if label.columns + 2 <= indent, columns - indent >= 24 || beside.count == 1 {
      return beside.enumerated().map { number, text in
        (number == 0 ? label : StyledLine()).padded(to: indent) + text
      }
    }
    return label.wrapped(to: columns) + wrapped(value, to: columns - 2).map { $0.indented(2) }
  }
}
