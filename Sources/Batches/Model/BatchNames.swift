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
  /// What people call the work that a batch does. The names of all else, such as its model or its user,
  /// are not the batch's.
  private static let works = NameWords.set(
    """
    batch job task run experiment exp eval evaluation test benchmark study trial campaign workflow \
    pipeline process operation
    """)

  private static func ranked(_ keys: [String]) -> NameTable<Int> {
    NameTable(keys.enumerated().map { ($0.element, $0.offset) })
  }

  static func name(in members: [JSONMember]) -> String? {
    best(in: members, names) { ofWork($0, named: "name") }
  }

  static func description(in members: [JSONMember]) -> String? {
    best(in: members, descriptions) { ofWork($0, named: "description") }
  }

  /// Whether a key holds a name or a description.
  static func isName(_ key: String) -> Bool {
    rank(of: key, in: names) != nil || rank(of: key, in: descriptions) != nil
      || ofWork(key, named: "name") || ofWork(key, named: "description")
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

  /// Whether a key such as `experiment_name` or `nightly-eval-name` names the work: its last words say so.
  private static func ofWork(_ key: String, named last: String) -> Bool {
    // Most keys do not, and every row asks.
    guard key.utf8.last.map(ASCII.lowercased) == last.utf8.last else { return false }
    let words = key.withBytes { NameWords.split($0) }
    guard words.count > 1, words[words.count - 1].elementsEqual(last.utf8) else { return false }
    return works.contains(words[words.count - 2])
  }
}
