/// Recognises answers of the terminal whose beginning was lost: the Esc, or also what follows it.
///
/// They come late, to a query of an earlier program, after a resize or through tmux, and must not act as
/// keys. They arrive in one piece, which is how they differ from keys.
enum StrayReply {
  enum Match: Equatable {
    case none
    /// So many bytes are one.
    case whole(Int)
    /// All bytes are the beginning of one.
    case beginning
  }

  static func canBegin(with byte: UInt8) -> Bool {
    byte.isDigit || "[]?><".utf8.contains(byte)
  }

  /// Whether bytes begin with such an answer.
  static func match(_ bytes: ArraySlice<UInt8>) -> Match {
    var scanner = Scanner(rest: bytes)
    let outcome = scanner.scanReply()
    switch outcome {
    case .whole: return .whole(bytes.count - scanner.rest.count)
    // One digit alone is a key.
    case .cut: return scanner.isTelling ? .beginning : .none
    case .other: return .none
    }
  }

  /// Whether the beginning of an answer is more than a key or two: it has two numbers.
  static func isCertain(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.split(separator: UInt8(ascii: ";")).count { $0.contains(where: \.isDigit) } > 1
  }

  private enum Outcome { case whole, cut, other }

  private struct Scanner {
    var rest: ArraySlice<UInt8>
    /// Whether what was seen is more than somebody types at once.
    private(set) var isTelling = false

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    mutating func scanReply() -> Outcome {
      let isCommand = skip("]")
      let isSequence = !isCommand && skip("[")
      let mark = isCommand ? nil : skipAny("?><")
      guard skipDigits() else { return rest.isEmpty && isTelling ? .cut : .other }
      var fields = 1
      isTelling = mark != nil && isSequence
      while skip(";") {
        isTelling = true
        if rest.isEmpty { return .cut }
        if skip("r") { return scanColor() }
        guard skipDigits() else { return .other }
        fields += 1
      }
      if rest.isEmpty { return .cut }
      guard !isCommand, isTelling else { return .other }
      _ = skip("$")
      if rest.isEmpty { return .cut }
      // DA1, DA2, CPR, DSR, DECRPM, window reports, kitty's flags; the mouse.
      if mark == UInt8(ascii: "<") { return fields == 3 && skipAny("Mm") != nil ? .whole : .other }
      return skipAny("cRnytu") != nil ? .whole : .other
    }

    /// After the `r` of `rgb:1/2/3`.
    private mutating func scanColor() -> Outcome {
      for letter in ["g", "b"] where !skip(letter) { return rest.isEmpty ? .cut : .other }
      _ = skip("a")
      guard skip(":") else { return rest.isEmpty ? .cut : .other }
      while let byte = rest.first, byte.isHexDigit || byte == UInt8(ascii: "/") {
        rest.removeFirst()
      }
      // The end may be missing as well.
      if skip("\u{7}") { return .whole }
      if rest.first == 0x1B, [nil, UInt8(ascii: "\\")].contains(rest.dropFirst().first) {
        rest = rest.dropFirst(2)
      }
      return .whole
    }

    private mutating func skip(_ character: String) -> Bool { skipAny(character) != nil }

    private mutating func skipAny(_ characters: String) -> UInt8? {
      guard let byte = rest.first, characters.utf8.contains(byte) else { return nil }
      rest.removeFirst()
      return byte
    }

    private mutating func skipDigits() -> Bool {
      let digits = rest.prefix(while: \.isDigit)
      rest = rest[digits.endIndex...]
      return !digits.isEmpty && digits.count <= 8
    }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
}
