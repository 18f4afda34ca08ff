import BatchInsight
import BatchPresentation
import Batches
import Screen

/// What became of a batch, in words.
enum ChangeText {
  /// "in_progress → completed, 2 failed", "new: in_queue", "gone from the server"
  /// - Parameter isBrief: without what was before.
  static func line(
    of entry: ChangeLog.Entry, isBrief: Bool = false, theme: Theme
  ) -> StyledLine {
    let batch = entry.batch
    switch entry.change {
    case .appeared: return StyledLine("new: ", theme.secondary) + outcome(of: batch, theme: theme)
    case .status(let before):
      let word = isBrief ? "" : theme.style(of: before).word + " "
      return StyledLine(word + theme.arrow + " ", theme.secondary)
        + outcome(of: batch, theme: theme)
    case .firstFailures:
      return StyledLine(
        theme.style(of: batch).word + ", \(batch.counts?.failed ?? 0) failed so far")
    case .removed: return StyledLine("gone from the server", theme.secondary)
    }
  }

  /// The status with what else matters of an end: "completed, 2 failed", "failed: model not found".
  static func outcome(of batch: Batch, theme: Theme) -> StyledLine {
    let style = theme.style(of: batch)
    var line = StyledLine(style.word, style.wordStyle)
    if batch.status.meaning == .failed, let error = batch.errors.first, !error.message.isEmpty {
      line.append(": " + ScreenText.beginning(of: error.message))
    } else if batch.hasEnded, let verdict = Verdict.of(batch, now: 0, baselines: .none) {
      line.append(", " + verdict.short)
    }
    return line
  }

  /// How much an end is to worry about.
  static func tone(of batch: Batch) -> Message.Tone {
    switch batch.status.meaning {
    case .failed, .expired: return .failure
    case .completed:
      if batch.completionOutcome == .allFailed { return .failure }
      return Verdict.of(batch, now: 0, baselines: .none) == nil ? .note : .warning
    case .validating, .queued, .running, .finalizing, .cancelling, .cancelled, .unknown:
      return .note
    }
  }
}
