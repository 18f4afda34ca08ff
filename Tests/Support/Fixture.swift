import Batches

/// Rows to test with: ids are "b0", "b1", … from the newest to the oldest.
package enum Fixture {
  package static let now = 1_749_050_000.0

  package static func batch(
    _ number: Int, _ status: String = "completed", name: String? = nil, completed: Int? = nil
  ) -> Batch {
    Batch(
      id: "b\(number)", status: BatchStatus(status),
      times: Timestamps([.created: Int(now) - 3600 - number]),
      counts: completed.map { RequestCounts(total: 100, completed: $0, failed: 0) },
      outputFileID: status == "completed" ? "file-\(number)" : nil,
      metadata: name.map { [JSONMember("name", .string($0))] } ?? [])
  }

  package static func batches(_ numbers: some Sequence<Int>, active: Set<Int> = []) -> [Batch] {
    numbers.map { batch($0, active.contains($0) ? "in_progress" : "completed") }
  }

  package static func failure(
    _ kind: ServiceFailure.Kind = .overloaded, retry: ServiceFailure.Retry = .never
  ) -> ServiceFailure {
    ServiceFailure(kind, "The server is busy", retry: retry)
  }
}
