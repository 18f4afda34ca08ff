/// A batch inference job, as far as the server describes it.
///
/// Only `id` is always there: every other field is optional, and unknown fields are kept in
/// `extras`.
public struct Batch: Sendable, Hashable, Identifiable {
  public var id: String
  public var status: BatchStatus
  public var times: Timestamps
  public var counts: RequestCounts?
  public var object: String?
  public var endpoint: String?
  public var inputFileID: String?
  public var outputFileID: String?
  public var errorFileID: String?
  /// Whether the server names files with results at all: where it does not, none is missing.
  public var namesFiles = true
  /// What its provider promises of deadlines and results.
  public var terms = BatchTerms()
  public var completionWindow: String?
  public var fileName: String?
  public var errors: [BatchError]
  /// All keys in the server's order; empty for null.
  public var metadata: [JSONMember]
  /// All other fields, under their own names and in the server's order.
  public var extras: [JSONMember]

  public init(
    id: String, status: BatchStatus = BatchStatus(""), times: Timestamps = Timestamps(),
    counts: RequestCounts? = nil, object: String? = nil, endpoint: String? = nil,
    inputFileID: String? = nil, outputFileID: String? = nil, errorFileID: String? = nil,
    completionWindow: String? = nil, fileName: String? = nil, errors: [BatchError] = [],
    metadata: [JSONMember] = [], extras: [JSONMember] = []
  ) {
    self.id = id
    self.status = status
    self.times = times
    self.counts = counts
    self.object = object
    self.endpoint = endpoint
    self.inputFileID = inputFileID
    self.outputFileID = outputFileID
    self.errorFileID = errorFileID
    self.completionWindow = completionWindow
    self.fileName = fileName
    self.errors = errors
    self.metadata = metadata
    self.extras = extras
  }
}

extension Batch {
  /// What to call it: a name in the metadata or beside it, else the file name, else the id.
  public var name: String {
    if let name = BatchNames.name(in: metadata) ?? BatchNames.name(in: extras) { return name }
    if let fileName, !fileName.isBlank { return fileName }
    return id
  }

  /// The description in the metadata or beside it.
  public var description: String? {
    BatchNames.description(in: metadata) ?? BatchNames.description(in: extras)
  }

  /// Whether the server names only the day of one of the times, which then is its first second: no span can be
  /// measured from it, or to it.
  public func isDayOnly(_ time: Int) -> Bool {
    guard time % 86_400 == 0 else { return false }
    return extras.contains { member in
      guard case .string(let text) = member.value, text.utf8.count <= 32 else { return false }
      let date = ASCII.trimmed(Array(text.utf8)[...])
      return ISODate.isDateAlone(date) && ISODate.seconds(date) == time
    }
  }

  /// The extras that say something: those that are set, and are not the value of a field under
  /// another name.
  public var furtherFields: [JSONMember] {
    extras.compactMap { member in
      switch member.value {
      case .null, .string(""), .array([]), .object([]): return nil
      case .object(let numbers) where counts != nil && isCounts(member.name):
        let others = numbers.filter { CountsReader.role(of: $0.name)?.isInCounts != true }
        return others.isEmpty ? nil : JSONMember(member.name, .object(others))
      default: return isRead(member) ? nil : member
      }
    }
  }

  private func isCounts(_ name: String) -> Bool {
    if name == BatchField.requestCounts.name { return true }
    switch name.withBytes({ Synonym($0) }) {
    case .field(.requestCounts), .state, .progress, .percent: return true
    default: return false
    }
  }

  private func isRead(_ member: JSONMember) -> Bool {
    if case .string(let text) = member.value,
      text == name || text == description, BatchNames.isName(member.name)
    {
      return true
    }
    if let role = CountsReader.roleBesideFields(of: member.name), role.isInCounts {
      return counts != nil
    }
    if let counts, let role = CountsReader.role(ofWord: member), role.isInCounts,
      case .value(let number) = member.value.looseInteger,
      [counts.total, counts.completed, counts.failed].contains(number)
    {
      return true
    }
    if member.name == "usage", TokenUsage.readsAll(of: member.value) { return true }
    switch member.name.withBytes({ Synonym($0) }) {
    case .field(.id): return member.value.plainText == id
    case .field(.status), .state: return member.value.plainText == status.text
    case .field(.errors): return !errors.isEmpty
    case .field(.requestCounts): return false
    case .field(.inputFileID): return member.value.plainText == inputFileID
    case .field(.outputFileID): return member.value.plainText == outputFileID
    case .field(.errorFileID): return member.value.plainText == errorFileID
    case .field(let field):
      if let timestamp = field.timestamp { return times[timestamp] != nil }
      return false
    case .end:
      return TimestampField.allCases.contains { $0.isTerminal && times[$0] != nil }
    case .lastChange:
      guard
        case .value(let time)? = member.value.plainText.map({ text in
          LooseTime.seconds(Array(text.utf8)[...])
        })
      else { return false }
      return TimestampField.allCases.contains { $0.isTerminal && times[$0] == time }
    case .cancel: return times[.cancelled] != nil || times[.cancelling] != nil
    case .progress, .percent, .share: return counts?.percent != nil && member.value.plainText != nil
    case nil:
      return member.value.plainText == id && Synonym.rank(ofLesserID: member.name) != nil
    }
  }
}

extension JSONValue {
  /// The text of a string or number; nil for anything else.
  fileprivate var plainText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .null, .bool, .array, .object: nil
    }
  }
}

extension String {
  /// Whether it is empty, white space or invisible characters only.
  var isBlank: Bool {
    // Unicode properties are slow to look up, and every row asks for a name.
    if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
    return unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }
}
