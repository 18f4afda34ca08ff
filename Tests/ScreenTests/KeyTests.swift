import Testing

@testable import Screen

@Suite struct KeyTests {
  @Test(
    arguments: [
      ("ｊ", "j"), ("Ｇ", "G"), ("／", "/"), ("？", "?"), ("１", "1"), ("［", "["), ("～", "~"),
      ("！", "!"), ("\u{3000}", " "), ("、", "/"), ("。", "."), ("《", "<"), ("】", "]"),
      ("j", "j"), ("中", "中"), ("é", "é"), ("\u{FF5F}", "\u{FF5F}"), ("｡", "｡"),
    ] as [(Character, Character)])
  func twins(typed: Character, meant: Character) {
    #expect(Key.character(typed).asciiEquivalent == .character(meant))
    #expect(Key.alt(typed).asciiEquivalent == .alt(meant))
  }

  @Test(arguments: [Key.up, .control("c"), .function(3), .escape])
  func otherKeysAreThemselves(key: Key) {
    #expect(key.asciiEquivalent == key)
  }

  /// What the key in the place of a US keyboard's letter types in other layouts.
  @Test(
    arguments: [
      ("й", "q"), ("Й", "Q"), ("о", "j"), ("л", "k"), ("р", "h"), ("д", "l"), ("б", ","),
      ("ж", ";"),
      ("і", "s"), ("ї", "]"), ("є", "'"), ("ξ", "j"), ("κ", "k"), ("Γ", "G"), ("ς", "w"),
      ("ח", "j"), ("ל", "k"), ("ם", "o"), ("\u{62A}", "j"), ("\u{645}", "l"), ("\u{FEFB}", "b"),
      ("\u{663}", "3"), ("३", "3"), ("j", "j"), ("中", "中"), ("é", "é"), (";", ";"),
    ] as [(Character, Character)])
  func lettersByTheirPlace(typed: Character, meant: Character) {
    #expect(Key.character(typed).placeEquivalent == .character(meant))
    #expect(Key.alt(typed).placeEquivalent == .alt(meant))
  }

  @Test(
    arguments: [
      ("j", .character("j")), ("G", .character("G")), ("]", .character("]")),
      ("-", .character("-")), ("^", .character("^")), ("я", .character("я")),
      ("space", .character(" ")), ("ctrl-d", .control("d")), ("ctrl-\\", .control("\\")),
      ("ctrl-@", .control("@")), ("alt-x", .alt("x")), ("alt-X", .alt("X")), ("alt--", .alt("-")),
      ("alt-enter", .alt("\r")), ("alt-space", .alt(" ")), ("alt-ctrl-c", .alt("\u{3}")),
      ("f1", .function(1)), ("f12", .function(12)), ("enter", .enter), ("esc", .escape),
      ("tab", .tab), ("shift-tab", .backTab), ("page-down", .pageDown), ("insert", .insert),
      ("left", .left), ("home", .home), ("backspace", .backspace), ("delete", .delete),
    ] as [(String, Key)])
  func namesOfKeys(name: String, key: Key) {
    #expect(Key(named: name) == key)
    #expect(key.name == name)
  }

  /// As help and other programs write them, and keys that a terminal cannot tell from others.
  @Test(
    arguments: [
      ("^D", .control("d")), ("Ctrl+D", .control("d")), ("PgDn", .pageDown),
      ("Shift+Tab", .backTab),
      ("Alt+x", .alt("x")), ("F5", .function(5)), ("Escape", .escape), (" ", .character(" ")),
      ("ctrl-i", .tab), ("ctrl-m", .enter), ("ctrl-j", .enter), ("ctrl-h", .backspace),
      ("ctrl-[", .escape), ("ctrl-space", .control("@")),
    ] as [(String, Key)])
  func otherNamesOfKeys(name: String, key: Key) {
    #expect(Key(named: name) == key)
  }

  @Test(
    arguments: [
      "", "jk", "ctrl-", "ctrl-1", "ctrl-é", "ctrl-left", "alt-", "alt-left", "f0", "f01", "f25",
      "fx",
      "shift-a", "super-x", "\t", "\n", "\u{1}",
    ])
  func noNamesOfKeys(name: String) {
    #expect(Key(named: name) == nil)
  }

  @Test(
    arguments: [
      (.alt("q"), .character("q")), (.alt("é"), .character("é")), (.alt("\r"), .enter),
      (.alt("\u{7F}"), .backspace), (.alt("\u{3}"), .control("c")), (.alt(" "), .character(" ")),
      (.character("q"), nil), (.escape, nil),
    ] as [(Key, Key?)])
  func keysWithoutAlt(key: Key, other: Key?) {
    #expect(key.withoutAlt == other)
  }
}
