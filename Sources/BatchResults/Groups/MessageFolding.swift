/// Makes messages that differ only in details equal: numbers become `#`, ids `<id>`, and what stands
/// in quotes of any kind `"…"`.
///
/// A text in ASCII takes about a nanosecond a byte; other characters are copied.
public struct MessageFolding: ~Copyable {
  private enum Class: UInt8 {
    // Those that are copied come first.
    case other, letter
    case digit, space, quote, beyondASCII
  }

  /// Where the folded message is written, and how much of it is so far.
  private var output: UnsafeMutablePointer<UInt8>
  private var count = 0
  private let own: UnsafeMutablePointer<UInt8>
  private let classes: UnsafeMutablePointer<UInt8>
  /// Up to where quotes of each kind were looked for in vain: a message of nothing but opening quotes
  /// must not cost the square of its length.
  private var unpaired = Unpaired()

  private struct Unpaired {
    var single = 0, double = 0, back = 0, wide = 0

    subscript(quote: UInt8) -> Int {
      get {
        switch quote {
        case UInt8(ascii: "'"): single
        case UInt8(ascii: "\""): double
        case UInt8(ascii: "`"): back
        default: wide
        }
      }
      set {
        switch quote {
        case UInt8(ascii: "'"): single = newValue
        case UInt8(ascii: "\""): double = newValue
        case UInt8(ascii: "`"): back = newValue
        default: wide = newValue
        }
      }
    }
  }

  /// Bytes of a quoted part; more are not one.
  private static let quotedBytes = 512
  /// Bytes that a step may write beyond the limit.
  private static let slack = 32
  /// Bytes that must be free where a message is folded to.
  static let room = ResultLimits.foldedBytes + slack
  /// Letters and digits that make an id of a mixture of both, and of hexadecimal digits.
  private static let mixedBytes = 10, hexadecimalBytes = 6
  /// How often an id of at least `hexadecimalBytes` changes between letters and digits.
  private static let changes = 3
  /// Letters and digits that are an id even with a single digit.
  private static let longBytes = 16

