import Batches
import Testing

@Suite struct FileDecodingTests {
  private static let one =
    #"{"id":"file-1","object":"file","bytes":120,"created_at":1749023566,"filename":"a.jsonl","purpose":"batch","line_count":3}"#
  private static let file = FileRecord(
    id: "file-1", bytes: 120, created: 1_749_023_566, name: "a.jsonl", purpose: "batch",
    lineCount: 3, extras: [JSONMember("object", .string("file"))])

  private static func page(_ text: String) throws(ServiceFailure) -> FilePage {
    try FilePage(decoding: Array(text.utf8))
  }

  private static func decoded(_ text: String) throws(ServiceFailure) -> FileRecord {
    try FileRecord(decoding: Array(text.utf8))
  }

  @Test(arguments: [
    #"{"object":"list","data":[ONE],"has_more":false}"#, "[ONE]",
    #"{"code":20000,"message":"Ok","status":true,"data":{"data":[ONE],"object":"list"}}"#,
    #"{"code":20000,"message":"","status":true,"data":{"data":[ONE]}}"#,
    #"{"code":"0","data":[ONE]}"#, #"{"files":[ONE]}"#,
  ])
  func lists(text: String) throws {
    #expect(try Self.page(text.replacing("ONE", with: Self.one)).files == [Self.file])
  }

  @Test(arguments: [
    #"{"object":"list","data":[]}"#, #"{"code":20000,"message":"Ok","data":{"data":[]}}"#, "[]",
    #"{"object":"list","data":null}"#,
  ])
  func emptyLists(text: String) throws {
    #expect(try Self.page(text).files.isEmpty)
  }

  @Test(arguments: [
    "ONE", #"{"code":20000,"message":"Ok","status":true,"data":ONE}"#, #"{"file":ONE}"#,
  ])
  func singles(text: String) throws {
    #expect(try Self.decoded(text.replacing("ONE", with: Self.one)) == Self.file)
  }

  @Test(arguments: [
    (
      #"{"id":"f","createdAt":"2025-06-04T07:52:46Z"}"#, FileRecord(id: "f", created: 1_749_023_566)
    ),
    (#"{"id":"f","bytes":"12","lineCount":"3"}"#, FileRecord(id: "f", bytes: 12, lineCount: 3)),
    (
      #"{"id":"f","num_lines":7,"expires_at":1749023566}"#,
      FileRecord(id: "f", expires: 1_749_023_566, lineCount: 7)
    ),
    (#"{"id":"f","LineCount":7}"#, FileRecord(id: "f", lineCount: 7)),
    (#"{"file_id":"f","fileName":"n"}"#, FileRecord(id: "f", name: "n")),
    (#"{"id":7}"#, FileRecord(id: "7")),
    (
      #"{"id":"f","bytes":-1,"line_count":null,"filename":"","created_at":0,"purpose":{}}"#,
      FileRecord(id: "f")
    ),
    (
      #"{"id":"f","status":"error","status_details":"x"}"#,
      FileRecord(
        id: "f",
        extras: [
          JSONMember("status", .string("error")), JSONMember("status_details", .string("x")),
        ])
    ),
  ])
  func looseValues(text: String, file: FileRecord) throws {
    #expect(try Self.decoded(text) == file)
  }

  @Test func elementsWithoutAnIDAreCounted() throws {
    let page = try Self.page(#"{"data":[\#(Self.one),null,"x",{},{"id":""}],"has_more":true}"#)
    #expect(page == FilePage(files: [Self.file], skipped: 4, hasMore: true))
  }

  @Test(arguments: [
    (#"{"code":50505,"message":"overloaded","data":null}"#, ServiceFailure.Kind.overloaded),
    (#"{"error":{"message":"no such file","code":"not_found"}}"#, .fileGone),
    (#""Invalid token""#, .keyRefused), ("<html></html>", .notTheAPI), ("", .notTheAPI),
    (#"{"a":1}"#, .notTheAPI), (#"{"id":"#, .truncated),
  ])
  func whatIsNoFile(text: String, kind: ServiceFailure.Kind) {
    #expect { try Self.decoded(text) } throws: { ($0 as? ServiceFailure)?.kind == kind }
  }

  @Test func idsAreComparedByBytes() {
    #expect(FileID("e\u{301}") != FileID("é"))
    #expect(Set([FileID("a"), "a", "b"]).count == 2)
  }

  @Test(arguments: [
    ("https://x/y", true), (" HTTP://x", true), ("http:/x", false), ("file-1", false),
    ("httpsfile", false), ("", false),
  ])
  func urls(text: String, isURL: Bool) {
    #expect(FileID(text).isURL == isURL)
  }
}
