import Batches

/// The bytes of lines that are being written: JSON by hand, since a file has millions of lines.
struct LineBytes {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  var count: Int { bytes.count }

  mutating func add(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ part: [UInt8]) { bytes.append(contentsOf: part) }

  mutating func add(byte: UInt8) { bytes.append(byte) }

  /// In decimal.
  mutating func add(_ number: Int) {
    if number < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(max(0, number))) }
    let start = bytes.count
    var rest = number
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// Hexadecimal digits.
  mutating func add(hex bits: UInt64, digits: Int = 16) {
    for index in (0..<digits).reversed() {
      let digit = UInt8(bits >> UInt64(index % 16 * 4) & 15)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// Text of exactly this many bytes, taken from another from some place on, which need not be at the
  /// beginning of a character.
  mutating func add(_ count: Int, of text: [UInt8], from start: Int) {
    guard count > 0, !text.isEmpty else { return }
    let end = bytes.count + count
    var next = start % text.count
    // A character that would be cut in half is replaced by spaces.
    while bytes.count < end, text[next] & 0xC0 == 0x80 {
      bytes.append(UInt8(ascii: " "))
      next = (next + 1) % text.count
    }
    while bytes.count < end {
      let part = min(end - bytes.count, text.count - next)
      bytes.append(contentsOf: text[next..<next + part])
      next = (next + part) % text.count
    }
    guard text[next] & 0xC0 == 0x80 else { return }
    var index = end - 1
    while index >= end - count, bytes[index] & 0xC0 == 0x80 {
      bytes[index] = UInt8(ascii: " ")
      index -= 1
    }
    if index >= end - count, bytes[index] >= 0xC0 { bytes[index] = UInt8(ascii: " ") }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func change(_ index: Int, to byte: UInt8) { bytes[index] = byte }
}
