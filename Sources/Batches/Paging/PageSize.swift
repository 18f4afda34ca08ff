/// The size of pages for a server that rejects a larger one.
enum PageSize {
  /// What servers usually allow.
  private static let usual = [100, 20]
  /// A smaller number in a message is hardly a maximum.
  private static let leastMaximum = 5

  /// The size to try next: the maximum that the message names, or the next usual one.
  /// - Returns: nil where nothing is left but to name none.
  static func next(below refused: Int, after failure: ServiceFailure) -> Int? {
    if failure.serverMessage.map(RefusedParameter.isUnknown) ?? false { return nil }
    let named = failure.serverMessage.flatMap { message in
      numbers(in: message).filter { $0 < refused && $0 != failure.status }.max()
    }
    if let named, named >= leastMaximum { return named }
    return next(below: refused)
  }

  /// The next usual size; nil below the last.
  static func next(below refused: Int) -> Int? { usual.first { $0 < refused } }

  private static func numbers(in text: String) -> [Int] {
    text.split { !($0.isASCII && $0.isNumber) }.compactMap { Int($0) }
  }
}
