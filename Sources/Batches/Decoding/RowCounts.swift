/// What a row says of the numbers of its requests.
struct RowCounts {
  private(set) var requests: RequestCounts?
  /// Requests that neither ended well nor failed; nil where there are only the API's own counts.
  private(set) var others: Others?

  struct Others {
    var pending: Int?
    var cancelled = 0
    var expired = 0
  }

  /// Counts that are read leave the extras.
  init(_ fields: inout RowFields) {
    requests = inTheirObject(&fields) ?? Self.besideTheFields(&fields)
    if requests?.countedFraction == nil, let percent = percent(fields) {
      requests = requests ?? RequestCounts()
      requests?.percent = percent
    }
  }

  private mutating func inTheirObject(_ fields: inout RowFields) -> RequestCounts? {
    let document = fields.document
    guard let row = fields[.requestCounts], !document.isNothing(row) else { return nil }
    var reader = CountsReader()
    document.forEachMember(row) { name, value in
      reader.add(document.looseInteger(value), as: document.countsRole(name)) {
        JSONMember(document.text(name), document.value(value))
      }
    }
    if document.kind(row) != .object {
      fields.keep(.requestCounts, document.value(row))
    } else if !reader.unread.isEmpty {
      fields.keep(.requestCounts, .object(JSONMembers(reader.unread).members))
    }
    if !reader.unread.isEmpty {
      others = Others(
        pending: reader.pending, cancelled: reader.cancelled, expired: reader.expired)
    }
    return reader.counts
  }

  /// Zhipu and Mistral have the counts beside the other fields.
  private static func besideTheFields(_ fields: inout RowFields) -> RequestCounts? {
    if fields.extras.members.isEmpty { return nil }
    var reader = CountsReader()
    for member in fields.extras.members {
      let role = CountsReader.roleBesideFields(of: member.name)
      // Long names are not the API's own, and stay.
      reader.add(member.value.looseInteger, as: role) { member }
    }
    if reader.counts != nil { fields.removeExtras(named: CountsReader.isOwnName) }
    return reader.counts
  }

  private func percent(_ fields: RowFields) -> Double? {
    let document = fields.document
    for (meaning, row, _) in fields.synonyms {
      switch meaning {
      case .progress: if let percent = document.looseProgress(row) { return percent }
      case .percent: if let percent = document.loosePercent(row) { return percent }
      case .share: if let share = document.loosePercent(row) { return share * 100 }
      case .field, .end, .lastChange, .cancel, .state: break
      }
    }
    // Counts in an object may have their percentage beside them.
    guard others != nil, let counts = fields[.requestCounts] else { return nil }
    var found: Double?
    document.forEachMember(counts) { name, value in
      switch document.synonym(name) {
      case .progress: found = found ?? document.looseProgress(value)
      case .percent: found = found ?? document.loosePercent(value)
      default: break
      }
    }
    return found
  }
}
