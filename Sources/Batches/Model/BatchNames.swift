/// The keys under which people and servers name and describe a batch, compared without case and
/// punctuation.
enum BatchNames {
  /// The most specific first.
  private static let names = ranked([
    "name", "displayname", "batchname", "jobname", "taskname", "dsname", "runname", "title",
    "label",
  ])
  private static let descriptions = ranked([
    "batchdescription", "description", "dsdescription", "jobdescription", "taskdescription",
    "displaydescription", "desc",
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
    best(in: members, descriptions) { isOtherDescription($0) }
  }

  /// Whether a key holds a name or a description.
  static func isName(_ key: String) -> Bool {
    rank(of: key, in: names) != nil || rank(of: key, in: descriptions) != nil || isOtherName(key)
      || isOtherDescription(key)
  }

  /// The lower, the better.
  private static func rank(of key: String, in ranks: NameTable<Int>) -> Int? {
    key.withBytes { key in
      guard key.count <= longest else { return nil }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { folded in
        var count = 0
        for byte in key where ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80 {
          folded[count] = ASCII.lowercased(byte)
          count += 1
        }
        return ranks[UnsafeBufferPointer(rebasing: folded[..<count])]
      }
    }
  }

  /// In bytes; no longer key is one of these.
  private static let longest = 32

  /// The text under the key of the lowest rank, or else under one that is like them.
  private static func best(
    in members: [JSONMember], _ ranks: NameTable<Int>, orLike isLike: (String) -> Bool
  ) -> String? {
    var best: (rank: Int, text: String)?
    for member in members {
      guard let text = text(member) else { continue }
      let known = rank(of: member.name, in: ranks)
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
    guard let subject = subject(of: key, named: "name") else { return false }
    return !others.contains { subject.hasSuffix($0) }
  }

  private static func isOtherDescription(_ key: String) -> Bool {
    subject(of: key, named: "description") != nil
  }

  /// The word before the last one of a key; nil where the last one is another, or the only one.
  private static func subject(of key: String, named last: String) -> String? {
    // Most keys are neither, and every row asks.
    guard key.utf8.last.map(ASCII.lowercased) == last.utf8.last else { return nil }
    let words = key.withBytes { NameWords.split($0) }
    guard words.count > 1, words.last?.elementsEqual(last.utf8) == true else { return nil }
    return words.dropLast().last.map { String(decoding: $0, as: UTF8.self) }
  }
}
