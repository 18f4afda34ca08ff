import Testing

@testable import Preferences

/// What is TOML, and what is not.
@Suite struct TOMLDocumentTests {
  private static func value(_ text: String) -> DocumentNode.Value? {
    (try? TOMLDocument.entries(of: "a = \(text)"))?.first?.node.value
  }

  @Test(
    arguments: [
      ("1", .integer(1)), ("-17", .integer(-17)), ("+1_000", .integer(1000)),
      ("0xFf", .integer(255)),
      ("0o17", .integer(15)), ("0b101", .integer(5)), ("0", .integer(0)), ("1.5", .number(1.5)),
      ("-2e3", .number(-2000)), ("6.0E-1", .number(0.6)), ("-inf", .number(-.infinity)),
      ("true", .bool(true)), ("false # no", .bool(false)), ("\"\"", .text("")),
      (#""\t\"\\\u6279\U0001F600""#, .text("\t\"\\批😀")), (#"'C:\x'"#, .text(#"C:\x"#)),
      ("\"\"\"\na\\\n   b\nc\"\"\"\"", .text("ab\nc\"")), ("'''\r\n'a'''''", .text("'a''")),
      ("1979-05-27", .date), ("1979-05-27 07:32:00Z", .date), ("07:32:00", .date),
      ("[]", .list([])),
      ("{}", .table([])),
    ] as [(String, DocumentNode.Value)])
  func reads(_ text: String, _ value: DocumentNode.Value) {
    #expect(Self.value(text) == value)
  }

  @Test(
    arguments: [
      "", "01", "1_", "_1", "1__0", "1.", ".5", "1e", "0x", "-0x1", "True", "yes",
      "99999999999999999999",
      #""\x""#, #""\u12""#, #""\uD800""#, "\"a\nb\"", "'a", "\"\"\"a\"\"", "[1", "[1 2]", "[,]",
      "{a = 1,}",
      "{a = 1\n}", "{a = 1, a = 2}", "1 2", "\"\u{1}\"", "1 # \u{1}",
      String(repeating: "[", count: 1000),
    ])
  func refuses(_ text: String) {
    #expect(Self.value(text) == nil)
  }

  @Test(
    arguments: [
      "[a]\n[a]", "a = 1\na = 2", "a = 1\na.b = 2", "a = 1\n[a.b]", "[a]\nb = 1\n[a.b]",
      "a = {}\n[a.b]",
      "a = []\n[[a]]", "[a]\n[[a]]", "[[a]]\n[a]", "a.b = 1\n[a]", "[a.b]\n[a]\nb.c = 1", "[]",
      "[a", "[a]]",
      "[[a]", "a", "a b = 1", "= 1", "批 = 1", "a = 1 b = 2", "a..b = 1", "\ra = 1",
    ])
  func refusesDocument(_ text: String) {
    #expect(throws: PreferenceProblem.self) { try TOMLDocument.entries(of: text) }
  }

  @Test(
    arguments: [
      ("[a.b]\n[a]\nc = 1", ["a"]), ("a.b = 1\na.c = 2", ["a"]),
      ("[[a]]\n[a.b]\n[[a]]\n[a.b]", ["a"]),
      ("\u{FEFF}a = 1\r\n\"b c\" = 2\r\n'' = 3", ["a", "b c", ""]), ("", []), ("# nothing", []),
      ("a = [ # one\n 1, # two\n]\nb = 2", ["a", "b"]), ("[ a . \"b\" ]\n[c]", ["a", "c"]),
    ])
  func accepts(_ text: String, _ names: [String]) throws {
    #expect(try TOMLDocument.entries(of: text).map(\.name) == names)
  }

  /// Whatever bytes come, reading ends.
  @Test func anyBeginningEnds() {
    let bytes = Array("a.\"b\" = [1, {c = '''x'''}, \"\"\"\\\n \"\"\"] # 批\n[[d]]\ne = 0x1".utf8)
    for count in bytes.indices {
      _ = Preferences(Array(bytes[..<count]))
      _ = Preferences(Array(bytes[count...]))
    }
  }
}
