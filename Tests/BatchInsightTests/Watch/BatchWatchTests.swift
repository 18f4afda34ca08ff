import Batches
import Testing

@testable import BatchInsight

@Suite struct BatchWatchTests {
  private func batch(
    _ id: String, _ status: String, _ counts: RequestCounts? = nil, output: String? = "file-1"
  ) -> Batch {
    Batch(id: id, status: BatchStatus(status), counts: counts, outputFileID: output)
  }

  private func texts(_ changes: [BatchWatch.Change]) -> [String] {
    changes.map { change in
      switch change.kind {
      case .found: "\(change.batch.id) \(change.batch.status.text)"
      case .moved(let before): "\(change.batch.id) \(before.text)>\(change.batch.status.text)"
      case .gone: "\(change.batch.id) gone"
      }
    }
  }

  @Test func tellsEachChangeOnce() {
    var watch = BatchWatch(ids: ["b", "a", "b"])
    #expect(watch.pendingIDs == ["b", "a"])
    #expect(
      texts(
        watch.take([batch("x", "failed"), batch("a", "in_progress"), batch("b", "validating")]))
        == ["a in_progress", "b validating"])
    #expect(watch.passIsDone)
    watch.beginPass()
    #expect(texts(watch.take([batch("a", "in_progress")])).isEmpty)
    #expect(watch.unmetIDs == ["b"])
    #expect(texts(watch.take([batch("b", "in_progress")])) == ["b validating>in_progress"])
    watch.beginPass()
    #expect(texts(watch.take([batch("a", "completed")])) == ["a in_progress>completed"])
    #expect(watch.pendingIDs == ["b"])
    #expect(watch.ends == 1 && watch.badEnds == 0)
    // What has ended is not waited for any more.
    watch.beginPass()
    #expect(watch.take([batch("a", "failed")]).isEmpty)
    #expect(watch.badEnds == 0)
  }

  /// The same status in another spelling, or a row that comes twice in a pass.
  @Test func sameStatusIsNoChange() {
    var watch = BatchWatch(ids: ["a"])
    _ = watch.take([batch("a", "in_progress")])
    #expect(watch.take([batch("a", "completed")]).isEmpty)
    watch.beginPass()
    #expect(watch.take([batch("a", "InProgress")]).isEmpty)
  }

  @Test(
    arguments: [
      ("completed", RequestCounts(total: 5, completed: 5, failed: 0), false),
      ("completed", nil, false),
      ("completed", RequestCounts(total: 5, completed: 4, failed: 1), true),
      ("completed", RequestCounts(total: 5, completed: 0, failed: 5), true),
      ("failed", nil, true), ("expired", nil, true), ("cancelled", nil, true),
    ] as [(String, RequestCounts?, Bool)])
  func endsBadlyUnlessAllWentWell(status: String, counts: RequestCounts?, isBad: Bool) {
    var watch = BatchWatch(ids: ["a"])
    let changes = watch.take([batch("a", status, counts)])
    #expect(changes.map(\.isEnd) == [true])
    #expect(watch.pendingIDs.isEmpty)
    #expect(watch.badEnds == (isBad ? 1 : 0))
  }

  @Test func whatTheListLacksIsGoneOrUnknown() {
    var watch = BatchWatch(ids: ["a", "b"])
    _ = watch.take([batch("a", "queued")])
    var end = watch.endCompletePass()
    #expect(end.gone.isEmpty && end.unknown == ["b"])
    watch.beginPass()
    end = watch.endCompletePass()
    #expect(texts(end.gone) == ["a gone"])
    #expect(end.unknown.isEmpty)
    #expect(watch.pendingIDs.isEmpty && watch.badEnds == 2)
  }

  /// Gemini and DigitalOcean name a batch by a path, of which users know the end.
  @Test func theEndOfAPathIsEnough() {
    var watch = BatchWatch(ids: ["abc", "batches/def"])
    #expect(
      watch.take([batch("batches/abc", "queued"), batch("batches/def", "queued")]).count == 2)
    #expect(watch.take([batch("batches/xabc", "queued")]).isEmpty)
  }
}
