/// The words of a name, however they are joined: `total_requests`, `totalRequests`, `TOTAL-REQUESTS`.
enum NameWords {
  /// In bytes; a longer text is a sentence, of which only the beginning is split.
  private static let longest = 64

  /// The words in lower case. A word ends at everything that is no letter or digit, and where lower
  /// case turns to upper case.
  static func split(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var wasLowercase = false
    for byte in text.prefix(longest) {
      let isUppercase = ASCII.isLetter(byte) && byte & 0x20 == 0
      if isUppercase && wasLowercase || !isPart(byte) {
        if !word.isEmpty { words.append(word) }
        word = []
      }
      if isPart(byte) { word.append(ASCII.lowercased(byte)) }
      wasLowercase = ASCII.isLetter(byte) && !isUppercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Characters beyond ASCII belong to words, so that none becomes a known word without them.
  static func isPart(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80
  }

  /// Words that are separated by spaces, for a table.
  static func set(_ words: String) -> Set<[UInt8]> {
    Set(words.split(separator: " ").map { Array($0.utf8) })
  }
}
