/// Finds the numbers of requests among the members of an object, under the names that the
/// servers of this API use.
struct CountsReader {
  enum Role {
    case total, completed, failed
    /// Requests that are in neither of the other two: they count towards a total that is not told.
    case other
  }

  /// nil where not one number was found.
  private(set) var counts: RequestCounts?
  /// The members that are none of the three numbers.
  private(set) var rest: [JSONMember] = []

  /// Numbers beyond this are nonsense, and sums of smaller ones cannot overflow.
  private static let largest = 1 << 53

  init(members: [JSONMember], table: [String: Role]) {
    var found = RequestCounts()
    var others: [Int] = []
    for member in members {
      let number = Self.number(member.value)
      switch (table[member.name], number) {
      case (.total, let number?) where found.total == nil: found.total = number
      case (.completed, let number?) where found.completed == nil: found.completed = number
      case (.failed, let number?) where found.failed == nil: found.failed = number
      case (.other, let number?):
        others.append(number)
        rest.append(member)
      default:
        if member.value != .null { rest.append(member) }
      }
    }
    if found.total == nil, !others.isEmpty {
      let parts = others.prefix(8) + [found.completed ?? 0, found.failed ?? 0]
      found.total = parts.reduce(0, +)
    }
    counts = found == RequestCounts() ? nil : found
  }

  private static func number(_ value: JSONValue) -> Int? {
    switch value {
    case .number(let text), .string(let text):
      LooseNumber.integer(Array(text.utf8)[...]).flatMap { $0.magnitude <= largest ? $0 : nil }
    case .null, .bool, .array, .object: nil
    }
  }

  static let topLevelNames: [String: Role] = [
    "total": .total, "completed": .completed, "failed": .failed,
  ]

  static let allNames: [String: Role] = [
    "total": .total, "total_count": .total, "total_requests": .total,
    "completed": .completed, "succeeded": .completed, "success": .completed,
    "successful": .completed, "completed_count": .completed, "success_count": .completed,
    "failed": .failed, "errored": .failed, "error": .failed, "failure": .failed,
    "failed_count": .failed, "error_count": .failed,
    "processing": .other, "pending": .other, "queued": .other, "in_progress": .other,
    "running": .other, "canceled": .other, "cancelled": .other, "expired": .other,
  ]
}
