/// Finds the request counts among the members of an object, under the names that various servers use.
struct CountsReader {
  enum Role {
    /// The API's own names.
    case total, completed, failed
    /// Synonyms, used where the API's own name is missing or 0.
    case alsoTotal, alsoCompleted, alsoFailed
    /// Requests that ended well.
    case succeeded
    /// Requests that ended well or badly.
    case ended
    /// Requests that are unfinished or finished in another way. Where there is no total, it is the sum
    /// of these, the completed and the failed.
    case other, pending, cancelled, expired
  }

  private var found = RequestCounts()
  private var foundElsewhere = RequestCounts()
  private var succeeded: Int?
  private var ended: Int?
  private var others: Int?
  /// Requests that are unfinished, and that were cancelled or expired.
  private(set) var pending: Int?
  private(set) var cancelled = 0
  private(set) var expired = 0
  /// The members other than the API's own three, and what is no count, kept as the server sent them.
  private(set) var unread: [JSONMember] = []

  /// Other numbers are nonsense, and sums of these cannot overflow.
  private static let possible = 0...(1 << 53)

  /// Adds a member of the object.
  /// - Parameter member: called only where the member has to be kept.
  mutating func add(_ number: Loose<Int>, as role: Role?, _ member: () -> JSONMember) {
    switch (role, number) {
    case (.some, .notSet):
      return
    case (let role?, .value(let number)) where Self.possible.contains(number):
      add(number, as: role)
      if role.isOwnName { return }
      unread.append(member())
    default:
      unread.append(member())
    }
  }

  private mutating func add(_ number: Int, as role: Role) {
    switch role {
    case .total: found.total = number
    case .completed: found.completed = number
    case .failed: found.failed = number
    case .alsoTotal: foundElsewhere.total = number
    case .alsoCompleted: foundElsewhere.completed = number
    case .alsoFailed: foundElsewhere.failed = number
    case .succeeded: succeeded = number
    case .ended: ended = number
    case .other: addOther(number)
    case .pending:
      pending = number
      addOther(number)
    case .cancelled:
      cancelled = number
      addOther(number)
    case .expired:
      expired = number
      addOther(number)
    }
  }

  private mutating func addOther(_ number: Int) {
    others = min((others ?? 0) + number, Self.possible.upperBound)
  }

  /// The counts; nil where none was found.
  var counts: RequestCounts? {
    var counts = RequestCounts(
      total: Self.known(found.total, foundElsewhere.total),
      completed: Self.known(found.completed, foundElsewhere.completed),
      failed: Self.known(found.failed, foundElsewhere.failed))
    counts.completed = completed(counts.completed, failed: counts.failed)
    if counts.total == nil, let others {
      counts.total = others + (counts.completed ?? 0) + (counts.failed ?? 0)
    }
    return counts == RequestCounts() ? nil : counts
  }

  /// Of two numbers for the same the one that is not 0: gateways fill in their own field with 0 and
  /// leave the number under the name of the server behind them.
  private static func known(_ own: Int?, _ other: Int?) -> Int? {
    guard let own, own != 0 || (other ?? 0) == 0 else { return other }
    return own
  }

  /// Mistral counts requests that failed as completed, too, and has the others as succeeded.
  private func completed(_ completed: Int?, failed: Int?) -> Int? {
    if let succeeded {
      let isSum = completed == succeeded + (failed ?? 0)
      return isSum ? succeeded : Self.known(completed, succeeded)
    }
    guard completed == nil, let ended else { return completed }
    return max(0, ended - (failed ?? 0))
  }

}

extension CountsReader.Role {
  fileprivate var isOwnName: Bool {
    switch self {
    case .total, .completed, .failed: true
    case .alsoTotal, .alsoCompleted, .alsoFailed, .succeeded, .ended, .other, .pending, .cancelled,
      .expired:
      false
    }
  }

  /// Whether `RequestCounts` has this number.
  var isInCounts: Bool {
    switch self {
    case .total, .completed, .failed, .alsoTotal, .alsoCompleted, .alsoFailed, .succeeded, .ended:
      true
    case .other, .pending, .cancelled, .expired: false
    }
  }

  /// What a long name says that contains a word for this role, such as `total_requests`.
  fileprivate var synonym: CountsReader.Role {
    switch self {
    case .total: .alsoTotal
    case .completed: .alsoCompleted
    case .failed: .alsoFailed
    case .alsoTotal, .alsoCompleted, .alsoFailed, .succeeded, .ended, .other, .pending, .cancelled,
      .expired:
      self
    }
  }
}

