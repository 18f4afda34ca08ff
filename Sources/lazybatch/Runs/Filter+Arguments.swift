import BatchInsight
import Batches

extension Filter {
  /// Reads a filter from the words of a command line.
  /// - Parameters:
  ///   - fromHistory: whether it is for batches of the history, which may be gone from the server.
  ///   - zone: only asked for where there are words, since looking it up delays the start.
  /// - Throws: `Failure.usage`, with the fields that exist.
  init(reading words: [String], fromHistory: Bool, zone: @autoclosure () -> ZoneRules)
    throws(Failure)
  {
    guard !words.isEmpty else {
      self.init()
      return
    }
    let text = words.joined(separator: " ").trimmingWhitespace()
    switch Filter.parse(text, zone: zone(), now: SystemClock.second) {
    case .success(let filter):
      guard fromHistory || !filter.wantsGone else {
        throw .usage(
          "What is gone from the server is only in the history: add --from-history to \"\(text)\"")
      }
      self = filter
    case .failure(let error):
      let fields = FilterField.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("The filter \"\(text)\" cannot be read: \(error.message). Fields: \(fields)")
    }
  }
}
