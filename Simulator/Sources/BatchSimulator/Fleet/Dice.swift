/// Draws that depend on nothing but a seed, a number and a purpose: the same question gets the same
/// answer whoever asks, in whichever order. (SplitMix64, by Steele, Lea and Flood, 2014.)
struct Dice: RandomNumberGenerator {
  /// What a sequence of draws is for; draws for different purposes are independent.
  enum Purpose: UInt64 {
    case arrival = 1
    case life, naming, files, identifiers, faults, oddities, traces
  }

  private var state: UInt64

  init(seed: UInt64, number: Int, for purpose: Purpose) {
    let place = Self.scramble(UInt64(bitPattern: Int64(number)) &+ Self.step)
    state = Self.scramble(seed &+ purpose.rawValue &* Self.step) ^ place
  }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.scramble(state)
  }

  /// From 0 up to, not including, 1.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// A whole number from the range, each equally likely.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(unit() * Double(range.count))
  }

  /// A whole number from the range with many small ones and few large ones.
  mutating func skewed(_ range: ClosedRange<Int>) -> Int {
    let draw = unit()
    return range.lowerBound + Int(draw * draw * draw * Double(range.count))
  }

  mutating func pick<Element>(_ choices: [Element], else fallback: Element) -> Element {
    choices.isEmpty ? fallback : choices[whole(0...(choices.count - 1))]
  }

  /// - Parameter count: characters, at most 12.
  mutating func letters(_ count: Int) -> String {
    Base32.encode(next(), length: count)
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func scramble(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
