import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen
import TestSupport

@testable import Browser

/// What overlays are tested with: their context without a state behind it.
enum OverlayFixture {
  static func context(
    _ batches: [Batch] = [], selected: String? = nil, size: Size = Size(columns: 80, rows: 24)
  ) -> OverlayContext {
    var list = BatchList()
    _ = list.merge(batches, after: .head, asOf: Fixture.now)
    return OverlayContext(
      size: size, charset: .unicode, keymap: .standard, localZone: .fixed(hours: 8),
      timeMode: .relative, clocks: Clocks(local: Fixture.now),
      list: list, selectedBatch: (selected ?? batches.first?.id).flatMap { list.row($0)?.batch },
      order: .server,
      columns: ColumnChoice(), changeLog: ChangeLog())
  }

  /// A log whose newest entry is number 0 of the batches.
  static func log(of batches: [Batch]) -> ChangeLog {
    var log = ChangeLog()
    for batch in batches.reversed() { log.add(batch, .appeared, at: Int(Fixture.now)) }
    return log
  }
}

extension OverlayContent {
  /// Itself after some events, with what came of the last one.
  func after(_ events: [OverlayEvent], in context: OverlayContext) -> (Self, OverlayResult?) {
    var overlay = self
    var result: OverlayResult?
    for event in events { result = overlay.handle(event, in: context) }
    return (overlay, result)
  }

  /// The screen with nothing but the overlay on it.
  func drawn(in context: OverlayContext) -> Frame {
    var frame = Frame(size: context.size, charset: context.charset)
    draw(in: context, into: &frame)
    return frame
  }
}
