import Screen
import Testing

@testable import NcursesTerminal

@Suite struct TerminalProbeTests {
  /// Columns that a terminal of today answers: ●, five emoji from Unicode 13 to 17, an old and a new mark
  /// on a letter, a vowel sign on a consonant, a trigram, a hexagram, ㊙, lam and alef.
  private static let usual = [1, 2, 2, 1, 1, 1, 1, 1, 2, 1, 1, 2, 2]

  /// - Parameter origin: the number of the first column.
  private func probe(_ columns: [Int], origin: Int = 1) -> TerminalProbe {
    var probe = TerminalProbe()
    probe.receive(.cursor(column: origin))
    for columns in columns { probe.receive(.cursor(column: origin + columns)) }
    return probe
  }

  private static func rules(_ change: (inout WidthRules) -> Void = { _ in }) -> WidthRules {
    var rules = WidthRules()
    (rules.version, rules.marks, rules.vowelSign) = (.unicode14, .all, 1)
    (rules.trigram, rules.hexagram, rules.textEmoji) = (1, 1, 2)
    rules.keepsLamAlef = true
    change(&rules)
    return rules
  }

  private static func changed(_ place: Int, to columns: Int) -> [Int] {
    var changed = usual
    changed[place] = columns
    return changed
  }

  @Test(arguments: [
    (usual, rules()),
    (changed(0, to: 2), rules { $0.hasWideAmbiguous = true }),
    (changed(1, to: 1), rules { $0.version = .unicode12 }),
    (changed(1, to: 0), rules { $0.version = .unicode12 }),
    (changed(3, to: 2), rules { $0.version = .unicode15 }),
    // Nothing is known about a terminal that skips a version.
    (changed(4, to: 2), rules()),
    (changed(6, to: 2), rules { $0.marks = .none }),
    (changed(7, to: 2), rules { $0.marks = .old }),
    (changed(8, to: 1), rules { $0.vowelSign = 0 }),
    (changed(8, to: 3), rules { $0.vowelSign = nil }),
    (changed(9, to: 2), rules { $0.trigram = 2 }), (changed(9, to: 0), rules { $0.trigram = nil }),
    (changed(10, to: 2), rules { $0.hexagram = 2 }),
    (changed(11, to: 1), rules { $0.textEmoji = 1 }),
    (changed(12, to: 1), rules { $0.keepsLamAlef = false }),
  ])
  func answersAreRules(columns: [Int], rules: WidthRules) {
    #expect(probe(columns).rules == rules)
    // dvtm counts from 0.
    #expect(probe(columns, origin: 0).rules == rules)
  }

  @Test func nothingIsKnownBeforeTheLastAnswer() {
    #expect(probe(Array(Self.usual.dropLast())).rules == nil)
  }

  /// A program that ended before its answer came leaves it to us.
  @Test(arguments: [1, 2, 80]) func anAnswerToSomebodyElseCountsForNothing(column: Int) {
    var probe = TerminalProbe()
    probe.receive(.cursor(column: column))
    for columns in [0] + Self.usual { probe.receive(.cursor(column: 1 + columns)) }
    #expect(probe.rules == Self.rules())
  }

  @Test func itEndsWithTheLastAnswer() {
    var probe = probe(Self.usual)
    #expect(probe.isOutstanding)
    probe.receive(.background(isLight: true))
    #expect(probe.hasLightBackground == true)
    probe.receive(.attributes)
    #expect(!probe.isOutstanding)
  }

  /// It must leave nothing on the screen.
  @Test(arguments: [false, true])
  func theQueryErasesWhatItDraws(asksBackground: Bool) {
    let query = String(decoding: TerminalProbe.query(asksBackground: asksBackground), as: UTF8.self)
    #expect(query.hasSuffix("\u{1B}[6n\r\u{1B}[K\u{1B}[c"))
    #expect(query.split(separator: "\u{1B}[6n").count == Self.usual.count + 2)
    #expect(query.contains("]11;?") == asksBackground)
  }
}

@Suite struct StrayReplyTests {
  @Test(arguments: [
    "62;1;4c", "62;1;4c1;115;0c", "?62;1;4c", "[?62;1;4c", "[?6c", ">1;115;0c", "[>1;115;0c",
    "12;40R", "[12;40R", "?2026;2$y", "[?2026;2$y", "8;24;80t", "[<35;20;10M", "<0;1;1m",
    "11;rgb:0000/1111/ffff\u{7}", "]11;rgb:0000/1111/ffff\u{1B}\\", "]11;rgb:00/11/ff",
    "11;rgba:0000/1111/ffff/ffff\u{7}", "]4;1;rgb:cdcd/0000/0000\u{7}",
    "\u{1B}[?62c62;4c",
  ])
  func answersWithoutTheirEscAreNoKeys(text: String) {
    var decoder = InputDecoder()
    decoder.decode(Array("j\(text)k".utf8))
    #expect(decoder.drainEvents() == [.key(.character("j")), .key(.character("k"))])
    #expect(decoder.patience == nil)
  }

  /// Cut in two, at any place behind what a person could have typed.
  @Test func theRestOfAnAnswerMayComeLater() {
    let text = Array("62;1;4c".utf8)
    for cut in 3..<text.count {
      var decoder = InputDecoder()
      decoder.decode(text[..<cut])
      #expect(decoder.patience == (cut == 3 ? .short : .long))
      decoder.decode(text[cut...])
      #expect(decoder.drainEvents() == [], "\(cut)")
    }
  }

  /// Cut where nobody could have typed the first part, which is given up before the second one comes.
  @Test(arguments: [
    ["62;1;4", "c1;115;0c"], ["12;40", "R"], ["\u{1B}[?62;1;", "4c"],
    ["\u{1B}[12;4", "0R"], ["\u{1B}]11;rgb:ff", "ff/ffff/ffff\u{1B}\\"], ["[?2026;2", "$y"],
  ])
  func theRestOfAnAnswerThatWasGivenUpIsNoKey(parts: [String]) {
    var decoder = InputDecoder()
    for part in parts {
      decoder.decode(Array(part.utf8))
      #expect(part == parts.last || decoder.patience == .long)
      if part != parts.last { decoder.giveUp() }
    }
    decoder.decode(Array("jc".utf8))
    #expect(decoder.drainEvents() == [.key(.character("j")), .key(.character("c"))])
  }

  @Test func whatFollowsAnAnswerThatWasGivenUpIsAKey() {
    var decoder = InputDecoder()
    decoder.decode(Array("62;1;4".utf8))
    decoder.giveUp()
    decoder.decode(Array("j".utf8))
    #expect(decoder.drainEvents() == [.key(.character("j"))])
    decoder.decode(Array("62;1;4".utf8))
    decoder.giveUp()
    // Nothing came for so long that nothing comes any more.
    #expect(decoder.patience == .long)
    decoder.giveUp()
    #expect(decoder.patience == nil)
    decoder.decode(Array("c".utf8))
    #expect(decoder.drainEvents() == [.key(.character("c"))])
  }

  @Test(arguments: [
    "1", "12", "1;", "[", "]", "?", ">", "<", "][", "gg", "3c", "62c", "[1c", "1;x", "1;2z", "?2",
    ">3j",
    "a>1;", "11;red", "2026-11-29", "[]", "1;;2c",
  ])
  func otherTextIsKeys(text: String) {
    var decoder = InputDecoder()
    decoder.decode(Array(text.utf8))
    decoder.giveUp()
    #expect(decoder.drainEvents() == text.map { .key(.character($0)) })
  }
}
