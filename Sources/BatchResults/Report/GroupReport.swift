import Batches

/// Groups of failures as a file for people or programs.
public struct GroupReport: Sendable, Hashable {
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// One array, with each object on its own line.
    case json
    /// One object per line.
    case jsonl
    /// RFC 4180, with a header.
    case csv
    /// A table.
    case markdown
  }

  /// Columns and members, in their order. `share` is a part of 1; `status_code`, `error_code`,
  /// `message`, `example` and `custom_id` may be null, and are empty in tables then.
  public static let columns = [
    "count", "share", "outcome", "status_code", "error_code", "message", "example", "line",
    "custom_id",
  ]

  private let groups: [FailureGroup]
  private let failures: Int

  /// - Parameter groups: in the order of the report.
  public init(_ groups: [FailureGroup]) {
    self.groups = groups
    failures = groups.reduce(0) { $0 + $1.count }
  }

  public func bytes(_ format: Format) -> [UInt8] {
    guard let data = BatchWriter.Format(rawValue: format.rawValue) else {
      return Array(markdown.utf8)
    }
    var writer = RecordWriter(data, names: Self.columns)
    return writer.begin() + writer.rows(groups.map(record)) + writer.end()
  }

  /// The values of a group, in the order of `columns`.
  private func record(_ group: FailureGroup) -> [JSONValue] {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return [
      .number(String(group.count)), .number(share(group)), .string(group.outcome.rawValue),
      group.statusCode.map { .number(String($0)) } ?? .null, text(group.errorCode),
      text(Self.message(of: group)), text(group.example), .number(String(group.firstLine)),
      text(group.firstID),
    ]
  }

  /// What a group is called: its folded message, or what it gathers.
  public static func message(of group: FailureGroup) -> String? {
    switch group.rest {
    case .otherMessages: "(other messages)"
    case .others: "(other failures)"
    case nil: group.message
    }
  }

  /// With up to four decimals.
  private func share(_ group: FailureGroup) -> String {
    let parts = Int((group.share(of: failures) * 10_000).rounded())
    if parts >= 10_000 { return "1" }
    if parts == 0 { return "0" }
    var digits = String(parts + 10_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "0." + digits
  }

  private var markdown: String {
    var text = "| " + Self.columns.joined(separator: " | ") + " |\n"
    text += "|" + String(repeating: " --- |", count: Self.columns.count) + "\n"
    for group in groups {
      text +=
        "| " + record(group).map { Self.inTable($0.fieldText) }.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// A text that can neither end its cell nor act on a terminal.
  private static func inTable(_ text: String) -> String {
    var clean = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\", "<", "`", "*", "_", "[": clean += "\\" + String(scalar)
      case "\n", "\r", "\t": clean += " "
      case _ where scalar.actsOnTerminal: clean += "\u{FFFD}"
      default: clean.unicodeScalars.append(scalar)
      }
    }
    return clean
  }
}
