import BatchInsight
import Batches

/// How much of a file has been received, and how fast the rest arrives, in words.
package struct TransferText: Sendable {
  /// In bytes.
  private let received: Int
  private let size: Int?
  /// Bytes a second.
  private let rate: Double?

  /// - Parameters:
  ///   - received: bytes.
  ///   - size: bytes of the whole file; nil where that is not known.
  ///   - rate: bytes a second; nil while that is not known.
  package init(received: Int, of size: Int?, rate: Double? = nil) {
    self.received = received
    self.size = size
    self.rate = rate
  }

  /// "12.3M of 40.1M bytes"
  package var bytes: String {
    received.abbreviated + (size.map { " of \($0.abbreviated)" } ?? "") + " bytes"
  }

  /// "5.20M/s" and "5s left", as far as they are known.
  package var pace: [String] {
    guard let rate else { return [] }
    var parts = [Int(min(rate, 1e15)).abbreviated + "/s"]
    if let size, rate > 0 {
      let left = Double(max(0, size - received)) / rate
      parts.append(SpanText.long(Int(min(left, 1e9))) + " left")
    }
    return parts
  }
}
