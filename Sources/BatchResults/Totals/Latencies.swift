/// How long requests took, as far as lines say.
public struct Latencies: Sendable, Hashable {
  public private(set) var count = 0
  /// In seconds.
  public private(set) var least: Double?
  public private(set) var most: Double?
  private var sum = 0.0

  public init() {}

  /// In seconds; nil of none.
  public var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// - Parameter seconds: not negative; anything else is not counted.
  public mutating func add(_ seconds: Double) {
    guard seconds >= 0, seconds.isFinite else { return }
    count += 1
    sum += seconds
    least = min(least ?? seconds, seconds)
    most = max(most ?? seconds, seconds)
  }
}

extension LineScanner {
  /// In seconds.
  borrowing func latency() -> Double? {
    for level in [Level.line, .response, .body] {
      if let value = self[level][.milliseconds], let number = decimal(value) {
        return number / 1000
      }
      if let value = self[level][.seconds], let number = decimal(value) { return number }
    }
    return nil
  }

  @inline(__always)
  borrowing func hasLatency() -> Bool {
    let fields = self[.line].isSet | self[.response].isSet | self[.body].isSet
    return fields
      & (1 << UInt32(ScannedField.milliseconds.rawValue)
        | 1 << UInt32(ScannedField.seconds.rawValue)) != 0
  }

  private borrowing func decimal(_ value: ScannedValue) -> Double? {
    guard value.isText, value.count <= 32, let number = Double(text(value)), number >= 0,
      number.isFinite
    else { return nil }
    return number
  }
}
