import Batches

/// Turns stored objects back into batches, many at a time, like a page of the API.
struct RowDecoder {
  /// What the object does not contain.
  private struct Rest {
    var id: String
    var status: String
    var meaning: String
    var namesFiles: Bool
    var counts: RequestCounts
  }

  private let terms: BatchTerms
  private var page = Array(Self.opening.utf8)
  private var rests: [Rest] = []

  private static let opening = #"{"object":"list","has_more":true,"data":["#
  private static let closing = "]}"

  /// - Parameter terms: of the provider.
  init(terms: BatchTerms) { self.terms = terms }

  var count: Int { rests.count }

  /// What is selected for `add(_:from:)`, in this order.
  static let columns =
    "object, id, status, meaning, names_files, total, completed, failed, percent"

  /// Adds the current row of a statement.
  /// - Parameter column: the first of `columns`.
  mutating func add(_ statement: Statement, from column: Int32) {
    let counts = RequestCounts(
      total: statement.number(column + 5), completed: statement.number(column + 6),
      failed: statement.number(column + 7), percent: statement.real(column + 8))
    if !rests.isEmpty { page.append(UInt8(ascii: ",")) }
    statement.withText(column) { page.append(contentsOf: $0) }
    rests.append(
      Rest(
        id: statement.text(column + 1) ?? "", status: statement.text(column + 2) ?? "",
        meaning: statement.text(column + 3) ?? "", namesFiles: statement.number(column + 4) == 1,
        counts: counts))
  }

  /// The batches of the rows that were added since the last call.
  mutating func finish() throws(DatabaseFailure) -> [Batch] {
    let rests = rests
    let bytes = page + Array(Self.closing.utf8)
    page = Array(Self.opening.utf8)
    self.rests = []
    guard !rests.isEmpty else { return [] }
    let damage = DatabaseFailure(.damaged, "an object that is no batch")
    guard var batches = try? BatchPage(decoding: bytes, dialect: .written).batches,
      batches.count == rests.count
    else {
      throw damage
    }
    for (index, rest) in rests.enumerated() {
      guard let meaning = BatchStatus.Meaning(word: rest.meaning),
        batches[index].id.hasSameBytes(as: rest.id)
      else { throw damage }
      if batches[index].status.meaning != meaning
        || !batches[index].status.text.hasSameBytes(as: rest.status)
      {
        batches[index].status = BatchStatus(rest.status, meaning: meaning)
      }
      batches[index].namesFiles = rest.namesFiles
      batches[index].terms = terms
      // The object has numbers only where the server counted, and derives none from others.
      if batches[index].counts ?? RequestCounts() != rest.counts {
        batches[index].counts = rest.counts
      }
    }
    return batches
  }
}

/// Gathers rows of the table of batches, to be decoded together.
struct RowCollector {
  /// What is selected for `add`, in this order.
  static let columns =
    """
    \(RowDecoder.columns), \
    first_seen, last_seen, gone_since, gap_below
    """

  /// How many columns these are.
  static let width: Int32 = 13

  private var decoder: RowDecoder
  private var rows: [HistoryRow] = []

  init(terms: BatchTerms) { decoder = RowDecoder(terms: terms) }

  var count: Int { rows.count }

  mutating func add(_ statement: Statement) {
    decoder.add(statement, from: 0)
    rows.append(
      HistoryRow(
        batch: Batch(id: ""), firstSeen: statement.number(9) ?? 0,
        lastSeen: statement.number(10) ?? 0, goneSince: statement.number(11),
        gapBelow: statement.number(12) == 1))
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
