/// Which requests a fault strikes.
public struct FaultRule: Sendable, Hashable {
  public var fault: Fault
  /// The part of the requests that it strikes, from 0 to 1.
  public var rate: Double
  /// Only requests with these numbers, counted from 0 in the order of their arrival; nil for all.
  public var requests: Range<Int>?

  public init(_ fault: Fault, rate: Double = 1, requests: Range<Int>? = nil) {
    self.fault = fault
    self.rate = rate
    self.requests = requests
  }

  /// Reads `NAME` or `NAME:RATE`; nil for an unknown name and for a rate that is not from 0 to 1.
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

  func strikes(request number: Int, draw: Double) -> Bool {
    requests?.contains(number) != false && draw < rate
  }
}

extension [FaultRule] {
  /// The fault that meets a request: of those that strike, the first named. Nil for none.
  func fault(forRequest number: Int, seed: UInt64) -> Fault? {
    var dice = Dice(seed: seed, number: number, for: .faults)
    // Every rule has its own draw, so that a further one does not change what the others do.
    let striking = map { ($0.fault, $0.strikes(request: number, draw: dice.unit())) }
    return striking.first { $0.1 }?.0
  }
}
