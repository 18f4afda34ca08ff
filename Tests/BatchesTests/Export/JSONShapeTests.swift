import Testing

@testable import Batches

@Suite struct JSONShapeTests {
  /// A schema as JSON without the member that names the draft.
  private static func schema(_ shape: JSONShape) throws -> String {
    let value = try #require(JSONValue(parsing: shape.schemaDocument))
    guard case .object(let members) = value else { return "no object" }
    #expect(members.first?.name == "$schema")
    return JSONValue.object(Array(members.dropFirst())).compactText
  }

  @Test(
    arguments: [
      (.anything, "{}"), (.null, #"{"type":"null"}"#), (.text, #"{"type":"string"}"#),
      (.word(["a", "b"]), #"{"enum":["a","b"]}"#), (.integer(), #"{"type":"integer"}"#),
      (.count, #"{"type":"integer","minimum":0}"#),
      (.number(0...1), #"{"type":"number","minimum":0,"maximum":1}"#),
      (.text.orNull, #"{"anyOf":[{"type":"string"},{"type":"null"}]}"#),
      (.array(of: .text), #"{"type":"array","items":{"type":"string"}}"#),
      (
        .object([RecordField("a", .text)], others: nil),
        #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}"#
      ),
      (
        .object([], others: .anything),
        #"{"type":"object","properties":{},"required":[],"additionalProperties":{}}"#
      ),
      (
        .dictionary(named: ["a"], of: .count),
        #"{"type":"object","propertyNames":{"enum":["a"]},"additionalProperties":{"type":"integer","minimum":0}}"#
      ),
      (
        .described(.integer(), "Seconds"), #"{"type":"integer","description":"Seconds"}"#
      ),
    ] as [(JSONShape, String)])
  func saysWhatAValueMayBe(shape: JSONShape, expected: String) throws {
    #expect(try Self.schema(shape) == expected)
  }

  @Test func everyFieldOfABatchIsThere() throws {
    let value = try #require(JSONValue(parsing: BatchJSON(Batch(id: "b")).json()))
    guard case .object(let members) = value else { return }
    #expect(members.map(\.name) == BatchJSON.fields.map(\.name))
  }
}