extension CountsReader {
  /// What a member of the object with the counts means, by the words of its name:
  /// `num_failed_requests`, `successfullyProcessedRequests`.
  static func role(of name: UnsafeBufferPointer<UInt8>) -> Role? {
    ownNames[name] ?? role(ofWords: NameWords.split(name))
  }

  static func role(of name: String) -> Role? { name.withBytes { role(of: $0) } }

  /// What a member beside the fields of a batch means: there, a word alone may mean anything.
  static func roleBesideFields(of name: String) -> Role? {
    if let own = name.withBytes({ ownNames[$0] }) { return own }
    // The counts' own object, where it could not be read.
    if name == BatchField.requestCounts.name { return nil }
    let words = name.withBytes { NameWords.split($0) }
    guard words.count > 1, words.contains(where: counted.contains) else { return nil }
    return role(ofWords: words)
  }

  /// What a number beside the fields of a batch means whose name is a word alone, such as `succeeded`.
  static func role(ofWord member: JSONMember) -> Role? {
    guard case .value = member.value.looseInteger else { return nil }
    return member.name.withBytes { loneWords.contains(Array($0)) ? words[$0] : nil }
  }

  /// Whether words alone beside the fields of a batch are its counts: there is a total and how many of it
  /// ended in one way, or there are those that ended well and those that failed.
  static func standsBesideFields(_ members: [JSONMember]) -> Bool {
    var hasTotal = false
    var hasGood = false
    var hasBad = false
    for member in members {
      let role = roleBesideFields(of: member.name) ?? role(ofWord: member)
      guard let role, case .value = member.value.looseInteger else { continue }
      switch role {
      case .total, .alsoTotal: hasTotal = true
      case .completed, .alsoCompleted, .succeeded, .ended: hasGood = true
      case .failed, .alsoFailed: hasBad = true
      case .other, .pending, .cancelled, .expired: break
      }
    }
    return hasTotal && (hasGood || hasBad) || hasGood && hasBad
  }

  /// Whether it is one of the API's own names for a count.
  static func isOwnName(_ name: String) -> Bool { name.withBytes { ownNames[$0] } != nil }

  private static let ownNames = NameTable<Role>([
    ("total", .total), ("completed", .completed), ("failed", .failed),
  ])

  private static func role(ofWords words: [[UInt8]]) -> Role? {
    var roles: [Role] = []
    var isCount = false
    for word in words {
      if let role = Self.words[word] {
        if role != .total, !roles.contains(role) { roles.append(role) }
        isCount = isCount || role == .total
      } else if counted.contains(word) {
        isCount = true
      } else if !fillers.contains(word) {
        return nil
      }
    }
    switch roles.count {
    case 0: return isCount ? .alsoTotal : nil
    case 1: return roles[0].synonym
    // "Successfully processed": the more exact word counts.
    case 2 where roles.contains(.ended): return roles.first { $0 != .ended }?.synonym
    default: return nil
    }
  }

  /// What is counted.
  private static let counted = NameWords.set(
    "request requests record records item items line lines row rows prompt prompts count counts num"
  )
  private static let fillers = NameWords.set("number of the n no in input inputs batch")

  /// Those that may stand alone beside the fields of a batch; "progress" is a share, and "ok" a flag.
  private static let loneWords = NameWords.set(
    """
    completed finished done succeeded success successes successful failed failure failures error \
    errors errored processed processing pending queued running waiting remaining canceled \
    cancelled expired skipped
    """)

  private static let words = NameTable<Role>(
    all(.total, "total all overall")
      + all(.completed, "completed complete done finished")
      + all(.succeeded, "succeeded success successes successful successfully ok passed")
      + all(.failed, "failed fail failure failures error errors errored unsuccessful")
      + all(.ended, "processed ended")
      + all(
        .pending,
        "processing pending queued progress running waiting remaining outstanding unprocessed")
      + all(.cancelled, "canceled cancelled") + all(.expired, "expired") + all(.other, "skipped"))

  private static func all(_ role: Role, _ words: String) -> [(name: String, value: Role)] {
    words.split(separator: " ").map { (String($0), role) }
  }
}

extension JSONValue {
  /// See `JSONDocument.looseInteger(_:)`.
  var looseInteger: Loose<Int> {
    switch self {
    case .null, .string(""), .array([]), .object([]): .notSet
    case .bool, .array, .object: .unreadable
    case .number(let text), .string(let text):
      LooseNumber.integer(Array(text.utf8)[...]).map { .value($0) } ?? .unreadable
    }
  }
}
