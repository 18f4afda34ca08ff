import Batches

/// Random draws that depend on nothing but a seed, a number and a purpose, so that their order does
/// not matter.
struct Dice: RandomNumberGenerator {
  /// The purpose of a sequence; sequences for different purposes are independent.
  enum Purpose: UInt64 {
    case arrival = 1
    case schedule, naming, files, identifiers, faults, oddities, traces, endpoints, cancellations
    case contents, lineLengths, lines
  }

  private var source: SplitMix64

  init(seed: UInt64, number: Int, for purpose: Purpose) {
    let step = SplitMix64.increment
    let stream = SplitMix64.mixed(UInt64(bitPattern: Int64(number)) &+ step)
    source = SplitMix64(seed: SplitMix64.mixed(seed &+ purpose.rawValue &* step) ^ stream)
  }

  mutating func next() -> UInt64 { source.next() }

  /// From 0 to 1, without 1 itself.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// A number from the range, uniformly distributed.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(unit() * Double(range.count))
  }

  /// A number from the range; small ones are more likely than large ones.
  mutating func skewed(_ range: ClosedRange<Int>) -> Int {
    let draw = unit()
    return range.lowerBound + Int(draw * draw * draw * Double(range.count))
  }

  mutating func pick<Element>(_ choices: [Element], else fallback: Element) -> Element {
    choices.isEmpty ? fallback : choices[whole(0...(choices.count - 1))]
  }

  /// - Parameter count: at most 12.
  mutating func letters(_ count: Int) -> String {
    Base32.encode(next(), length: count)
  }
}
