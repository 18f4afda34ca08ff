import Batches
import Testing

@testable import BatchResults

@Suite struct AnswerTextTests {
  @Test(arguments: [
    (#"{"choices":[{"index":0,"message":{"role":"assistant","content":"hi"}}]}"#, "hi"),
    (#"{"choices":[{"message":{"content":null,"reasoning_content":"hm"}}]}"#, "hm"),
    (#"{"choices":[{"message":{"content":""}},{"message":{"content":"two"}}]}"#, "two"),
    (#"{"choices":[{"text":"old"}]}"#, "old"),
    (#"{"content":[{"type":"thinking"},{"type":"text","text":"hi"}]}"#, "hi"),
    (#"{"candidates":[{"content":{"parts":[{"text":"hi"}]}}]}"#, "hi"),
    (#"{"output":[{"type":"reasoning"},{"content":[{"type":"output_text","text":"hi"}]}]}"#, "hi"),
    (#"{"message":{"content":[{"text":"hi"}]}}"#, "hi"), (#""plain""#, "plain"),
    (#"{"data":[{"embedding":[0.1]}]}"#, #"{"data":[{"embed…"#), ("{broken", "{broken"),
    (#"{"choices":[{"text":"0123456789abcdef"}]}"#, "0123456789abcdef"),
    (#"{"choices":[{"text":"0123456789abcde批"}]}"#, "0123456789abcde…"),
  ])
  func theTextIsFound(body: String, text: String) {
    let found = bytes(body).withUnsafeBufferPointer { AnswerText.beginning(of: $0, limit: 16) }
    #expect(found == text)
  }

  @Test func successesAreListedWithTheirAnswers() {
    let answer =
      #"{"custom_id":"b","response":{"status_code":200,"body":{"choices":[{"message":{"content":"批"}}],"usage":{"total_tokens":7}}}}"#
    let file = bytes(failure("a") + answer + "\n" + success("c"))
    var reader = ResultReader()
    file.withUnsafeBufferPointer { reader.feed($0) }
    reader.finish()
    var found: [FoundLine] = []
    for stretch in reader.stretches(of: .successes) {
      file[stretch.offset..<stretch.end].withUnsafeBufferPointer {
        reader.lines(of: .successes, in: stretch, $0) { found.append($0) }
      }
    }
    #expect(found.map(\.id) == ["b", "c"])
    #expect(found.map(\.number) == [2, 3])
    #expect(found[0].text == "批")
    #expect(found[0].tokens?.total == 7)
    #expect(found[1].text == #"{"choices":[1]}"#)
  }

  @Test func aRequestIsFoundByItsID() {
    let file = request("a") + #"{"custom_id":"caf\u00e9"}"# + "\n" + request("b")
    for (id, line) in [("a", 1), ("café", 2), ("b", 3), ("c", nil)] as [(String, Int?)] {
      var finder = RequestFinder(id: id)
      for chunk in chunks(of: bytes(file), 7) { chunk.withUnsafeBufferPointer { finder.feed($0) } }
      finder.finish()
      let place = finder.place
      #expect(place?.line == line)
      if let place, let line {
        let text = file.split(separator: "\n")[line - 1]
        #expect(
          Array(bytes(file)[place.offset..<place.offset + place.length]) == bytes(String(text)))
      }
    }
  }
}
