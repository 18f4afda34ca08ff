/// The keys under which people and servers name and describe a batch.
enum BatchNames {
  /// The most specific first.
  private static let names = ranked([
    "name", "display_name", "displayName", "batch_name", "batchName", "job_name", "jobName",
    "task_name", "taskName", "ds_name", "run_name", "runName", "title", "label",
  ])
  private static let descriptions = ranked([
    "batch_description", "description", "ds_description", "job_description", "jobDescription",
    "task_description", "display_description", "desc",
  ])
  /// Whose name it is not the batch's.
  private static let others = [
    "file", "model", "user", "bucket", "org", "organization", "organisation", "project", "team",
    "host", "server", "customer", "tenant", "company", "deployment", "provider", "region", "queue",
    "column", "field", "function", "class", "input", "output", "container", "cluster", "node",
    "api",
    "key", "first", "last", "nick", "full",
  ]

  private static func ranked(_ keys: [String]) -> NameTable<Int> {
    NameTable(keys.enumerated().map { ($0.element, $0.offset) })
  }

  static func name(in members: [JSONMember]) -> String? {
    best(in: members, names) { isOtherName($0) }
  }

  static func description(in members: [JSONMember]) -> String? {
    best(in: members, descriptions) { $0.hasSuffix("_description") }
  }

  /// Whether a key holds a name or a description.
  static func isName(_ key: String) -> Bool {
    key.withBytes { names[$0] ?? descriptions[$0] } != nil || isOtherName(key)
      || key.hasSuffix("_description")
  }

  /// The text under the key of the lowest rank, or else under one that is like them.
  private static func best(
    in members: [JSONMember], _ ranks: NameTable<Int>, orLike isLike: (String) -> Bool
  ) -> String? {
    var best: (rank: Int, text: String)?
    for member in members {
      guard let text = text(member) else { continue }
      let known = member.name.withBytes { ranks[$0] }
      guard let rank = known ?? (isLike(member.name) ? Int.max : nil) else { continue }
      if rank <= best?.rank ?? .max { best = (rank, text) }
    }
    return best?.text
  }

  private static func text(_ member: JSONMember) -> String? {
    guard case .string(let text) = member.value, !text.isBlank else { return nil }
    return text
  }

  /// A key such as `experiment_name`, and not `model_name`.
  private static func isOtherName(_ key: String) -> Bool {
    guard key.hasSuffix("_name") else { return false }
    let subject = key.dropLast("_name".count)
    return !others.contains { subject.hasSuffix($0) }
  }
}
