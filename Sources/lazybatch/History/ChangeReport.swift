import BatchHistory
import BatchInsight
import BatchPresentation
import Batches
import Screen

/// The changes seen in an account since a point in time, one entry for each batch.
struct ChangeReport: Hashable {
  struct Entry: Hashable {
    var id: String
    var name: String
    var status: BatchStatus
    /// The earlier status; nil for a new batch, and where the status is unchanged.
    var was: String?
    var isNew = false
    /// Whether it ended.
    var isEnded = false
    var isGone = false
    /// When its latest change was seen, in seconds since 1970 in UTC.
    var seenAt = 0

    /// The one that says most.
    var kind: String {
      if isEnded { return "ended" }
      if isGone { return "gone" }
      if isNew { return "new" }
      return was == nil ? "back" : "moved"
    }
  }

  /// Seconds since 1970 in UTC.
  let since: Int
  /// Up to when changes are known; nil where the head of the list was never read.
  let asOf: Int?
  /// Ends first, failures before the others, then by time.
  private(set) var entries: [Entry] = []

  /// - Parameter row: what is known of a batch now.
  init(
    _ changes: [HistoryChange], since: Int, asOf: Int?,
    row: (BatchID) throws(HistoryFailure) -> HistoryRow?
  ) throws(HistoryFailure) {
    self.since = since
    self.asOf = asOf
    var known: [BatchID: Entry] = [:]
    for change in changes where Self.fields.contains(change.field) {
      let id = BatchID(change.id)
      var entry = known[id] ?? Entry(id: change.id, name: "", status: BatchStatus(""))
      switch change.field {
      case "new": entry.isNew = true
      case "gone": entry.isGone = true
      case "back": entry.isGone = false
      default: if entry.was == nil, !entry.isNew { entry.was = change.old }
      }
      entry.seenAt = change.seenAt
      known[id] = entry
    }
    for (id, entry) in known {
      guard let row = try row(id) else { continue }
      var entry = entry
      entry.name = row.batch.name
      entry.status = row.batch.status
      entry.isEnded = row.batch.status.isTerminal && (entry.isNew || entry.was != nil)
      if entry.was.map(row.batch.status.text.hasSameBytes(as:)) ?? false { entry.was = nil }
      entries.append(entry)
    }
    entries.sort { Self.order($0) < Self.order($1) }
  }

  private static let fields: Set<String> = ["new", "gone", "back", "status"]

  private static func order(_ entry: Entry) -> (Int, Int, String) {
    let rank =
      switch entry.kind {
      case "ended": entry.status.meaning == .completed ? 1 : 0
      case "gone": 2
      case "new": 3
      default: 4
      }
    return (rank, entry.seenAt, entry.id)
  }

  private func count(_ isCounted: (Entry) -> Bool) -> Int { entries.count(where: isCounted) }

  /// Names and numbers; the ends are those of batches that have ended, by what became of them.
  private var counts: [(name: String, count: Int)] {
    func ended(_ meaning: BatchStatus.Meaning) -> Int {
      count { $0.isEnded && $0.status.meaning == meaning }
    }
    return [
      ("new", count(\.isNew)), ("ended", count(\.isEnded)), ("completed", ended(.completed)),
      ("failed", ended(.failed)), ("expired", ended(.expired)), ("cancelled", ended(.cancelled)),
      ("gone", count(\.isGone)),
    ]
  }

  // MARK: Texts

  /// "Since 2026-01-30 00:00:00: 300 new, 41 ended, 3 failed (as of 2026-01-31 12:00:00)"
  private func summary(_ zone: ZoneRules) -> String {
    let said = counts.filter { $0.count > 0 && $0.name != "completed" }
      .map { "\($0.count.grouped) \($0.name)" }
    let news = said.isEmpty ? "nothing has changed" : said.joined(separator: ", ")
    let end = asOf.map { " (as of \(TimeText.absolute($0, zone: zone)))" } ?? ""
    return "Since \(TimeText.absolute(since, zone: zone)): \(news)\(end)"
  }

  private func cells(_ entry: Entry, _ zone: ZoneRules) -> [String] {
    [
      entry.kind, entry.status.text, entry.was ?? "", TimeText.absolute(entry.seenAt, zone: zone),
      entry.name, entry.id,
    ]
  }

  private static let headings = ["change", "status", "was", "seen", "name", "id"]

  func text(style: TextOutputStyle, zone: ZoneRules) -> String {
    let line = summary(zone) + "\n"
    guard !entries.isEmpty else { return line }
    var table = PlainTable(style: style, headings: Self.headings.map(PlainTable.heading))
    return line + "\n" + table.text(entries.map { cells($0, zone) })
  }

  func markdown(zone: ZoneRules) -> String {
    var lines = [summary(zone)]
    if !entries.isEmpty {
      let rows =
        [Self.headings, Self.headings.map { _ in "---" }]
        + entries.map { cells($0, zone).map(Self.markdownCell) }
      lines += [""] + rows.map { "| " + $0.joined(separator: " | ") + " |" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text that is no markup.
  private static func markdownCell(_ text: String) -> String {
    ScreenText.harmless(text).map { "\\`*_[]<>|#&".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }

  var json: JSONValue {
    .object([
      JSONMember("since", JSONValue(number: since)), JSONMember("as_of", JSONValue(number: asOf)),
      JSONMember(
        "counts", .object(counts.map { JSONMember($0.name, JSONValue(number: $0.count)) })),
      JSONMember(
        "batches",
        .array(
          entries.map { entry in
            .object([
              JSONMember("id", .string(entry.id)), JSONMember("name", .string(entry.name)),
              JSONMember("change", .string(entry.kind)),
              JSONMember("status", .string(entry.status.text)),
              JSONMember("was", entry.was.map { .string($0) } ?? .null),
              JSONMember("new", .bool(entry.isNew)), JSONMember("ended", .bool(entry.isEnded)),
              JSONMember("gone", .bool(entry.isGone)),
              JSONMember("seen_at", JSONValue(number: entry.seenAt)),
            ])
          })),
    ])
  }
}
