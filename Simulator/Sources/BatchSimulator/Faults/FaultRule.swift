/// A fault and the requests that it affects.
public struct FaultRule: Sendable, Hashable {
  public var fault: Fault
  /// The part of the requests that it affects, from 0 to 1.
  public var rate: Double
  /// Only requests with these numbers, from 0 in order of arrival; nil for all.
  public var requests: Range<Int>?

  public init(_ fault: Fault, rate: Double = 1, requests: Range<Int>? = nil) {
    self.fault = fault
    self.rate = rate
    self.requests = requests
  }

  /// Parses `NAME` or `NAME:RATE`; nil for an unknown name or a rate that is not from 0 to 1.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, let fault = Fault(rawValue: String(name)), parts.count <= 2 else {
      return nil
    }
    self.init(fault)
    guard parts.count == 2 else { return }
    guard let rate = Double(parts[1]), (0...1).contains(rate) else { return nil }
    self.rate = rate
  }

  func affects(request number: Int, draw: Double) -> Bool {
    requests?.contains(number) != false && draw < rate
  }
}

extension [FaultRule] {
  /// The fault that affects a request: the first rule that applies. nil for none.
  func fault(forRequest number: Int, seed: UInt64) -> Fault? {
    var dice = Dice(seed: seed, number: number, for: .faults)
    // Every rule has its own draw, so that adding one does not change the effect of the others.
    let affected = map { ($0.fault, $0.affects(request: number, draw: dice.unit())) }
    return affected.first { $0.1 }?.0
  }
}
