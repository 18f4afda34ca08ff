/// What is wrong with a line of a broken file.
enum LineDamage: Sendable, Hashable, CaseIterable {
  case noJSON, cutOff, controlBytes, carriageReturn, emptyLine, byteOrderMark, invalidUTF8
  /// It has the `custom_id` of another line.
  case twice

  /// nil for most lines.
  init?(_ line: Int, _ dice: inout Dice) {
    if line == 0 {
      self = .byteOrderMark
      return
    }
    guard dice.chance(0.125) else { return nil }
    self = dice.pick(Self.allCases.filter { $0 != .byteOrderMark }, else: .noJSON)
  }

  /// - Parameters:
  ///   - length: of the damaged line, with its end.
  ///   - write: appends the line itself, in this many bytes.
  func append(
    to bytes: inout LineBytes, length: Int, _ write: (Int, inout LineBytes) -> Void
  ) {
    let start = bytes.count
    switch self {
    case .twice: write(length, &bytes)
    case .noJSON:
      write(length, &bytes)
      bytes.change(start, to: UInt8(ascii: "<"))
    case .cutOff:
      write(length, &bytes)
      for index in start + length - 60..<start + length - 1 {
        bytes.change(index, to: UInt8(ascii: " "))
      }
    case .controlBytes:
      write(length, &bytes)
      bytes.change(start + 20, to: 0)
      bytes.change(start + 21, to: 0x1B)
    case .invalidUTF8:
      write(length, &bytes)
      bytes.change(start + 20, to: 0xFF)
    case .carriageReturn:
      write(length - 1, &bytes)
      bytes.change(start + length - 2, to: 0x0D)
      bytes.add(byte: 0x0A)
    case .emptyLine:
      bytes.add(byte: 0x0A)
      write(length - 1, &bytes)
    case .byteOrderMark:
      bytes.add([0xEF, 0xBB, 0xBF])
      write(length - 3, &bytes)
    }
  }
}
