import BatchPresentation
import BatchResults
import Batches

/// What `errors` says on standard error about what it has read.
struct FailureNotes {
  let tally: RequestTally
  let batch: Batch
  /// Whether there is a file with failures.
  let hasFile: Bool
  /// How many requests there are; nil where that is unknown.
  var total: RequestTotal?

  /// Reports how many requests failed, for users.
  func sum() {
    let reasons = tally.groups.reasonText
    if let account { return StandardError.note(account.sum(reasons: reasons) + source) }
    guard tally.failed > 0 else {
      return StandardError.note(
        hasFile
          ? "The file lists no failed request"
          : "The batch \(batch.id) has no file with failed requests")
    }
    let failed = tally.failed
    let requests =
      total.flatMap { total in
        total.count >= failed
          ? "\(failed.grouped) of " + counted(total.count, "request", "requests") : nil
      } ?? counted(failed, "request", "requests")
    StandardError.note("\(requests) failed, for \(reasons)\(source)")
  }

  private var source: String {
    total?.isOfFile == true ? " (total from the input file)" : ""
  }

  /// Reports what does not add up.
  func contradictions() {
    if let account {
      for sentence in account.contradictions { StandardError.note(sentence) }
    } else {
      if tally.unreadable > 0 {
        StandardError.note(counted(tally.unreadable, "line", "lines") + " could not be read")
      }
      if let says = batch.counts?.failed, !tally.agrees(withFailed: says) {
        StandardError.note(
          "By the server's counts " + counted(says, "request", "requests")
            + " failed, and \(hasFile ? "the file has \(tally.failed.grouped)" : "there is no file")"
        )
      }
    }
    for error in batch.errors where !error.message.isEmpty {
      StandardError.note("The batch itself failed: \(error.message)")
    }
  }

  private var account: Reconciliation? {
    tally.reconciliation(
      lineCount: total?.isOfFile == true ? total?.count : nil, counts: batch.counts)
  }
}
