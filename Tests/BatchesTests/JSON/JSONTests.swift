import Testing

@testable import Batches

@Suite struct JSONTests {
  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":1}"#),
    (#" [ 1 , -2.50 , 1e5 , 0 ] "#, "[1,-2.50,1e5,0]"),
    ("\u{FEFF}{}", "{}"),
    (#""\u00e9\n\t\"\\\/\b\f\r""#, #""é\n\t\"\\/\u0008\u000c\r""#),
    (#""\ud83d\ude00""#, #""😀""#),
    // Numbers keep their text: more digits than a double has.
    (
      "12345678901234567890.123456789012345678901234567890",
      "12345678901234567890.123456789012345678901234567890"
    ),
    // Unambiguous mistakes.
    ("[NaN,Infinity,-Infinity]", #"["NaN","Infinity","-Infinity"]"#),
    ("[+1,.5,007,1.]", #"["+1",".5","007","1."]"#),
    ("\"a\nb\u{1}\"", #""a\nb\u0001""#),
    (#""\x41\'""#, #""x41'""#),
    // Lone surrogates, and escapes that end too early.
    (#""\ud83d""#, "\"\u{FFFD}\""),
    (#""\ude00\ud83dx""#, "\"\u{FFFD}\u{FFFD}x\""),
    (#""\ud83d\ud83d\ude00""#, "\"\u{FFFD}😀\""),
    (#""\u12""#, "\"\u{FFFD}12\""),
    // Of duplicate names the last value wins, at the position of the first.
    (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#),
    (#"{"\u0061":1,"a":2}"#, #"{"a":2}"#),
    ("{\"\":{}, \"x\" : [ ] }", #"{"":{},"x":[]}"#),
    // Characters that could act on a terminal are escaped.
    ("\"\u{1B}[2J\u{9B}\u{7F}\u{202E}\u{2028}\"", #""\u001b[2J\u009b\u007f\u202e\u2028""#),
  ])
  func reads(text: String, written: String) throws {
    #expect(try json(text).compactText == written)
  }

  @Test(arguments: [
    "", " ", "{", "[", "\"", "[1", "[1,", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}",
    "{a:1}", "{'a':1}", "[1 2]", "{} {}", "[]]", "]", "}", ",", ":", "nul", "nulll", "tru e",
    "\"\\", "\"\\\"", "--", "{\"a\" 1}", "{1:2}", "[,1]", "\u{0}", "<a>", "undefined", "1,2",
  ])
  func refuses(text: String) {
    #expect(JSONValue(parsing: bytes(text)) == nil)
  }

  @Test func replacesInvalidUTF8() throws {
    let body = bytes("{\"a\":\"x") + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80] + bytes("y\"}")
    let value = try #require(JSONValue(parsing: body))
    guard case .object(let members) = value, case .string(let text)? = members.first?.value
    else {
      Issue.record("no text: \(value)")
      return
    }
    #expect(text.hasPrefix("x\u{FFFD}\u{FFFD}("))
    #expect(text.hasSuffix("\u{FFFD}y"))
  }

  @Test func keepsManyNamesApart() throws {
    // Many names are looked up in another way; the rule is the same.
    let names = (0..<100).map { "\"k\($0)\":\($0)" } + (0..<100).map { "\"k\($0)\":\($0 + 1)" }
    guard case .object(let members) = try json("{\(names.joined(separator: ","))}") else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.name) == (0..<100).map { "k\($0)" })
    #expect(members.map(\.value) == (0..<100).map { .number("\($0 + 1)") })
  }

  @Test func writesOverSeveralLines() throws {
    let value = try json(#"{"a":[1,{"b":null}],"c":{},"d":[]}"#)
    var writer = JSONWriter(pretty: true)
    writer.value(value)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": {},
          "d": []
        }
        """)
  }

  @Test(arguments: [
    ("a\"b\\c\n", #""a\"b\\c\n""#, #""a\"b\\c\n""#),
    ("\u{0}\u{1F}", #""\u0000\u001f""#, #""\u0000\u001f""#),
    ("\u{7F}\u{9B}\u{202E}é", #""\u007f\u009b\u202eé""#, "\"\u{7F}\u{9B}\u{202E}é\""),
  ])
  func escapesWhatItIsAskedTo(text: String, safe: String, minimal: String) {
    #expect(JSONValue.string(text).json(escaping: .terminalSafe) == bytes(safe))
    #expect(JSONValue.string(text).json(escaping: .minimal) == bytes(minimal))
  }

  @Test func doesNotWriteANumberThatIsNone() {
    #expect(JSONValue.number("1,\"x\":2").compactText == #""1,\"x\":2""#)
  }
}