  public init() {
    own = .allocate(capacity: Self.room)
    output = own
    classes = .allocate(capacity: 256)
    for byte in 0...255 {
      let byte = UInt8(byte)
      let kind: Class
      switch byte {
      case 0x30...0x39: kind = .digit
      case 0x41...0x5A, 0x61...0x7A: kind = .letter
      case 0...0x20, 0x7F: kind = .space
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): kind = .quote
      case 0x80...: kind = .beyondASCII
      default: kind = .other
      }
      classes[Int(byte)] = kind.rawValue
    }
  }

  deinit {
    own.deallocate()
    classes.deallocate()
  }

  /// A message folded; control characters become spaces.
  public static func folded(_ message: String) -> String {
    var folding = MessageFolding()
    let bytes = Array(message.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      let count = folding.fold(bytes, to: folding.own)
      return String(
        decoding: UnsafeBufferPointer(start: folding.own, count: count), as: UTF8.self)
    }
  }

  /// Writes a folded message to memory of `room` bytes.
  /// - Returns: its length in bytes.
  mutating func fold(
    _ message: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    self.output = output
    count = 0
    unpaired = Unpaired()
    guard let start = message.baseAddress else { return 0 }
    let isCut = message.count > ResultLimits.messageBytes
    let end = start + min(message.count, ResultLimits.messageBytes)
    var byte = start
    while byte < end, count < ResultLimits.foldedBytes {
      byte = copyPlain(byte, end)
      guard byte < end, count < ResultLimits.foldedBytes else { break }
      switch Class(rawValue: classes[Int(byte.pointee)]).unsafelyUnwrapped {
      case .digit: byte = foldToken(byte, start, end)
      case .space:
        if count > 0, output[count - 1] != 0x20 { append(0x20) }
        byte += 1
      case .quote: byte = foldQuoted(byte, start, end)
      case .beyondASCII: byte = foldWide(byte, start, end)
      case .other, .letter: break
      }
    }
    while count > 0, output[count - 1] == 0x20 { count -= 1 }
    if isCut || byte < end || count > ResultLimits.foldedBytes { cut() }
    return count
  }

  /// Copies letters, punctuation and single spaces, which most of a message consists of.
  @inline(__always)
  private mutating func copyPlain(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    let output = output
    let classes = classes
    let last = start + min(end - start, ResultLimits.foldedBytes - count)
    var to = output + count
    var byte = start
    while byte < last {
      let plain = byte.pointee
      if classes[Int(plain)] > Class.letter.rawValue {
        guard plain == 0x20, to > output, (to - 1).pointee != 0x20 else { break }
      }
      to.pointee = plain
      to += 1
      byte += 1
    }
    count = to - output
    return byte
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    output[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func append(_ text: StaticString) {
    (output + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  /// Ends a message that is too long with an ellipsis, after a whole character.
  private mutating func cut() {
    count = min(count, ResultLimits.foldedBytes)
    var first = count
    while first > 0, first > count - 4, output[first - 1] & 0xC0 == 0x80 { first -= 1 }
    if first > 0, output[first - 1] >= 0xC0 {
      let lead = output[first - 1]
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      if first - 1 + length > count { count = first - 1 }
    }
    append("…")
  }

  // MARK: Words, numbers and ids

  @inline(__always)
  private func isClass(_ byte: UInt8, _ kind: Class) -> Bool {
    classes[Int(byte)] == kind.rawValue
  }

  @inline(__always)
  private static func isConnector(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// A token is a run of letters, digits, `_` and `-`, and points and commas between digits. Its
  /// first digit is here; what comes before it was already copied.
  private mutating func foldToken(
    _ digit: UnsafePointer<UInt8>, _ message: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var start = digit
    while start > message, count > 0,
      isClass((start - 1).pointee, .letter) || Self.isConnector((start - 1).pointee)
    {
      start -= 1
      count -= 1
    }
    dropSign(&start, digit)
    var byte = digit
    while byte < end {
      if !isClass(byte.pointee, .digit), !isClass(byte.pointee, .letter),
        !Self.isConnector(byte.pointee)
      {
        guard Self.isPoint(byte.pointee), isClass((byte - 1).pointee, .digit), byte + 1 < end,
          isClass(byte[1], .digit)
        else { break }
      }
      byte += 1
    }
    if isUUID(start, byte) || isPrefixedHexadecimal(start, byte) {
      append("<id>")
    } else {
      foldSegments(start, byte)
    }
    return byte
  }

  /// The sign of a number is a detail, too.
  @inline(__always)
  private mutating func dropSign(
    _ start: inout UnsafePointer<UInt8>, _ digit: UnsafePointer<UInt8>
  ) {
    if start + 1 == digit, start.pointee == UInt8(ascii: "-") { start += 1 }
    if start == digit, count > 0, output[count - 1] == UInt8(ascii: "+"),
      count == 1 || output[count - 2] == 0x20
    {
      count -= 1
    }
  }

  @inline(__always)
  private static func isPoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }

  private func isUUID(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard end - start == 36 else { return false }
    for index in 0..<36 {
      let isDash = index == 8 || index == 13 || index == 18 || index == 23
      if isDash ? start[index] != UInt8(ascii: "-") : !Self.isHexadecimal(start[index]) {
        return false
      }
    }
    return true
  }

  /// Such as `0x7f3a`.
  private func isPrefixedHexadecimal(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Bool {
    guard end - start > 2, start[0] == 0x30, start[1] | 0x20 == UInt8(ascii: "x") else {
      return false
    }
    for index in 2..<(end - start) where !Self.isHexadecimal(start[index]) { return false }
    return true
  }

  /// Keeps the words before an id (`req_`, `chatcmpl-`), and folds the numbers of a name.
  private mutating func foldSegments(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    var segment = start
    while segment < end {
      var next = segment
      while next < end, !Self.isConnector(next.pointee) { next += 1 }
      if isID(segment, next) {
        // What follows in the same token belongs to the id.
        append("<id>")
        return
      }
      foldNumbers(segment, next)
      if next < end, count < ResultLimits.foldedBytes { append(next.pointee) }
      segment = next + 1
    }
  }

  private func isID(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    let length = end - start
    guard length >= Self.hexadecimalBytes else { return false }
    var digits = 0
    var hexadecimal = 0
    var changes = 0
    for index in 0..<length {
      if Self.isPoint(start[index]) { return false }
      let isDigit = isClass(start[index], .digit)
      if isDigit { digits += 1 }
      if index > 0, isDigit != isClass(start[index - 1], .digit) { changes += 1 }
      if Self.isHexadecimal(start[index]) { hexadecimal += 1 }
    }
    guard digits > 0, digits < length else { return false }
    return hexadecimal == length || changes >= Self.changes
      || length >= Self.mixedBytes && digits > 1 || length >= Self.longBytes
  }

  private mutating func foldNumbers(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    var byte = start
    while byte < end, count < ResultLimits.foldedBytes {
      guard isClass(byte.pointee, .digit) else {
        append(byte.pointee)
        byte += 1
        continue
      }
      append(UInt8(ascii: "#"))
      while byte < end, isClass(byte.pointee, .digit) || Self.isPoint(byte.pointee) { byte += 1 }
    }
  }

  // MARK: Quoted parts

  private mutating func foldQuoted(
    _ start: UnsafePointer<UInt8>, _ message: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    let quote = start.pointee
    // Within a word it is an apostrophe.
    let isOpening = start == message || !isWord((start - 1).pointee)
    if isOpening, start - message >= unpaired[quote] {
      let last = min(end, start + 1 + Self.quotedBytes)
      var byte = start + 1
      while byte < last {
        if byte.pointee == quote, byte + 1 == end || !isWord(byte[1]) {
          appendQuoted(isEmpty: byte == start + 1)
          return byte + 1
        }
        byte += 1
      }
      unpaired[quote] = last - message
    }
    append(quote)
    return start + 1
  }

  /// All quotes become the same: servers of one model quote differently.
  private mutating func appendQuoted(isEmpty: Bool) {
    if isEmpty { append("\"\"") } else { append("\"…\"") }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    isClass(byte, .letter) || isClass(byte, .digit)
  }

  /// Quotes beyond ASCII, which differ from those that close them in their last byte only.
  private struct Quotes {
    /// Bytes of each quote, and the two that it begins with.
    let length: Int
    let first, second: UInt8
    let open: UInt8
    /// One of them closes.
    let close: (UInt8, UInt8)

    /// “ ” and their like, in three bytes.
    init(_ first: UInt8, _ second: UInt8, _ open: UInt8, _ close: UInt8, or other: UInt8? = nil) {
      length = 3
      (self.first, self.second, self.open) = (first, second, open)
      self.close = (close, other ?? close)
    }

    /// « », in two bytes.
    init(_ first: UInt8, _ open: UInt8, _ close: UInt8) {
      length = 2
      (self.first, second, self.open) = (first, open, open)
      self.close = (close, close)
    }

    /// - Parameter byte: with two more behind it.
    func opens(at byte: UnsafePointer<UInt8>) -> Bool {
      byte[0] == first && byte[1] == second && byte[length - 1] == open
    }

    func closes(at byte: UnsafePointer<UInt8>) -> Bool {
      byte[0] == first && (length == 2 || byte[1] == second)
        && (byte[length - 1] == close.0 || byte[length - 1] == close.1)
    }
  }

  private static let quotes: [Quotes] = [
    Quotes(0xE2, 0x80, 0x9C, 0x9D), Quotes(0xE2, 0x80, 0x98, 0x99),
    // „ is closed by “ in German, and by ” in Polish and others; ‚ likewise.
    Quotes(0xE2, 0x80, 0x9E, 0x9C, or: 0x9D), Quotes(0xE2, 0x80, 0x9A, 0x98, or: 0x99),
    Quotes(0xE2, 0x80, 0xB9, 0xBA), Quotes(0xC2, 0xAB, 0xBB), Quotes(0xE3, 0x80, 0x8C, 0x8D),
    Quotes(0xE3, 0x80, 0x8E, 0x8F), Quotes(0xE3, 0x80, 0x8A, 0x8B),
  ]

  /// Whether a quote may begin here, or a character that is none.
  @inline(__always)
  private static func mayBeQuote(_ byte: UnsafePointer<UInt8>) -> Bool {
    byte[0] == 0xC2 || (byte[0] == 0xE2 || byte[0] == 0xE3) && byte[1] == 0x80
  }

  /// Whether a full-width digit begins here.
  @inline(__always)
  private static func isWideDigit(
    _ byte: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Bool {
    byte + 2 < end && byte[0] == 0xEF && byte[1] == 0xBC && byte[2] &- 0x90 < 10
  }

  /// Characters beyond ASCII are copied; full-width digits and those that open a quoted part are looked at.
  private mutating func foldWide(
    _ start: UnsafePointer<UInt8>, _ message: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    if start + 2 < end, Self.mayBeQuote(start), start - message >= unpaired.wide,
      let quotes = Self.quotes.first(where: { $0.opens(at: start) })
    {
      let first = start + quotes.length
      let last = min(end - (quotes.length - 1), first + Self.quotedBytes)
      var byte = first
      while byte < last {
        if quotes.closes(at: byte) {
          appendQuoted(isEmpty: byte == first)
          return byte + quotes.length
        }
        byte += 1
      }
      unpaired.wide = last - message
    }
    if Self.isWideDigit(start, end) {
      var byte = start
      while Self.isWideDigit(byte, end) { byte += 3 }
      append(UInt8(ascii: "#"))
      return byte
    }
    var byte = start
    repeat {
      append(byte.pointee)
      byte += 1
    } while byte < end && byte.pointee & 0xC0 == 0x80 && count < ResultLimits.foldedBytes
    return byte
  }
}
