import Screen
import Testing

@testable import NcursesTerminal

@Suite struct InputDecoderTests {
  private func events(
    _ text: String, givingUp: Bool = false, described: [[UInt8]: Key] = [:], mouse: Bool = false
  ) -> [InputEvent] {
    var decoder = InputDecoder(described: described)
    decoder.expectsMouse = mouse
    decoder.decode(Array(text.utf8))
    if givingUp { decoder.giveUp() }
    return decoder.drainEvents()
  }

  private func keys(_ keys: [Key]) -> [InputEvent] { keys.map { .key($0) } }

  static let sequences: [(String, [Key])] = [
    ("a", [.character("a")]), (" ", [.character(" ")]), ("中é", [.character("中"), .character("é")]),
    ("ｊ", [.character("ｊ")]), ("😀", [.character("😀")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{8}", [.backspace]),
    ("\u{7F}", [.backspace]), ("\0", [.control("@")]), ("\u{1}", [.control("a")]),
    ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\u{1C}", [.control("\\")]),
    ("\u{1D}", [.control("]")]), ("\u{1E}", [.control("^")]), ("\u{1F}", [.control("_")]),
    // Normal mode, application mode, rxvt with a modifier, xterm with a modifier.
    ("\u{1B}[A", [.up]), ("\u{1B}OA", [.up]), ("\u{1B}[a", [.up]), ("\u{1B}[1;5A", [.up]),
    ("\u{1B}[B", [.down]), ("\u{1B}OB", [.down]), ("\u{1B}Ob", [.down]),
    ("\u{1B}[C", [.right]), ("\u{1B}OC", [.right]), ("\u{1B}[D", [.left]), ("\u{1B}OD", [.left]),
    ("\u{1B}O5D", [.left]),
    ("\u{1B}[H", [.home]), ("\u{1B}OH", [.home]), ("\u{1B}[1~", [.home]), ("\u{1B}[7~", [.home]),
    ("\u{1B}[F", [.end]), ("\u{1B}OF", [.end]), ("\u{1B}[4~", [.end]), ("\u{1B}[8~", [.end]),
    ("\u{1B}[8^", [.end]), ("\u{1B}[7$", [.home]), ("\u{1B}[7@", [.home]),
    ("\u{1B}[5~", [.pageUp]), ("\u{1B}[6~", [.pageDown]), ("\u{1B}[6;2~", [.pageDown]),
    ("\u{1B}[2~", [.insert]), ("\u{1B}[3~", [.delete]), ("\u{1B}[Z", [.backTab]),
    ("\u{1B}OP", [.function(1)]), ("\u{1B}[P", [.function(1)]), ("\u{1B}[11~", [.function(1)]),
    ("\u{1B}[[A", [.function(1)]), ("\u{1B}[[E", [.function(5)]), ("\u{1B}[1;2S", [.function(4)]),
    ("\u{1B}[15~", [.function(5)]), ("\u{1B}[17~", [.function(6)]), ("\u{1B}[21~", [.function(10)]),
    ("\u{1B}[23~", [.function(11)]), ("\u{1B}[24~", [.function(12)]),
    ("\u{1B}[34~", [.function(20)]),
    // The keypad in application mode.
    ("\u{1B}OM", [.enter]), ("\u{1B}Oj", [.character("*")]), ("\u{1B}Ok", [.character("+")]),
    ("\u{1B}Om", [.character("-")]), ("\u{1B}Oo", [.character("/")]),
    ("\u{1B}Op", [.character("0")]), ("\u{1B}Oy", [.character("9")]),
    // Alt.
    ("\u{1B}x", [.alt("x")]), ("\u{1B}é", [.alt("é")]), ("\u{1B}\u{7F}", [.alt("\u{7F}")]),
    ("\u{1B}\r", [.alt("\r")]), ("\u{1B}\u{1B}[A", [.up]), ("\u{1B}\u{1B}OA", [.up]),
    ("\u{1B}\u{1B}x", [.escape, .alt("x")]),
    // Keys reported by their character.
    ("\u{1B}[27u", [.escape]), ("\u{1B}[13;5u", [.enter]), ("\u{1B}[9;2u", [.backTab]),
    ("\u{1B}[99;5u", [.control("c")]), ("\u{1B}[27;5;99~", [.control("c")]),
    ("\u{1B}[97;3u", [.alt("a")]), ("\u{1B}[97:65;1:1u", [.character("a")]),
  ]

  @Test(arguments: sequences)
  func sequencesAreKeys(text: String, expected: [Key]) {
    #expect(events(text) == keys(expected))
  }

  /// A sequence that arrives in pieces on a slow line, between other keys.
  @Test(arguments: sequences)
  func piecesMakeTheSame(text: String, expected: [Key]) {
    var decoder = InputDecoder()
    var found: [InputEvent] = []
    for byte in "(\(text))".utf8 {
      decoder.decode([byte])
      found += decoder.drainEvents()
    }
    #expect(found == keys([.character("(")] + expected + [.character(")")]))
    #expect(decoder.patience == nil)
  }

  @Test(arguments: [
    "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[=5u", "\u{1B}[24;80R", "\u{1B}[99~", "\u{1B}[~",
    "\u{1B}[1;2;3;4;5x", "\u{1B}[[Z", "\u{1B}Oz", "\u{1B}[?2026;1$y", "\u{1B}[0n", "\u{1B}[E",
    "\u{1B}[201~", "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:1/2/3\u{1B}\\",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[57441u", "\u{1B}[<0;1;1M",
    "\u{1B}[123456789012345678901234567890123456789;99999999999999999999~", "\u{1B}[<1M",
    "\u{1B}[11000000u",
  ])
  func unknownSequencesAreSwallowedWhole(text: String) {
    #expect(events(text + "j") == keys([.character("j")]))
  }

  @Test(
    arguments: [
      ("\u{1B}[24;80R", [.cursor(column: 80)]), ("\u{1B}[1;2R", [.cursor(column: 2)]),
      ("\u{1B}[?62;1;4c", [.attributes]),
      ("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", [.background(isLight: true)]),
      ("\u{1B}]11;rgb:f/f/e\u{1B}\\", [.background(isLight: true)]),
      ("\u{1B}]11;rgba:2828/2c2c/3434/ffff\u{7}", [.background(isLight: false)]),
      ("\u{1B}]11;red\u{7}", []), ("\u{1B}]10;rgb:0/0/0\u{7}", []),
      ("\u{1B}P11;rgb:0/0/0\u{1B}\\", []),
    ] as [(String, [TerminalReply])])
  func answersAreNoKeys(text: String, expected: [TerminalReply]) {
    var decoder = InputDecoder()
    decoder.expectsReplies = true
    for byte in text.utf8 { decoder.decode([byte]) }
    #expect(decoder.drainReplies() == expected)
    #expect(decoder.drainEvents() == [])
  }

  /// xterm sends F3 with Shift like the position of a cursor in the first row.
  @Test func aPositionThatWasNotAskedForIsAKey() {
    #expect(events("\u{1B}[1;2R") == keys([.function(3)]))
  }

  @Test(
    arguments: [
      ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}[", [.alt("[")]),
      ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]), ("\u{1B}[1;", []), ("\u{1B}]11;x", []),
      ("\u{1B}[[", []), ("j", [.character("j")]),
    ] as [(String, [Key])])
  func whatStaysAloneIsItself(text: String, expected: [Key]) {
    #expect(events(text, givingUp: true) == keys(expected))
    #expect(events(text, givingUp: true) + events("q") == keys(expected + [.character("q")]))
  }

  @Test func onlyALoneEscapeIsWaitedForBriefly() {
    var decoder = InputDecoder()
    #expect(decoder.patience == nil)
    decoder.decode([0x1B])
    #expect(decoder.patience == .short)
    decoder.decode(Array("[".utf8))
    #expect(decoder.patience == .long)
    decoder.decode(Array("200~text".utf8))
    #expect(decoder.patience == .paste)
  }

  /// ^C is recognised within any sequence.
  @Test(arguments: ["\u{1B}[", "\u{1B}[1;2", "\u{1B}O", "\u{1B}]52;c;", "\u{1B}P", "\u{1B}[["])
  func controlCEndsASequence(begun: String) {
    #expect(events(begun + "\u{3}") == keys([.control("c")]))
  }

  @Test func anEscapeInASequenceBeginsAnother() {
    #expect(events("\u{1B}[1\u{1B}[A") == keys([.up]))
  }

  @Test(
    arguments: [
      ([0xFF, 0x6A], ["j"]), ([0xC3, 0x6A], ["j"]), ([0xE4, 0xB8, 0x6A], ["j"]),
      ([0x80, 0xBF, 0x6A], ["j"]), ([0xC0, 0xAF, 0x6A], ["j"]), ([0xED, 0xA0, 0x80, 0x6A], ["j"]),
      ([0xF4, 0x90, 0x80, 0x80, 0x6A], ["j"]), ([0xC2, 0x9B, 0x6A], ["j"]),
      ([0xE4, 0xE4, 0xB8, 0xAD], ["中"]), ([0xF8, 0x88, 0x80, 0x80, 0x80, 0x6A], ["j"]),
    ] as [([UInt8], [Character])])
  func whatIsNotUTF8IsLeftOut(bytes: [UInt8], expected: [Character]) {
    var decoder = InputDecoder()
    decoder.decode(bytes)
    #expect(decoder.drainEvents() == expected.map { .key(.character($0)) })
  }

  @Test func theDescriptionOfTheTerminalGoesFirst() {
    let described: [[UInt8]: Key] = [
      Array("\u{1B}[11~".utf8): .function(9), Array("\u{1B}A".utf8): .up,
      Array("\u{1B}OQ".utf8): .delete,
    ]
    #expect(
      events("\u{1B}[11~\u{1B}A\u{1B}OQ", described: described)
        == keys([.function(9), .up, .delete]))
  }

  /// After `giveUp` a key is decoded normally, whatever came before.
  @Test(arguments: 0..<64 as Range<UInt64>)
  func noiseEndsInPeace(seed: UInt64) {
    var state = seed
    var decoder = InputDecoder()
    decoder.expectsMouse = seed % 2 == 0
    let likely: [UInt8] = Array("\u{1B}\u{1B}[[O]P;0123456789<M~$\u{7}".utf8)
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte = UInt8(truncatingIfNeeded: state >> 33)
      decoder.decode([state >> 62 == 0 ? byte : likely[Int(byte) % likely.count]])
    }
    decoder.giveUp()
    // The rest of an answer may come until then.
    decoder.giveUp()
    #expect(decoder.patience == nil)
    _ = decoder.drainEvents()
    decoder.decode(Array("q".utf8))
    #expect(decoder.drainEvents() == keys([.character("q")]))
  }

  @Test func focusIsTold() {
    #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }
}

@Suite struct MouseDecodingTests {
  private func events(_ text: String, expectsMouse: Bool = true) -> [InputEvent] {
    var decoder = InputDecoder()
    decoder.expectsMouse = expectsMouse
    decoder.decode(Array(text.utf8))
    return decoder.drainEvents()
  }

  private static func at(_ action: MouseEvent.Action, _ column: Int, _ row: Int) -> [InputEvent] {
    [.mouse(MouseEvent(action, at: Point(column: column, row: row)))]
  }

  @Test(arguments: [
    ("\u{1B}[<0;1;1M", at(.press, 0, 0)), ("\u{1B}[<0;300;120M", at(.press, 299, 119)),
    ("\u{1B}[<64;5;6M", at(.wheelUp, 4, 5)), ("\u{1B}[<65;5;6M", at(.wheelDown, 4, 5)),
    ("\u{1B}[<16;2;2M", at(.press, 1, 1)), ("\u{1B}[<68;2;2M", at(.wheelUp, 1, 1)),
    // Releases, movement, other buttons, horizontal wheels, positions that do not exist.
    ("\u{1B}[<0;1;1m", []), ("\u{1B}[<32;1;1M", []), ("\u{1B}[<35;1;1M", []),
    ("\u{1B}[<1;1;1M", []), ("\u{1B}[<2;1;1M", []), ("\u{1B}[<66;1;1M", []),
    ("\u{1B}[<128;1;1M", []), ("\u{1B}[<0;0;1M", []), ("\u{1B}[<0;1M", []), ("\u{1B}[<;;M", []),
    ("\u{1B}[<0;-1;1M", []),
    // The old encoding, in single bytes.
    ("\u{1B}[M !!", at(.press, 0, 0)), ("\u{1B}[M`+#", at(.wheelUp, 10, 2)), ("\u{1B}[M#!!", []),
  ])
  func reports(text: String, expected: [InputEvent]) {
    #expect(events(text) == expected)
    #expect(events(text + "j") == expected + [.key(.character("j"))])
  }

  @Test func nothingIsReportedUnlessAskedFor() {
    #expect(events("\u{1B}[<0;1;1M", expectsMouse: false) == [])
  }
}

@Suite struct PasteDecodingTests {
  private func events(_ bytes: [UInt8], givingUp: Bool = false) -> [InputEvent] {
    var decoder = InputDecoder()
    decoder.decode(bytes)
    if givingUp { decoder.giveUp() }
    return decoder.drainEvents()
  }

  private func events(_ text: String, givingUp: Bool = false) -> [InputEvent] {
    events(Array(text.utf8), givingUp: givingUp)
  }

  @Test(arguments: [
    "q", "rm -rf\r\nq\u{3}", "批处理", "\u{1B}[A\u{1B}[3~", "~~[201~", "\u{1B}[201",
  ])
  func aPasteIsOneText(text: String) {
    #expect(
      events("a\u{1B}[200~\(text)\u{1B}[201~b")
        == [.key(.character("a")), .paste(text), .key(.character("b"))])
  }

  @Test func anEmptyPasteIsNothing() {
    #expect(events("\u{1B}[200~\u{1B}[201~") == [])
  }

  @Test func aPasteWithoutAnEndIsGivenUp() {
    #expect(events("\u{1B}[200~text") == [])
    #expect(events("\u{1B}[200~text", givingUp: true) == [.paste("text")])
  }

  @Test func aLongPasteIsCutAndItsEndStillFound() {
    let long = String(repeating: "a", count: PasteCollector.longest - 1) + "中and more"
    let found = events("\u{1B}[200~\(long)\u{1B}[201~q")
    #expect(found.count == 2)
    #expect(found.last == .key(.character("q")))
    guard case .paste(let text) = found.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == PasteCollector.longest - 1)
    #expect(text.allSatisfy { $0 == "a" })
  }

  @Test func bytesThatAreNoTextAreMadeText() {
    #expect(
      events(Array("\u{1B}[200~a".utf8) + [0xFF] + Array("b\u{1B}[201~".utf8))
        == [.paste("a\u{FFFD}b")])
  }
}
