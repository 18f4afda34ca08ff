import Batches

/// Objects of rows as batches again. They are decoded many at a time, as a page is.
struct RowDecoder {
  /// What the object alone does not say.
  private struct Rest {
    var status: String
    var meaning: String
    var namesFiles: Bool
    var percent: Double?
  }

  private let terms: BatchTerms
  private var page = Array(Self.opening.utf8)
  private var rests: [Rest] = []

  private static let opening = #"{"object":"list","has_more":true,"data":["#
  private static let closing = "]}"

  /// - Parameter terms: of the provider.
  init(terms: BatchTerms) { self.terms = terms }

  var count: Int { rests.count }

  mutating func add(
    object: UnsafeBufferPointer<UInt8>, status: String, meaning: String, namesFiles: Bool,
    percent: Double?
  ) {
    if !rests.isEmpty { page.append(UInt8(ascii: ",")) }
    page.append(contentsOf: object)
    rests.append(Rest(status: status, meaning: meaning, namesFiles: namesFiles, percent: percent))
  }

  /// The batches of the rows that were added since the last call.
  mutating func finish() throws(DatabaseFailure) -> [Batch] {
    let rests = rests
    let bytes = page + Array(Self.closing.utf8)
    page = Array(Self.opening.utf8)
    self.rests = []
    guard !rests.isEmpty else { return [] }
    let damage = DatabaseFailure(.damaged, "an object that is no batch")
    guard var batches = try? BatchPage(decoding: bytes).batches, batches.count == rests.count else {
      throw damage
    }
    for (index, rest) in rests.enumerated() {
      guard let meaning = BatchStatus.Meaning(word: rest.meaning) else { throw damage }
      if batches[index].status.meaning != meaning
        || !batches[index].status.text.hasSameBytes(as: rest.status)
      {
        batches[index].status = BatchStatus(rest.status, meaning: meaning)
      }
      batches[index].namesFiles = rest.namesFiles
      batches[index].terms = terms
      if batches[index].counts?.percent != rest.percent {
        var counts = batches[index].counts ?? RequestCounts()
        counts.percent = rest.percent
        batches[index].counts = counts
      }
    }
    return batches
  }
}

/// Gathers rows of the table of batches, to be decoded together.
struct RowCollector {
  /// What is selected for `add`, in this order.
  static let columns =
    "object, meaning, names_files, percent, first_seen, last_seen, gone_since, gap_below, status"

  private var decoder: RowDecoder
  private var rows: [HistoryRow] = []

  init(terms: BatchTerms) { decoder = RowDecoder(terms: terms) }

  var count: Int { rows.count }

  mutating func add(_ statement: Statement) {
    statement.withText(0) {
      decoder.add(
        object: $0, status: statement.text(8) ?? "", meaning: statement.text(1) ?? "",
        namesFiles: statement.number(2) == 1,
        percent: statement.real(3))
    }
    rows.append(
      HistoryRow(
        batch: Batch(id: ""), firstSeen: statement.number(4) ?? 0,
        lastSeen: statement.number(5) ?? 0, goneSince: statement.number(6),
        gapBelow: statement.number(7) == 1))
  }

  /// The rows since the last call.
  mutating func finish() throws(DatabaseFailure) -> [HistoryRow] {
    let batches = try decoder.finish()
    var result = rows
    rows = []
    for index in result.indices { result[index].batch = batches[index] }
    return result
  }
}
