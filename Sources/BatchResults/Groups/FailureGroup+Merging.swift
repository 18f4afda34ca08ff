extension FailureGroup {
  /// The groups of several files as those of one, in the order of `FailureGroups.bySize`. Of a cause that
  /// several files have, the first of them gives the example, its line and its id.
  public static func merging(_ files: [[FailureGroup]]) -> [FailureGroup] {
    var merged: [FailureGroup] = []
    var places: [Cause: Int] = [:]
    for group in files.joined() {
      if let place = places[Cause(group)] {
        merged[place].count += group.count
      } else {
        places[Cause(group)] = merged.count
        merged.append(group)
      }
    }
    return merged.enumerated()
      .sorted { $0.element.precedes($1.element) ?? ($0.offset < $1.offset) }
      .map(\.element)
  }

  /// What the requests have in common that are in no result file.
  public static func missing(_ count: Int, first: InputReader.Missing) -> FailureGroup {
    var group = FailureGroup(
      number: 0, statusCode: nil, errorCode: nil, message: nil, example: nil, outcome: .missing,
      rest: nil, firstLine: first.line, firstOffset: first.offset, firstID: first.id)
    group.count = count
    return group
  }

  /// What distinguishes groups.
  private struct Cause: Hashable {
    var statusCode: Int?
    var errorCode: String?
    var message: String?
    var outcome: RequestOutcome
    var rest: Rest?

    init(_ group: FailureGroup) {
      statusCode = group.statusCode
      errorCode = group.errorCode
      message = group.message
      outcome = group.outcome
      rest = group.rest
    }
  }
}
