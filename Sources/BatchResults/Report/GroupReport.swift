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

  /// Columns and members, in their order. `share` is a part of 1; what is null is empty in tables.
  private static let table = RecordTable<(group: FailureGroup, failures: Int)>([
    .count("count") { $0.group.count },
    .init("share", .number(0...1)) { .number(share($0.group, of: $0.failures)) },
    .init("outcome", .word(RequestOutcome.ofFailures.map(\.rawValue))) {
      .string($0.group.outcome.rawValue)
    },
    .count("status_code") { $0.group.statusCode }, .text("error_code") { $0.group.errorCode },
    .text("message") { message(of: $0.group) }, .text("example") { $0.group.example },
    .count("line") { $0.group.firstLine }, .text("custom_id") { $0.group.firstID },
  ])

  /// What a group is written as in JSON.
  public static var shape: JSONShape { table.fields.shape }

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
    var writer = RecordWriter(data, Self.table.fields)
    return writer.begin() + writer.rows(groups.map(record)) + writer.end()
  }

  private func record(_ group: FailureGroup) -> [JSONValue] {
    Self.table.record(of: (group, failures))
  }

  /// What a group is called: its folded message, or what it gathers.
  public static func message(of group: FailureGroup) -> String? {
    switch group.rest {
    case .otherMessages: "(messages beyond the first \(ResultLimits.groups.grouped) reasons)"
    case .others: "(failures beyond the first \(ResultLimits.groups.grouped) reasons)"
    case nil: group.outcome == .missing ? "(no result)" : group.message
    }
  }

  /// With up to four decimals.
  private static func share(_ group: FailureGroup, of failures: Int) -> String {
    let parts = Int((group.share(of: failures) * 10_000).rounded())
    if parts >= 10_000 { return "1" }
    if parts == 0 { return "0" }
    var digits = String(parts + 10_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "0." + digits
  }

  private var markdown: String {
    let names = Self.table.fields.map(\.name)
    var text = "| " + names.joined(separator: " | ") + " |\n"
    text += "|" + String(repeating: " --- |", count: names.count) + "\n"
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
