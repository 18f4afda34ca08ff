import BatchClient
import Testing

@Suite struct APIKeyTests {
  @Test func nothingPrintsIt() throws {
    let key = try APIKey("sk-very-secret-0123456789")
    var dumped = ""
    dump(key, to: &dumped)
    var configuration = ClientConfiguration(server: try ServerAddress("https://h/v1"), key: key)
    configuration.keyHeader = .apiKey
    var whole = ""
    dump(configuration, to: &whole)
    for text in [
      "\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])",
      "\(Optional(key) as Any)", "\(configuration)", String(reflecting: configuration), whole,
      "\(KeyMask(key))", "\(KeyMask(try APIKey("secret")))",
    ] {
      #expect(!text.contains("secret"))
    }
    #expect(Mirror(reflecting: key).children.isEmpty)
  }

  @Test(arguments: ["sk-abc", " sk-abc", "sk-abc\n", "\r\n\t sk-abc \u{A0}\n\n"])
  func trims(text: String) throws {
    #expect(try APIKey(text) == APIKey("sk-abc"))
  }

  @Test(arguments: [
    ("", "empty"), (" \n", "empty"), ("sk-\u{0}secret", "control"), ("sk\nsecret", "control"),
    ("sk\tsecret", "control"), ("secret\u{7F}x", "control"), ("secret-é", "ASCII"),
    ("secret\u{200B}", "ASCII"), ("密secret", "ASCII"), ("a\r\nX-Header: secret", "control"),
  ])
  func refuses(text: String, hint: String) {
    let problem = #expect(throws: InvalidSetting.self) { try APIKey(text) }
    #expect(problem?.sentence.contains(hint) == true)
    #expect(problem?.sentence.contains("secret") == false)
  }
}

@Suite struct KeyMaskTests {
  private func mask(_ key: String) throws -> KeyMask { KeyMask(try APIKey(key)) }

  @Test(arguments: [
    ("the key sk-Ab1/+=&\"x is bad", "the key *** is bad"),
    ("sk-Ab1/+=&\"xsk-Ab1/+=&\"x", "******"),
    ("SK-AB1/+=&\"X", "***"),
    ("?key=sk-Ab1%2F%2B%3D%26%22x&a=b", "?key=***&a=b"),
    ("?key=sk-Ab1%2f%2b%3d%26%22x", "?key=***"),
    (#"{"k":"sk-Ab1/+=&\"x"}"#, #"{"k":"***"}"#),
    (#"{"k":"sk-Ab1\/+=&\"x"}"#, #"{"k":"***"}"#),
    ("<b>sk-Ab1/+=&amp;&quot;x</b>", "<b>***</b>"),
    ("c2stQWIxLys9JiJ4", "***"),
    ("%73%6b%2d%41%62%31%2F%2B%3D%26%22%78", "***"),
    ("0x736B2d4162312f2b3d262278.", "0x***."),
    (#"\u0073\u006b\u002d\u0041\u0062\u0031\u002f\u002b\u003d\u0026\u0022\u0078"#, "***"),
    ("批sk-Ab1/+=&\"x处", "批***处"),
    ("sk-Ab1/+=&\"", "sk-Ab1/+=&\""),
    ("a s\u{200B}k\u{AD}-\u{0}A\u{FEFF}b1/\n+=&\"x\u{200B}b", "a ***\u{200B}b"),
    ("s\u{301}k-Ab\u{FE0F}1/+=&\"x", "***"),
    ("名前s\u{200D}k-Ab1/+=&\"x", "名前***"),
    ("nothing here", "nothing here"), ("", ""),
  ])
  func hidesEverySpelling(text: String, result: String) throws {
    #expect(try mask("sk-Ab1/+=&\"x")(text) == result)
  }

  @Test(arguments: [
    ("wrong key sk-0123456…", "wrong key ***…"),
    ("…89abcdefghij is wrong", "…*** is wrong"),
    ("x 456789abcdef y", "x *** y"),
    ("sk-01234", "***"), ("SK-0123456789ABC.test", "***.test"), ("sk\u{200B}-012345", "***"),
    ("sk-0123", "sk-0123"),
  ])
  func hidesParts(text: String, result: String) throws {
    #expect(try mask("sk-0123456789abcdefghij").hidingParts(in: text) == result)
  }

  @Test func wordsThatAreKeysAreHiddenOnlyAlone() throws {
    let mask = try mask("test")
    #expect(mask("key test, \"test\" and test") == "key ***, \"***\" and ***")
    #expect(mask("latest nightly_test test-1 批test") == "latest nightly_test test-1 批test")
  }

  @Test func withoutAKeyNothingChanges() {
    #expect(KeyMask.none("sk-anything") == "sk-anything")
    #expect(KeyMask.none.hidingParts(in: "sk-anything") == "sk-anything")
  }
}

@Suite struct GivenAwayTests {
  @Test(arguments: [
    ("test", "test", true), ("test", " test\n", true), ("test", "a test", false),
    ("test", "testing", false), ("test", "", false),
    ("sk-0123456789abcdef", "x=sk-0123456789abcdef;", true),
    ("sk-0123456789abcdef", "SK-0123456789ABCDEF", true),
    ("sk-0123456789abcdef", "sk-0123456789abcde", false),
    ("sk-0123456789abcdef", "736b2d30313233343536373839616263646566", true),
  ])
  func aValueGivesTheKeyAway(key: String, value: String, isGivenAway: Bool) throws {
    #expect(KeyMask(try APIKey(key)).isGivenAway(by: value) == isGivenAway)
  }
}
