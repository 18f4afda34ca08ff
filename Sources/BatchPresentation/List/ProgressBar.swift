import Batches
import Screen

/// How much of a batch is done, as a bar.
enum ProgressBar {
  /// - Parameters:
  ///   - columns: of the bar; nothing is drawn below 3.
  ///   - style: of the part that ended well.
  /// - Returns: nil where the counts are not a part of a whole.
  static func line(
    _ counts: RequestCounts, columns: Int, theme: Theme, style: Style
  ) -> StyledLine? {
    guard columns >= 3, let fraction = counts.fraction else { return nil }
    let failedPart =
      counts.total.map { total in
        total > 0 ? min(1, Double(max(0, counts.failed ?? 0)) / Double(total)) : 0
      } ?? 0
    var failed = Int((failedPart * Double(columns)).rounded())
    // One failed request in a thousand is what the reader looks for.
    if failedPart > 0 { failed = max(1, failed) }
    let done = max(0, fraction * Double(columns) - Double(failed))
    // Parts of a cell are drawn only before what is empty.
    let hasParts = failed == 0 && !theme.glyphs.barParts.isEmpty
    let full = Int(hasParts ? done : done.rounded())
    var line = StyledLine(String(repeating: theme.glyphs.barDone, count: full), style)
    var left = columns - full
    let parts = theme.glyphs.barParts
    let part = hasParts ? Int((done - Double(full)) * Double(parts.count + 1)) : 0
    if part > 0 {
      line.append(parts[part - 1], style)
      left -= 1
    }
    failed = min(failed, left)
    line.append(String(repeating: theme.glyphs.barFailed, count: failed), theme.error)
    line.append(
      String(repeating: theme.glyphs.barRest, count: left - failed), theme.secondary)
    return line
  }
}
