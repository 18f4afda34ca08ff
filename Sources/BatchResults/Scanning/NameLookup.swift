/// Finds what a name means in a context, without a `String`: by four words of its bytes.
///
/// It lives as long as the program, since its memory is shared by all scans.
struct NameLookup: @unchecked Sendable {
  static let shared = NameLookup()

  private struct Entry {
    var length = 0
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var last: UInt64 = 0
    var action = ScanAction.skip
  }

  private static let bits = 7
  private static let slots = 1 << bits
  /// Names up to here fit into the four words.
  private static let longestName = 32
  private let entries: UnsafeMutablePointer<Entry>

  private init() {
    let count = Self.slots * ScanContext.allCases.count
    entries = .allocate(capacity: count)
    entries.initialize(repeating: Entry(), count: count)
    for context in ScanContext.allCases {
      for (name, action) in ScanAction.names(in: context) {
        var entry = Self.entry(Array(name.utf8))
        entry.action = action
        var slot = Self.slot(entry.first, entry.length)
        while entries[Self.slots * Int(context.rawValue) + slot].length > 0 {
          slot = (slot + 1) & (Self.slots - 1)
        }
        entries[Self.slots * Int(context.rawValue) + slot] = entry
      }
    }
  }

  /// - Parameter readable: the end of the memory around the name that can be read.
  @inline(__always)
  func action(
    of name: UnsafePointer<UInt8>, length: Int, readable: UnsafePointer<UInt8>,
    in context: ScanContext
  ) -> ScanAction {
    guard length <= Self.longestName, length > 0 else { return .skip }
    guard name + 8 <= readable else {
      return slowAction(of: UnsafeBufferPointer(start: name, count: length), in: context)
    }
    var first = Self.word(name)
    if length < 8 { first &= (1 << UInt64(length * 8)) &- 1 }
    let table = entries + Self.slots * Int(context.rawValue)
    var slot = Self.slot(first, length)
    while true {
      let entry = table + slot
      if entry.pointee.length == 0 { return .skip }
      if entry.pointee.length == length, entry.pointee.first == first,
        length <= 8
          || entry.pointee.last == Self.word(name + (length - 8))
            && (length <= 16 || entry.pointee.second == Self.word(name + 8))
            && (length <= 24 || entry.pointee.third == Self.word(name + 16))
      {
        return entry.pointee.action
      }
      slot = (slot + 1) & (Self.slots - 1)
    }
  }

  @inline(never)
  private func slowAction(
    of name: UnsafeBufferPointer<UInt8>, in context: ScanContext
  ) -> ScanAction {
    let padded = Array(name) + [UInt8](repeating: 0, count: 8)
    return padded.withUnsafeBufferPointer { padded in
      guard let start = padded.baseAddress else { return .skip }
      return action(
        of: start, length: name.count, readable: start + padded.count, in: context)
    }
  }

  /// - Parameter name: of at most `longestName` bytes.
  private static func entry(_ name: [UInt8]) -> Entry {
    let padded = name + [UInt8](repeating: 0, count: 16)
    return padded.withUnsafeBufferPointer { padded in
      var entry = Entry()
      guard let start = padded.baseAddress else { return entry }
      precondition(name.count <= longestName)
      entry.length = name.count
      entry.first = word(start)
      if name.count > 8 { entry.last = word(start + (name.count - 8)) }
      if name.count > 16 { entry.second = word(start + 8) }
      if name.count > 24 { entry.third = word(start + 16) }
      return entry
    }
  }

  @inline(__always)
  private static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func slot(_ first: UInt64, _ length: Int) -> Int {
    let mixed = (first &+ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - bits))
  }
}
