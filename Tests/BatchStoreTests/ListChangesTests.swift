import BatchStore
import Batches
import Testing

@Suite struct ListChangesTests {
  @Test(
    arguments: [
      ("InProgress", "in_progress", nil, true), ("complete", "Completed", nil, true),
      ("Stopped", "cancelled", nil, true), ("Submitted", "Scheduled", nil, false),
      ("in_progress", "completed", nil, false), ("InProgress", "in_progress", 1, false),
      ("in_progress", "in_progress", 1, false), ("completed", "partially_failed", nil, false),
    ] as [(String, String, Int?, Bool)])
  func onlyWhatAReaderCallsAChangeIsNoticed(
    before: String, after: String, failed: Int?, isRespelling: Bool
  ) {
    let old = Batch(id: "b", status: BatchStatus(before))
    var new = Batch(id: "b", status: BatchStatus(after))
    new.counts = failed.map { RequestCounts(failed: $0) }
    var changes = ListChanges()
    changes.changed = [ListChanges.Replacement(before: old, after: new)]
    #expect(changes.noticed.isEmpty == isRespelling)
  }
}
