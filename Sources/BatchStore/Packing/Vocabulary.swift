import Batches

/// Texts that the batches of an organisation have in common (endpoints, statuses, the names of
/// fields), each kept once and written as a number.
///
/// A text once taken in keeps its number, so that rows stay readable with every later state of the
/// vocabulary that they were packed with. Small, since it is searched from its beginning, and
/// shared by all chunks that needed no further words.
struct Vocabulary: Sendable {
  /// What a server invents beyond this many words is written out in each row.
  static let mostWords = 64

  private(set) var words: [String] = []
  /// Looked up once, not for each row that is made.
  private(set) var statuses: [BatchStatus] = []

  /// The number of a word, which is taken in if there is room.
  mutating func number(ofWord word: String) -> Int? {
    if let known = words.firstIndex(where: { $0.hasSameBytes(as: word) }) { return known }
    guard words.count < Self.mostWords else { return nil }
    words.append(word)
    return words.count - 1
  }

  /// The number of a status, which is taken in if there is room.
  mutating func number(ofStatus status: BatchStatus) -> Int? {
    // The same text may mean one thing or another, depending on the counts.
    let known = statuses.firstIndex {
      $0.meaning == status.meaning && $0.text.hasSameBytes(as: status.text)
    }
    if let known { return known }
    guard statuses.count < Self.mostWords else { return nil }
    statuses.append(status)
    return statuses.count - 1
  }
}
