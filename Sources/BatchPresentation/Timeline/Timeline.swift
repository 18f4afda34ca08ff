import BatchInsight
import Screen

/// A batch's life as a drawn line of its own: its phases as wide as they were long, but none too
/// narrow to be recognised, with their names and durations.
struct Timeline {
  let bar: LifeBar
  private let theme: Theme

  /// - Parameter end: drawn at the end of a batch that has ended.
  init(of lifecycle: Lifecycle, end: StyledSpan, theme: Theme) {
    bar = LifeBar(of: lifecycle, end: end, theme: theme)
    self.theme = theme
  }

  private var segments: [LifeBar.Segment] { bar.segments }
}

extension Timeline {
  /// The line at a width, with the names above and the durations within it where all of them
  /// find room, and otherwise below it. Empty when the batch has no time that counts.
  func lines(columns: Int) -> [StyledLine] {
    guard !segments.isEmpty else { return [] }
    // The last column belongs to the end mark.
    let room = columns - ScreenText.columns(of: bar.endMark.text)
    let roomy = segments.indices.map { roomyMinimum(of: $0) }
    if roomy.reduce(0, +) <= room {
      let widths = widths(room, minimums: roomy)
      return [labels(widths), line(widths, withDurations: true)]
    }
    let tight = segments.map { _ in 2 }
    guard tight.reduce(0, +) <= room else { return legend(columns: columns) }
    return [line(widths(room, minimums: tight), withDurations: false)] + legend(columns: columns)
  }

  private func widths(_ room: Int, minimums: [Int]) -> [Int] {
    Proportions.columns(
      total: room, weights: segments.map { Double($0.seconds) }, minimums: minimums)
  }

  /// Columns for the name above with a blank behind it, and for the mark at the beginning and
  /// the duration between two blanks and two characters of the line.
  private func roomyMinimum(of index: Int) -> Int {
    var name = ScreenText.columns(of: segments[index].label) + 1
    if index == segments.count - 1 { name += max(0, bar.endLabel.count - 1) }
    return max(name, 1 + segments[index].duration.count + 4)
  }

  private func labels(_ widths: [Int]) -> StyledLine {
    var line = StyledLine()
    for (segment, width) in zip(segments, widths) {
      line.append(StyledLine(segment.label, theme.secondary).padded(to: width))
    }
    guard !bar.endLabel.isEmpty else { return line }
    let room = widths.reduce(0, +) + 1 - bar.endLabel.count
    return line.truncated(to: room, ellipsis: "") + StyledLine(bar.endLabel, theme.secondary)
  }

  private func line(_ widths: [Int], withDurations: Bool) -> StyledLine {
    let edges = widths.reduce(into: [0]) { edges, width in
      edges.append(edges[edges.count - 1] + width)
    }
    var strip = CellStrip(columns: edges[edges.count - 1] + 1)
    bar.paint(on: &strip, edges: edges, isMarked: true)
    if withDurations {
      for (index, segment) in segments.enumerated() {
        let text = " " + segment.duration + " "
        let cells = widths[index] - 1
        strip.write(text, at: edges[index] + 1 + (cells - text.count) / 2)
      }
    }
    return strip.line
  }

  private func legend(columns: Int) -> [StyledLine] {
    StyledLine.flowed(
      segments.map { segment in
        let name = segment.fill == theme.glyphs.phaseAhead ? "" : segment.label + " "
        return StyledLine([
          StyledSpan(segment.fill + " ", segment.style), StyledSpan(name, theme.secondary),
          StyledSpan(segment.duration),
        ])
      }, columns: columns, gap: 3)
  }
}
