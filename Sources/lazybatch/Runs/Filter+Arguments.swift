import BatchInsight
import Batches

extension Filter {
  /// Reads a filter from the words of a command line.
  /// - Throws: `Failure.usage`, with the fields that exist.
  init(reading words: [String], zone: ZoneRules) throws(Failure) {
    let text = words.joined(separator: " ")
    switch Filter.parse(text, zone: zone, now: SystemClock.second) {
    case .success(let filter): self = filter
    case .failure(let error):
      let fields = FilterField.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("The filter \"\(text)\" cannot be read: \(error.message). Fields: \(fields)")
    }
  }
}
