import BatchInsight
import Screen

/// Counts over time as a line of small bars.
package enum Sparkline {
  /// A cell for each count, the highest as high as a cell.
  package static func line(_ counts: some Collection<Int>, theme: Theme) -> StyledLine {
    let levels = theme.glyphs.sparkLevels
    let most = counts.max() ?? 0
    guard most > 0 else { return StyledLine() }
    var line = StyledLine()
    for count in counts {
      if count <= 0 {
        line.append(theme.glyphs.sparkZero, theme.secondary)
      } else {
        // One of a thousand is still something.
        let level = (count * levels.count + most - 1) / most
        line.append(levels[min(max(1, level), levels.count) - 1], theme.accent)
      }
    }
    return line
  }

  /// Hours, or days where the last hours say little: the most that find room, and always as many, so
  /// that the line keeps its width. Fewer would say nothing.
  private static let cells = [24, 12]

  /// "ended per hour, last 12h ···▁▂▅█▂▁··▁ max 12"
  /// - Parameter columns: that it may take.
  /// - Returns: nil where less than two of the spans have anything to show, and where there is too
  ///   little room.
  package static func line(of ends: FinishHistogram, columns: Int, now: Int, theme: Theme)
    -> StyledLine?
  {
    for cells in cells {
      for unit in [FinishHistogram.Unit.hour, .day] {
        let counts = ends.latest(cells, unit, now: now)
        guard counts.count(where: { $0 > 0 }) >= 2, let most = counts.max() else { continue }
        let line =
          StyledLine("ended per \(unit.label), last \(cells)\(unit.sign) ", theme.secondary)
          + line(counts, theme: theme) + StyledLine(" max \(most)", theme.secondary)
        if line.columns <= columns { return line }
        break
      }
    }
    return nil
  }
}
