import BatchInsight
import Batches

/// One batch as a page of text: what the detail pane of the browser shows.
package enum PlainDetail {
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - zone: of absolute times.
  ///   - columns: no line is wider, if there are 16 or more.
  package static func text(
    of batch: Batch, style: TextOutputStyle, zone: ZoneRules, now: Int, columns: Int
  ) -> String {
    style.text(
      DetailView.lines(
        of: batch, now: now, zone: zone, mode: .local, columns: columns, theme: style.theme))
  }
}
