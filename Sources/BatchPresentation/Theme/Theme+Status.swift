import BatchInsight
import Batches
import Screen

/// How a batch's status is shown: a glyph and a word.
package struct StatusStyle: Sendable, Equatable {
  package var glyph: String
  package var glyphStyle: Style
  /// The status as the server sent it.
  package var word: String
  package var wordStyle: Style

  package var line: StyledLine {
    StyledLine([StyledSpan(glyph, glyphStyle), StyledSpan(" " + word, wordStyle)])
  }
}

extension Theme {
  /// The style of a status, whatever happened to its requests.
  package func style(of status: BatchStatus) -> StatusStyle {
    let word = status.text.isEmpty ? "no status" : status.text
    return StatusStyle(
      glyph: glyphs[status.meaning], glyphStyle: glyphStyle(of: status.meaning), word: word,
      wordStyle: wordStyle(of: status.meaning))
  }

  /// The style of a batch's status, with what became of its requests: completed with failures is no
  /// success.
  package func style(of batch: Batch) -> StatusStyle {
    var style = style(of: batch.status)
    switch batch.completionOutcome {
    case .someFailed, .noOutput, .notDone:
      (style.glyph, style.glyphStyle) = (glyphs.partlyFailed, warning)
    case .allFailed:
      (style.glyph, style.glyphStyle) = (glyphs.failed, error)
      style.wordStyle = error
    case .success, nil:
      break
    }
    return style
  }

  /// The part of a progress bar that ended well.
  package func bar(of batch: Batch) -> Style {
    switch batch.status.meaning {
    case .completed: good
    case .validating, .queued, .running, .finalizing, .cancelling, .unknown: accent
    case .failed, .expired, .cancelled: .plain
    }
  }

  private func glyphStyle(of meaning: BatchStatus.Meaning) -> Style {
    switch meaning {
    case .validating, .queued: .plain
    case .running, .finalizing: accent
    case .completed: good
    case .failed: error
    case .expired: late
    case .cancelling: warning
    case .cancelled: secondary
    case .unknown: title
    }
  }

  private func wordStyle(of meaning: BatchStatus.Meaning) -> Style {
    switch meaning {
    case .failed: error
    case .expired: late
    case .cancelled: secondary
    case .validating, .queued, .running, .finalizing, .completed, .cancelling, .unknown: .plain
    }
  }
}
