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
  ///
  /// - Parameter scale: of the page, for numbers that may be a percentage or a share.
  init(_ fields: inout RowFields, _ scale: inout ProgressScale) {
    requests = inTheirObject(&fields) ?? besideTheFields(&fields)
    if requests?.countedFraction == nil, let percent = percent(fields, &scale) {
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
  private mutating func besideTheFields(_ fields: inout RowFields) -> RequestCounts? {
    var members = fields.extras.members
    if members.isEmpty { return nil }
    if let row = fields[.errors], fields.document.kind(row) == .number {
      members.append(JSONMember(BatchField.errors.name, fields.document.value(row)))
    }
    let takesWords = CountsReader.standsBesideFields(members)
    var reader = CountsReader()
    for member in members {
      let role =
        CountsReader.roleBesideFields(of: member.name)
        ?? (takesWords ? CountsReader.role(ofWord: member) : nil)
      // Long names are not the API's own, and stay.
      reader.add(member.value.looseInteger, as: role) { member }
    }
    if reader.counts != nil { fields.removeExtras(named: CountsReader.isOwnName) }
    return reader.counts
  }

  private func percent(_ fields: RowFields, _ scale: inout ProgressScale) -> Double? {
    let document = fields.document
    for (meaning, row, _) in fields.synonyms {
      switch meaning {
      case .progress:
        if let progress = document.looseProgress(row) {
          scale.note(progress)
          return progress.percent
        }
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
      case .progress: found = found ?? document.looseProgress(value)?.percent
      case .percent: found = found ?? document.loosePercent(value)
      default: break
      }
    }
    return found
  }
}
