import Batches
import Glibc

/// Groups failures by their cause as they come.
///
/// A failure takes one look-up of the bytes of its key. Groups are never more than
/// `ResultLimits.groupsWithRest`: what appears after that is counted in groups of the rest.
public struct FailureGroups: ~Copyable {
  /// Failures of all groups.
  public private(set) var failures = 0
  /// In order of appearance.
  public private(set) var groups: [FailureGroup] = []

  private let maximumGroups: Int
  private let maximumWithRest: Int
  private var slots: [Slot]
  private let mask: Int
  private var keys: [UInt8] = []
  private var places: [Range<Int>] = []
  private var folding = MessageFolding()
  /// The key of the current failure; the folded message is its end.
  private let key: UnsafeMutablePointer<UInt8>
  private var keyCount = 0
  private var foldedStart = 0
  private var plain: [UInt8] = []

  private struct Slot {
    var hash: UInt64 = 0
    /// -1 for none.
    var group: Int32 = -1
  }

  private static let longestCode = 128
  /// Bytes of a key besides code and message.
  private static let headBytes = 8

  public init() {
    self.init(
      maximumGroups: ResultLimits.groups, maximumWithRest: ResultLimits.groupsWithRest)
  }

  init(maximumGroups: Int, maximumWithRest: Int) {
    self.maximumGroups = maximumGroups
    self.maximumWithRest = maximumWithRest
    var size = 16
    while size < maximumWithRest * 2 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: Slot(), count: size)
    key = .allocate(capacity: Self.headBytes + Self.longestCode + MessageFolding.room)
  }

  deinit { key.deallocate() }

  /// The groups by count, the largest first; those of the same size by appearance. What gathers several
  /// causes comes last, however large it is.
  public var bySize: [FailureGroup] {
    groups.sorted { $0.precedes($1) ?? ($0.number < $1.number) }
  }

  /// Counts a failed line.
  /// - Returns: the number of its group.
  mutating func add(
    _ facts: LineFacts, _ scanner: borrowing LineScanner, line: Int, offset: Int
  ) -> Int {
    failures += 1
    if let number = find(facts, scanner) {
      groups[number].count += 1
      return number
    }
    if groups.count < maximumGroups { return insert(facts, scanner, nil, line, offset) }
    for rest in [FailureGroup.Rest.otherMessages, .others] {
      makeKey(facts, scanner, rest)
      if let number = slot(hash).group {
        groups[number].count += 1
        return number
      }
      if rest == .others || groups.count < maximumWithRest - 1 {
        return insert(facts, scanner, rest, line, offset)
      }
    }
    preconditionFailure("the last of the rests is always counted")
  }

  /// The group of a failed line that was added before.
  mutating func number(of facts: LineFacts, _ scanner: borrowing LineScanner) -> Int? {
    if let number = find(facts, scanner) { return number }
    makeKey(facts, scanner, .otherMessages)
    if let number = slot(hash).group { return number }
    makeKey(facts, scanner, .others)
    return slot(hash).group
  }

  private mutating func find(_ facts: LineFacts, _ scanner: borrowing LineScanner) -> Int? {
    makeKey(facts, scanner, nil)
    return slot(hash).group
  }

  // MARK: Keys

  /// Outcome, status, code and folded message; without what a group of the rest does not tell apart.
  private mutating func makeKey(
    _ facts: LineFacts, _ scanner: borrowing LineScanner, _ rest: FailureGroup.Rest?
  ) {
    key[0] = rest == nil ? 0 : rest == .otherMessages ? 1 : 2
    keyCount = 1
    if rest == .others { return }
    let status = facts.status ?? -1
    key[1] = UInt8(truncatingIfNeeded: status)
    key[2] = UInt8(truncatingIfNeeded: status >> 8)
    key[3] = UInt8(truncatingIfNeeded: status >> 16)
    switch facts.outcome {
    case .succeeded: key[4] = 0
    case .failed: key[4] = 1
    case .expired: key[4] = 2
    case .cancelled: key[4] = 3
    case .missing: key[4] = 4
    }
    keyCount = 5
    if let code = facts.code {
      scanner.withBytes(code) { bytes in
        let count = min(bytes.count, Self.longestCode)
        for index in 0..<count { key[keyCount + index] = bytes[index] }
        keyCount += count
      }
    }
    key[keyCount] = 0
    keyCount += 1
    foldedStart = keyCount
    guard rest == nil, let message = facts.message else { return }
    if message.form == .escapedString {
      unescape(message, scanner)
      plain.withUnsafeBufferPointer { keyCount += folding.fold($0, to: key + foldedStart) }
    } else {
      scanner.withBytes(message) { keyCount += folding.fold($0, to: key + foldedStart) }
    }
  }

  private mutating func unescape(_ message: ScannedValue, _ scanner: borrowing LineScanner) {
    plain.removeAll(keepingCapacity: true)
    // An escape takes up to six bytes of each of three.
    let most = ResultLimits.messageBytes * 2
    scanner.withBytes(message) { bytes in
      JSONText.appendUnescaped(UnsafeBufferPointer(rebasing: bytes.prefix(most)), to: &plain)
    }
  }

  private var hash: UInt64 { ByteHash.of(UnsafeBufferPointer(start: key, count: keyCount)) }

  private func slot(_ hash: UInt64) -> (place: Int, group: Int?) {
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].group >= 0 {
      if slots[place].hash == hash, isKey(of: Int(slots[place].group)) {
        return (place, Int(slots[place].group))
      }
      place = (place + 1) & mask
    }
    return (place, nil)
  }

  private func isKey(of group: Int) -> Bool {
    let place = places[group]
    guard place.count == keyCount else { return false }
    return keys.withUnsafeBytes { keys in
      guard let other = keys.baseAddress else { return false }
      return memcmp(key, other + place.lowerBound, place.count) == 0
    }
  }

  private mutating func insert(
    _ facts: LineFacts, _ scanner: borrowing LineScanner, _ rest: FailureGroup.Rest?, _ line: Int,
    _ offset: Int
  ) -> Int {
    let number = groups.count
    let hash = hash
    slots[slot(hash).place] = Slot(hash: hash, group: Int32(truncatingIfNeeded: number))
    places.append(keys.count..<keys.count + keyCount)
    keys += UnsafeBufferPointer(start: key, count: keyCount)
    var group = FailureGroup(
      number: number, statusCode: rest == .others ? nil : facts.status,
      errorCode: rest == .others ? nil : facts.code.map { text($0, scanner, Self.longestCode) },
      message: rest == nil && facts.message != nil
        ? String(
          decoding: UnsafeBufferPointer(
            start: key + foldedStart, count: keyCount - foldedStart), as: UTF8.self) : nil,
      example: facts.message.map { text($0, scanner, ResultLimits.messageBytes) },
      outcome: facts.outcome, rest: rest, firstLine: line, firstOffset: offset,
      firstID: facts.id.map { text($0, scanner, ResultLimits.beginningBytes) })
    group.count = 1
    groups.append(group)
    return number
  }

  private mutating func text(
    _ value: ScannedValue, _ scanner: borrowing LineScanner, _ limit: Int
  ) -> String {
    scanner.text(value, limit: limit)
  }
}
