/// Finds the request counts among the members of an object, under the names that various servers use.
struct CountsReader {
  enum Role {
    /// The API's own names.
    case total, completed, failed
    /// Synonyms, used where the API's own name is missing.
    case alsoTotal, alsoCompleted, alsoFailed
    /// Requests that are unfinished or finished in another way. Where there is no total, it is the sum
    /// of these, the completed and the failed.
    case other
  }

  private var found = RequestCounts()
  private var foundElsewhere = RequestCounts()
  private var others: Int?
  /// The members other than the API's own three numbers.
  private var remaining: [(member: JSONMember, role: Role?)] = []

  /// Larger numbers are nonsense, and sums of smaller ones cannot overflow.
  private static let largest = 1 << 53

  /// Adds a member of the object.
  /// - Parameter member: called only where the member has to be kept.
  mutating func add(_ number: Loose<Int>, as role: Role?, _ member: () -> JSONMember) {
    switch (role, number) {
    case (.some, .notSet):
      return
    case (let role?, .value(let number)) where number.magnitude <= Self.largest:
      add(number, as: role)
      if role.isOwnName { return }
      remaining.append((member(), role))
    default:
      remaining.append((member(), nil))
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
    case .other: others = min(max((others ?? 0) + number, -Self.largest), Self.largest)
    }
  }

  /// The counts; nil where none was found.
  var counts: RequestCounts? {
    var counts = RequestCounts(
      total: found.total ?? foundElsewhere.total,
      completed: found.completed ?? foundElsewhere.completed,
      failed: found.failed ?? foundElsewhere.failed)
    if counts.total == nil, let others {
      counts.total = others + (counts.completed ?? 0) + (counts.failed ?? 0)
    }
    return counts == RequestCounts() ? nil : counts
  }

  /// The members that `counts` does not cover.
  var unread: [JSONMember] {
    remaining.filter { _, role in
      switch role {
      case .alsoTotal: found.total != nil
      case .alsoCompleted: found.completed != nil
      case .alsoFailed: found.failed != nil
      default: true
      }
    }.map(\.member)
  }
}

extension CountsReader.Role {
  fileprivate var isOwnName: Bool {
    switch self {
    case .total, .completed, .failed: true
    case .alsoTotal, .alsoCompleted, .alsoFailed, .other: false
    }
  }
}

extension CountsReader {
  static let namesBesideFields: [String: Role] = [
    "total": .total, "completed": .completed, "failed": .failed,
  ]

  static let allNames = NameTable<Role>(
    [("total", .total), ("completed", .completed), ("failed", .failed)]
      + ["total_count", "total_requests"].map { ($0, .alsoTotal) }
      + ["succeeded", "success", "successful", "completed_count", "success_count"]
      .map { ($0, .alsoCompleted) }
      + ["errored", "error", "failure", "failed_count", "error_count"].map { ($0, .alsoFailed) }
      + [
        "processing", "pending", "queued", "in_progress", "running", "canceled", "cancelled",
        "expired",
      ].map { ($0, .other) })
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
