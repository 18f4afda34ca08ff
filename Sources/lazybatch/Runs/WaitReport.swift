import BatchInsight
import BatchListing
import Batches
import Screen

/// What `wait` says and does about changes.
struct WaitReport {
  private let zone: ZoneRules
  /// To run for each batch that ends; nil for none.
  private let program: WaitProgram?
  /// The exit status for a program that could not be run; 0 while none had to be, or all could.
  private(set) var programStatus: Int32 = 0
  private var progress: ProgressLine
  private let output = StandardOutput()
  private var latestFailure: String?
  /// Ids of batches that the list lacked.
  private var doubted: Set<String> = []

  init(zone: ZoneRules, program: WaitProgram?, progress: ProgressLine) {
    self.zone = zone
    self.program = program
    self.progress = progress
  }

  mutating func show(_ event: BatchReader.Event) { progress.show(event) }

  mutating func clear() { progress.clear() }

  mutating func note(_ sentence: String) {
    progress.clear()
    StandardError.note(sentence)
  }

  /// Says once that a failure is waited out, however often it repeats.
  mutating func note(passing failure: ServiceFailure) {
    guard failure.sentence != latestFailure else { return }
    latestFailure = failure.sentence
    note("\(failure.sentence). Trying again later")
  }

  /// Says once of a batch that it is missing in a list that may be incomplete.
  mutating func note(doubt: String, about id: String) {
    guard doubted.insert(id).inserted else { return }
    note("\(id) is not in the list, which may be incomplete: \(doubt). Trying again later")
  }

  mutating func showPending(_ batches: [Batch]) {
    guard let first = batches.first else { return }
    let others = batches.count - 1
    progress.show(
      "waiting for \(first.name)" + (first.counts?.percent.map { " (\($0)%)" } ?? "")
        + (others > 0 ? " and \(others) more" : ""))
  }

  /// Prints a line, and runs the program if the batch has ended.
  mutating func tell(_ change: BatchWatch.Change) async throws {
    progress.clear()
    let line = ScreenText.harmless(text(of: change)) + "\n"
    do {
      try output.write(Array(line.utf8))
    } catch is StandardOutput.Closed {
      // Nobody reads it; the exit status still counts.
    }
    if change.isEnd, let program { try await run(program, for: change) }
  }

  /// "2026-01-31 12:00:00  batch_1  in_progress → completed  480 of 500 requests, 20 failed"
  private func text(of change: BatchWatch.Change) -> String {
    let batch = change.batch
    let status = Self.word(batch.status)
    let event =
      switch change.kind {
      case .found: status
      case .moved(let before): "\(Self.word(before)) → \(status)"
      case .gone: "\(status) → gone from the list"
      }
    var parts = [TimeText.absolute(SystemClock.second, zone: zone), batch.id, event]
    if let counts = Self.counts(batch) { parts.append(counts) }
    if batch.name != batch.id { parts.append(batch.name) }
    return parts.joined(separator: "  ")
  }

  private static func word(_ status: BatchStatus) -> String {
    status.text.isEmpty ? "no status" : status.text
  }

  private static func counts(_ batch: Batch) -> String? {
    guard let counts = batch.counts else { return nil }
    var text = counts.completed.map(\.grouped) ?? "?"
    if let total = counts.total { text += " of \(total.grouped) requests" }
    guard counts.completed != nil || counts.total != nil else { return nil }
    if let failed = counts.failed, failed > 0 { text += ", \(failed.grouped) failed" }
    return text
  }

  private mutating func run(_ program: WaitProgram, for change: BatchWatch.Change) async throws {
    do {
      if let end = try await program.run(for: change) { note(end) }
    } catch let failure as Failure {
      note(failure.sentence)
      programStatus = failure.status
    }
  }
}
