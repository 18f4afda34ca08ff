import Batches
import TestSupport
import Testing

@testable import BatchInsight

@Suite struct ReportFieldTests {
  private func text(_ name: String, _ batch: Batch) -> String? {
    ReportField(name)?.value(of: batch, now: SampleBatches.now, baselines: .none).compactText
  }

  @Test(
    arguments: [
      ("id", "\"batch_01HZX3K2M9QWERTY7ABCDEFGH5\""), ("status", "\"in_progress\""),
      ("name", "\"nightly-eval-0604\""), ("created_at", "1780585566"), ("completed_at", "null"),
      ("request_counts", "{\"total\":500,\"completed\":302,\"failed\":3}"), ("errors", "[]"),
      ("total", "500"), ("completed", "302"), ("failed", "3"), ("progress", "61"),
      ("age", "10700"), ("in_state", "10570"), ("duration", "10700"), ("left", "75700"),
      ("kept", "null"), ("ended_at", "null"), ("verdict", "null"), ("model", "null"),
      ("tokens", "null"), ("metadata.limits", "{\"rpm\":300,\"tag\":null}"),
      ("metadata.name", "\"nightly-eval-0604\""), ("metadata.nothing", "null"),
    ])
  func tellsOfARunningBatch(name: String, value: String) {
    #expect(text(name, SampleBatches.running) == value)
  }

  @Test func tellsUsageAndModel() {
    let extras = [
      JSONMember("model", .string("qwen3")),
      JSONMember("usage", .object([JSONMember("total_tokens", .number("71"))])),
    ]
    let batch = Batch(id: "a", extras: extras)
    #expect(text("model", batch) == "\"qwen3\"")
    #expect(text("tokens", batch) == "71")
  }

  /// Each has a value for each batch, and each is in the list of names.
  @Test func everyNameIsAField() throws {
    for name in ReportField.names {
      let field = try #require(ReportField(name))
      for batch in SampleBatches.all {
        let value = field.value(of: batch, now: SampleBatches.now, baselines: .none)
        switch (field.kind, value) {
        case (_, .null), (.nested, .array), (.nested, .object), (.text, .string): break
        case (.time, .number(let text)), (.span, .number(let text)), (.count, .number(let text)),
          (.percent, .number(let text)):
          #expect(Int(text) != nil)
        default: Issue.record("\(name) of \(batch.id) is \(value)")
        }
      }
    }
  }

  @Test(arguments: [
    ("id,nmae", "nmae"), ("", ""), ("id,,name", ""), ("id,", ""), ("ID", "ID"),
    ("metadata.", "metadata."),
  ])
  func aNameThatDoesNotExistIsTold(list: String, name: String) {
    #expect(throws: ReportField.ListError(name: name)) { try ReportField.list(list) }
  }

  @Test func namesMayHaveBlanksBetween() throws {
    #expect(try ReportField.list("id, name").map(\.name) == ["id", "name"])
  }
}
