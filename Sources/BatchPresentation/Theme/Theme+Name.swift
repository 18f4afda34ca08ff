import Batches
import Screen

extension Theme {
  private static let mostNameColumns = 40

  /// As much of a batch's name as a sentence can bear.
  package func shortName(of batch: Batch) -> String {
    ScreenText.truncated(
      ScreenText.beginning(of: batch.name), to: Self.mostNameColumns, ellipsis: glyphs.ellipsis)
  }
}
