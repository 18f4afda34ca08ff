import Batches
import Testing

@Suite struct ErrorFieldTests {
  private static let full = BatchError(message: "bad", code: "c", line: 3, param: "p")

  @Test(
    arguments: [
      ("null", []), ("[]", []), ("{}", []), (#""""#, []), ("[null]", []), ("false", []),
      (#"["a","b"]"#, [BatchError(message: "a"), BatchError(message: "b")]),
      (#""a""#, [BatchError(message: "a")]),
      ("5", [BatchError(message: "5")]),
      (#"[["a"],["b"]]"#, [BatchError(message: "a"), BatchError(message: "b")]),
      (#"{"object":"list","data":[{"code":"c","message":"bad","line":3,"param":"p"}]}"#, [full]),
      (#"{"data":[{"code":"c","message":"bad","line":"3","param":"p"}],"has_more":false}"#, [full]),
      (#"{"object":"list","data":[]}"#, []),
      (#"{"object":"list","data":null}"#, []),
      (#"[{"code":"c","message":"bad","line":3,"param":"p"}]"#, [full]),
      (#"{"code":"c","message":"bad","line":3,"param":"p"}"#, [full]),
      (
        #"{"code":7,"message":"bad","line":null,"param":null}"#,
        [BatchError(message: "bad", code: "7")]
      ),
      (#"{"error":{"message":"bad","code":"c","line":3,"param":"p"}}"#, [full]),
      (#"{"msg":"bad"}"#, [BatchError(message: "bad")]),
      (#"{"code":"c"}"#, [BatchError(message: "", code: "c")]),
      (#"{"x":1,"y":[2]}"#, [BatchError(message: #"{"x":1,"y":[2]}"#)]),
      (
        #"{"message":"bad","line":"last","type":"t"}"#,
        [
          BatchError(
            message: "bad",
            extras: [JSONMember("line", .string("last")), JSONMember("type", .string("t"))])
        ]
      ),
      (
        #"{"data":["a"],"note":"and more"}"#,
        [BatchError(message: "a"), BatchError(message: #"{"note":"and more"}"#)]
      ),
    ] as [(String, [BatchError])])
  func reads(value: String, errors: [BatchError]) throws {
    let batch = try decodeBatch(#""errors":\#(value)"#)
    #expect(batch.errors == errors)
    #expect(batch.extras.isEmpty)
  }

  @Test func findsTheErrorOfTogether() throws {
    let batch = try decodeBatch(#""error":"model not found","errors":null"#)
    #expect(batch.errors == [BatchError(message: "model not found")])
    #expect(batch.extras == [JSONMember("error", .string("model not found"))])
    #expect(try decodeBatch(#""error":null"#).errors.isEmpty)
    #expect(
      try decodeBatch(#""error":"x","errors":["y"]"#).errors == [BatchError(message: "y")])
  }
}
