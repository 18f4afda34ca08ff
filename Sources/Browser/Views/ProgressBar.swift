import Batches
import Screen

/// How much of a batch is done, as a bar.
enum ProgressBar {
  /// - Parameters:
  ///   - columns: of the bar; nothing is drawn below 3.
  ///   - style: of the part that ended well.
  /// - Returns: nil where the counts do not tell a part of a whole.
  static func line(
    _ counts: RequestCounts, columns: Int, theme: Theme, style: Style
  ) -> StyledLine? {
    guard columns >= 3, let fraction = counts.fraction, let total = counts.total else { return nil }
    let failedPart = min(1, Double(max(0, counts.failed ?? 0)) / Double(total))
    var failed = Int((failedPart * Double(columns)).rounded())
    // One failed request in a thousand is what the reader looks for.
    if failedPart > 0 { failed = max(1, failed) }
    var line = StyledLine()
    var left = columns
    let done = max(0, fraction * Double(columns) - Double(failed))
    line.append(String(repeating: theme.glyphs.barDone, count: Int(done)), style)
    left -= Int(done)
    let parts = theme.glyphs.barParts
    let part = Int((done - done.rounded(.down)) * Double(parts.count + 1))
    if failed == 0, left > 0, part > 0 {
      line.append(parts[part - 1], style)
      left -= 1
    }
    failed = min(failed, left)
    line.append(String(repeating: theme.glyphs.barFailed, count: failed), theme.error)
    line.append(
      String(repeating: theme.glyphs.barRest, count: left - failed), theme.secondary)
    return line
  }

  /// "61%"; never 100 while something is left, so that the last request is not hidden.
  static func percent(_ counts: RequestCounts) -> String? {
    counts.fraction.map { "\(Int($0 * 100))%" }
  }
}
