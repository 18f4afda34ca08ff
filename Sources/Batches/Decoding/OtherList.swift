/// A list of something else than batches, such as models or files: its rows have ids, and neither a status
/// nor any other field that only a batch has.
struct OtherList {
  /// What the rows say that they are, such as "model".
  private var type: String?

  /// - Returns: nil for a list of batches, and for one that cannot be told from it.
  init?(_ document: JSONDocument, list: Int, _ reading: RowReading) {
    if document.isEmpty(list) { return nil }
    // As a rule the first row has one.
    if document.kind(list + 1) == .object,
      document.member(BatchField.status.name, of: list + 1) != nil,
      !Self.others.contains(where: { Self.isObject($0, document, list + 1) })
    {
      return nil
    }
    var decoder = BatchDecoder(document, reading)
    var isOther = true
    var evidence = false
    document.forEachElement(list) { row in
      guard isOther, let batch = decoder.batch(row) else { return }
      isOther = !Self.isBatch(batch)
      let type = Self.type(of: batch)
      self.type = self.type ?? type
      evidence =
        evidence || batch.furtherFields.count >= Self.fewFields
        || type.map { Self.others.contains($0) || Self.saysMore(batch) } ?? false
    }
    guard isOther, evidence else { return nil }
  }

  /// From so many fields on that mean nothing in a batch, they are what the row is about.
  private static let fewFields = 2

  /// What has a status, too: OpenAI's files have "processed".
  private static let others = ["file", "model"]

  private static func isObject(_ name: String, _ document: JSONDocument, _ row: Int) -> Bool {
    document.member(BatchField.object.name, of: row).map { document.matches($0, name) } ?? false
  }

  /// Whether there is more in a row than its id and its type.
  private static func saysMore(_ batch: Batch) -> Bool {
    batch.times[.created] != nil || !batch.metadata.isEmpty
      || batch.extras.contains { !["type", "kind"].contains($0.name) }
  }

  private static func isBatch(_ batch: Batch) -> Bool {
    if batch.object.map(others.contains) == true { return false }
    if batch.object?.lowercased().contains("batch") == true { return true }
    return !batch.status.text.isEmpty || batch.counts != nil || !batch.errors.isEmpty
      || batch.endpoint != nil || batch.completionWindow != nil || batch.inputFileID != nil
      || batch.namesFiles || batch.outputFileID != nil || batch.errorFileID != nil
      || TimestampField.allCases.contains {
        $0 != .created && $0 != .expires && batch.times[$0] != nil
      }
      || batch.extras.contains { Synonym(named: $0.name)?.isOfBatches == true }
  }

  /// What a row says that it is, where that is no batch.
  private static func type(of batch: Batch) -> String? {
    let kinds = batch.extras.lazy.compactMap { member -> String? in
      guard ["type", "kind"].contains(member.name), case .string(let text) = member.value else {
        return nil
      }
      return text
    }
    guard let type = batch.object ?? kinds.first else { return nil }
    let words = type.withBytes { NameWords.split($0) }
    return words.isEmpty || words.contains(where: works.contains) ? nil : type
  }

  /// What batches are called.
  private static let works = NameWords.set(
    "batch batches job jobs task tasks run runs operation operations inference")

  /// A sentence without a full stop.
  var summary: String {
    let rows = type.map { " of the type `\(ReadableText.clean($0))`" } ?? ""
    return
      "This is not a list of batches: its rows\(rows) have neither a status nor a batch's fields"
  }
}

extension Synonym {
  fileprivate init?(named name: String) {
    guard let found = name.withBytes({ Synonym($0) }) else { return nil }
    self = found
  }

  /// Whether other things than batches have hardly any such field.
  fileprivate var isOfBatches: Bool {
    switch self {
    case .field(.id), .field(.created), .field(.expires), .field(.fileName), .field(.object): false
    case .field, .progress, .percent, .share, .state, .cancel, .end: true
    case .lastChange: false
    }
  }
}
