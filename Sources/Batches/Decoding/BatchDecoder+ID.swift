/// Finding the id of a row without decoding the rest of it.
extension BatchDecoder {
  /// The id of the batch in a row, as `batch(_:)` finds it.
  static func id(
    of index: Int, in document: JSONDocument, _ reading: RowReading = .common
  ) -> String? {
    ownID(of: index, in: document, reading) ?? lesserID(of: index, in: document, reading)
  }

  /// The id of a row under a name that nothing but a batch has.
  static func ownID(
    of index: Int, in document: JSONDocument, _ reading: RowReading = .common
  ) -> String? {
    var row: Int?
    document.forEachMember(index) { name, value in
      if let own = reading.own, let meaning = document.lookUp(name, in: own) {
        if meaning == .id { row = value }
      } else if document.matches(name, BatchField.id.name) {
        row = value
      }
    }
    if let row, !document.isNothing(row) { return id(at: row, in: document) }
    row = nil
    document.forEachMember(index) { name, value in
      if row == nil, !document.isNothing(value), !document.isOwn(name, reading),
        document.synonym(name) == .field(.id)
      {
        row = value
      }
    }
    return row.flatMap { id(at: $0, in: document) }
  }

  /// The id of a row under the best of the names that may mean something else as well.
  static func lesserID(
    of index: Int, in document: JSONDocument, _ reading: RowReading
  ) -> String? {
    var best: (rank: Int, id: String)?
    document.forEachMember(index) { name, value in
      guard !document.isOwn(name, reading),
        let rank = Synonym.rank(ofLesserID: document.text(name)),
        rank < best?.rank ?? .max, let id = id(at: value, in: document)
      else { return }
      best = (rank, id)
    }
    return best?.id
  }

  static func id(at row: Int, in document: JSONDocument) -> String? {
    guard case .value(let id) = document.looseText(row), !document.isBoolean(row) else {
      return nil
    }
    return id
  }
}

extension JSONDocument {
  fileprivate func isBoolean(_ index: Int) -> Bool {
    kind(index) == .true || kind(index) == .false
  }

  /// Whether a name means something else in this dialect.
  fileprivate func isOwn(_ name: Int, _ reading: RowReading) -> Bool {
    reading.own.map { lookUp(name, in: $0) != nil } ?? false
  }
}
