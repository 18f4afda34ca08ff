import Batches
import Screen
import Testing

@Suite struct CharacterSafetyTests {
  /// Exported text and the screen agree about the characters that must not reach a terminal.
  @Test func whatActsOnATerminalIsShownAsAReplacement() {
    for code in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(code), scalar.actsOnTerminal else { continue }
      #expect(CharacterWidth.of(scalar) == .harmful, "U+\(String(code, radix: 16))")
    }
  }
}
