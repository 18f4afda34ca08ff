import Secrets
import Testing

@Suite struct APIKeyTests {
  @Test func nothingPrintsIt() throws {
    let key = try APIKey("sk-very-secret-0123456789")
    var dumped = ""
    dump(key, to: &dumped)
    for text in [
      "\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])",
      "\(Optional(key) as Any)",
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
