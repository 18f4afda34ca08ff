import Batches
import Testing

@Suite struct CharacterSafetyTests {
  private static let all = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)

  @Test func controlsAndBidirectionalControlsActOnTerminals() {
    let acting = Self.all.filter(\.actsOnTerminal).map(\.value)
    let expected: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    ]
    #expect(Array(acting) == expected.flatMap { Array($0) })
  }

  @Test func whatActsOnATerminalCannotBeLogged() {
    #expect(Self.all.allSatisfy { !$0.actsOnTerminal || $0.forgesLines })
  }

  @Test(
    arguments: [
      ("\u{0}", true, true), ("\u{200D}", true, true), ("\u{2028}", true, false),
      ("\u{E0041}", true, true), ("\u{301}", false, true), ("\u{20DD}", false, true),
      ("\u{115F}", false, true), ("\u{FE0F}", false, true), ("a", false, false),
      ("批", false, false), (" ", false, false), ("\u{A0}", false, false),
    ] as [(Unicode.Scalar, Bool, Bool)])
  func tellsInvisibleCharactersApart(scalar: Unicode.Scalar, forges: Bool, isInvisible: Bool) {
    #expect(scalar.forgesLines == forges)
    #expect(scalar.isInvisibleBetweenLetters == isInvisible)
  }
}
