/// Which requests have been seen where: a set of hashes of their ids, in bounded memory.
///
/// It keeps 60 bits of a hash, so that among three million ids two are taken for one with a
/// probability of four in a million.
public struct RequestIDs: ~Copyable {
  /// Where a request was seen.
  public struct Places: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    public static let succeeded = Places(rawValue: 1)
    public static let failed = Places(rawValue: 2)
    /// In a line that names it and could not be read to its end.
    public static let damaged = Places(rawValue: 4)
    public static let input = Places(rawValue: 8)

    static let all: UInt64 = 15
    /// In a result file.
    public static let results: Places = [.succeeded, .failed, .damaged]
  }

  /// Different ids.
  public private(set) var count = 0
  /// Results beyond the first of their id.
  public private(set) var duplicateResults = 0
  /// Lines of the input beyond the first of their id.
  public private(set) var duplicateInputs = 0
  /// Whether there were more ids than `ResultLimits.ids`: then nothing can be said of the others, and
  /// neither duplicates nor missing requests are known.
  public private(set) var isFull = false

  /// Each grows on its own, so that growing never needs twice the memory.
  private struct Segment {
    var slots: UnsafeMutablePointer<UInt64>?
    var capacity = 0
    var count = 0
  }

  private static let segmentBits: UInt64 = 8
  private let segments: UnsafeMutablePointer<Segment>
  private let maximumCount: Int

  public init() { self.init(maximumCount: ResultLimits.ids) }

  init(maximumCount: Int) {
    self.maximumCount = maximumCount
    segments = .allocate(capacity: 1 << Self.segmentBits)
    segments.initialize(repeating: Segment(), count: 1 << Self.segmentBits)
  }

  deinit {
    for index in 0..<(1 << Self.segmentBits) { segments[index].slots?.deallocate() }
    segments.deallocate()
  }

  /// Where a request was seen so far.
  public func places(of id: String) -> Places {
    places(ofHash: id.withResultBytes(ByteHash.of))
  }

  func places(ofHash hash: UInt64) -> Places {
    let segment = segments[Int(hash >> (64 - Self.segmentBits))]
    guard let slots = segment.slots else { return [] }
    let place = Self.place(of: hash, in: slots, segment.capacity)
    return Places(rawValue: slots[place] & Places.all)
  }

  /// Takes note of a request in one place.
  mutating func add(hash: UInt64, _ seen: Places) {
    let segment = segments + Int(hash >> (64 - Self.segmentBits))
    if segment.pointee.count * 4 >= segment.pointee.capacity * 3 { Self.grow(segment) }
    guard let slots = segment.pointee.slots else { return }
    let place = Self.place(of: hash, in: slots, segment.pointee.capacity)
    if slots[place] == 0 {
      if count == maximumCount {
        isFull = true
        return
      }
      count += 1
      segment.pointee.count += 1
      slots[place] = hash & ~Places.all
    }
    let before = Places(rawValue: slots[place] & Places.all)
    if seen == .input {
      if before.contains(.input) { duplicateInputs += 1 }
    } else if !before.isDisjoint(with: .results) {
      duplicateResults += 1
    }
    slots[place] |= seen.rawValue
  }

  /// Takes in what was noted elsewhere, such as in another file.
  public mutating func formUnion(_ other: borrowing RequestIDs) {
    duplicateResults += other.duplicateResults
    duplicateInputs += other.duplicateInputs
    if other.isFull { isFull = true }
    for index in 0..<(1 << Self.segmentBits) {
      guard let slots = other.segments[index].slots else { continue }
      for place in 0..<other.segments[index].capacity where slots[place] != 0 {
        let seen = Places(rawValue: slots[place] & Places.all)
        let hash = slots[place] & ~Places.all
        if !seen.isDisjoint(with: .results) { add(hash: hash, seen.intersection(.results)) }
        if seen.contains(.input) { add(hash: hash, .input) }
      }
    }
  }

  /// Different ids that were seen in all of some places and in none of others.
  public func count(in seen: Places, notIn others: Places = []) -> Int {
    var found = 0
    for index in 0..<(1 << Self.segmentBits) {
      guard let slots = segments[index].slots else { continue }
      for place in 0..<segments[index].capacity where slots[place] != 0 {
        let places = Places(rawValue: slots[place] & Places.all)
        if places.isSuperset(of: seen), places.isDisjoint(with: others) { found += 1 }
      }
    }
    return found
  }

  /// The slot of a hash, or the free one where it belongs. There is always a free one.
  private static func place(
    of hash: UInt64, in slots: UnsafeMutablePointer<UInt64>, _ capacity: Int
  ) -> Int {
    let kept = hash & ~Places.all
    var place = Int(truncatingIfNeeded: hash >> 16) & (capacity - 1)
    while slots[place] != 0, slots[place] & ~Places.all != kept {
      place = (place + 1) & (capacity - 1)
    }
    return place
  }

  private static func grow(_ segment: UnsafeMutablePointer<Segment>) {
    let capacity = max(16, segment.pointee.capacity * 2)
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    if let old = segment.pointee.slots {
      for index in 0..<segment.pointee.capacity where old[index] != 0 {
        slots[place(of: old[index], in: slots, capacity)] = old[index]
      }
      old.deallocate()
    }
    segment.pointee.slots = slots
    segment.pointee.capacity = capacity
  }
}

extension String {
  func withResultBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}
