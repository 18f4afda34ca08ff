import Batches
import Testing

@testable import BatchSimulator

@Suite struct BatchScheduleTests {
  static let start = 1_749_049_200
  static let fleet = Fleet(count: 2_000, seed: 9, start: start)

  /// Every step of a batch's life, from its creation until after it is finished.
  static func course(of ordinal: Int) -> [(time: Int, batch: Batch)] {
    let schedule = fleet.schedule(of: ordinal)
    return stride(from: schedule.created, through: schedule.finished + 600, by: 600).map {
      ($0, fleet.batch(ordinal, at: $0))
    }
  }

  @Test func statusesNeverRepeat() {
    let order: [BatchStatus.Meaning: Int] = [
      .validating: 0, .queued: 1, .running: 2, .finalizing: 3, .cancelling: 3, .completed: 4,
      .failed: 4, .cancelled: 4, .expired: 4,
    ]
    var seen: Set<BatchStatus.Meaning> = []
    for ordinal in 0..<200 {
      let stages = Self.course(of: ordinal).map { order[$0.batch.status.meaning] ?? -1 }
      #expect(stages == stages.sorted(), "ordinal \(ordinal)")
      #expect(stages.first == 0)
      #expect(stages.last == 4)
      seen.formUnion(Self.course(of: ordinal).map(\.batch.status.meaning))
    }
    #expect(seen == Set(order.keys))
  }

  @Test func timestampsAreSetOnceAndInOrder() {
    for ordinal in 0..<200 {
      var known = Timestamps()
      for (time, batch) in Self.course(of: ordinal) {
        for moment in TimestampField.allCases {
          if let before = known[moment] { #expect(batch.times[moment] == before) }
          if moment != .expires { #expect((batch.times[moment] ?? time) <= time) }
        }
        known = batch.times
      }
      let steps = TimestampField.allCases.dropLast().compactMap { known[$0] }
      let inOrder = [.cancelling, .cancelled].allSatisfy { known[$0] == nil }
      if inOrder { #expect(steps == steps.sorted(), "ordinal \(ordinal)") }
      #expect(known[.expires] == (known[.created] ?? 0) + 86_400)
      #expect(TimestampField.allCases.filter { $0.isTerminal && known[$0] != nil }.count == 1)
      #expect(known[.inProgress] == nil || (known[.finalizing] ?? .max) > (known[.inProgress] ?? 0))
    }
  }

  @Test func countsOnlyGrowAndFitTogether() {
    for ordinal in 0..<200 {
      var before = RequestCounts(total: nil, completed: 0, failed: 0)
      for (_, batch) in Self.course(of: ordinal) {
        guard let counts = batch.counts else { continue }
        let completed = counts.completed ?? -1
        let failed = counts.failed ?? -1
        #expect(completed >= before.completed ?? 0, "ordinal \(ordinal)")
        #expect(failed >= before.failed ?? 0)
        #expect(completed + failed <= counts.total ?? 0)
        #expect((counts.total ?? 0) <= 5_000)
        before = counts
      }
    }
  }

  @Test func halfOfTheWorkingTimeIsHalfOfTheWork() {
    var seen = 0
    for ordinal in 0..<2_000 {
      let schedule = Self.fleet.schedule(of: ordinal)
      guard let started = schedule.started, let stop = schedule.finalizing, schedule.total >= 100
      else {
        continue
      }
      seen += 1
      let half = schedule.counts(at: (started + stop) / 2)?.fraction ?? 0
      #expect(abs(half - 0.5) < 0.02, "ordinal \(ordinal)")
    }
    #expect(seen > 500)
  }

  @Test func finalizingMeansThatAllRequestsAreDone() {
    let finalizing = (0..<200).flatMap(Self.course).map(\.batch)
      .filter { $0.status.meaning == .finalizing }
    #expect(!finalizing.isEmpty)
    #expect(finalizing.allSatisfy { $0.counts?.fraction == 1 })
  }

  @Test func nothingOutlivesItsWindow() {
    for ordinal in 0..<2_000 {
      let schedule = Self.fleet.schedule(of: ordinal)
      #expect(schedule.finished <= schedule.expires, "ordinal \(ordinal)")
      #expect(
        (schedule.outcome == .expired) == (schedule.finished == schedule.expires),
        "ordinal \(ordinal)")
      #expect((schedule.outcome == .failed) == !schedule.errors.isEmpty, "ordinal \(ordinal)")
    }
  }

  @Test func filesAppearWhenABatchFinishes() {
    for ordinal in 0..<200 {
      for (time, batch) in Self.course(of: ordinal) {
        let isFinished = time >= Self.fleet.schedule(of: ordinal).finished
        let completed = batch.counts?.completed ?? 0
        #expect((batch.outputFileID != nil) == (isFinished && completed > 0))
        #expect((batch.errorFileID != nil) == (isFinished && (batch.counts?.failed ?? 0) > 0))
      }
    }
  }

  @Test func stuckBatchRunsForMostOfADayWithoutProgress() {
    let stuck = (0..<2_000).filter { ordinal in
      let schedule = Self.fleet.schedule(of: ordinal)
      guard let started = schedule.started, schedule.outcome == .expired else { return false }
      let early = schedule.counts(at: started + (schedule.expires - started) / 3)
      return early == schedule.counts(at: schedule.expires - 1) && early?.fraction != 1
    }
    // One in about twelve hours of twenty days.
    #expect((30...60).contains(stuck.count))
  }
}
