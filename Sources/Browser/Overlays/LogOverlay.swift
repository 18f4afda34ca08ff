import BatchPresentation
import BatchStore
import Batches
import Screen

/// `e`: the log of what changed while the program ran, the newest first. Which entry is chosen, and
/// its row stay when entries arrive above.
struct LogOverlay: OverlayContent {
  static let traits = OverlayTraits(coversPanes: true, showsTimes: true)

  /// The number of the chosen entry.
  private(set) var chosen: Int
  /// Rows from the first entry on screen down to the chosen one.
  private(set) var line = 0

  /// Opens on the newest entry.
  init(of log: ChangeLog) { chosen = log.isEmpty ? 0 : log[0].number }

  var overlay: Overlay { .log(self) }

  var hints: [KeyHint] {
    [KeyHint(.down, "move"), KeyHint(.open, "select"), KeyHint(.back), KeyHint(.cycleTimes)]
  }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .command(.changeLog): .closed([])
    case .command(.open): reveal(in: context)
    case .command(let command): move(by: command, in: context) ? .consumed([]) : .ignored
    default: .ignored
    }
  }

  /// Selects the batch of the chosen entry.
  private func reveal(in context: OverlayContext) -> OverlayResult {
    let log = context.changeLog
    guard !log.isEmpty else { return .consumed([]) }
    let batch = log[log.index(of: chosen)].batch
    guard context.list.contains(batch.id) else {
      let name = context.theme.shortName(of: batch)
      return .consumed([.say(.notInList(name: name))])
    }
    return .closed([.reveal(batch)])
  }

  /// - Returns: false for a command that does not move.
  private mutating func move(by command: Command, in context: OverlayContext) -> Bool {
    let log = context.changeLog
    let index = log.index(of: chosen)
    let height = Self.rows(on: context.size, of: log.count)
    guard let target = command.destination(from: index, last: log.count - 1, height: height) else {
      return false
    }
    guard !log.isEmpty else { return true }
    let old = visible(in: context)
    let new = min(max(0, target), log.count - 1)
    let top = min(max(old.lowerBound, new - height + 1), new)
    (chosen, line) = (log[new].number, new - top)
    return true
  }

  /// The entries on screen, counted from the newest.
  func visible(in context: OverlayContext) -> Range<Int> {
    let count = context.changeLog.count
    let height = Self.rows(on: context.size, of: count)
    let index = context.changeLog.index(of: chosen)
    let top = min(max(0, index - min(max(0, line), height - 1)), max(0, count - height))
    return top..<min(count, top + height)
  }

  /// Rows of entries on a screen; if not all fit, the last row says how many are hidden.
  private static func rows(on size: Size, of count: Int) -> Int {
    let rows = max(1, size.rows - 2 - LogView.headRows)
    return count > rows ? max(1, rows - 1) : rows
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    LogView(
      context: context, theme: context.theme, shown: visible(in: context),
      chosen: context.changeLog.index(of: chosen)
    ).draw(into: &frame)
  }
}
