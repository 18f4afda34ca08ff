import BatchInsight
import BatchPresentation
import Screen

/// `s`: the columns that rows can be sorted by.
struct SortMenu: OverlayContent {
  private(set) var cursor: MenuCursor

  /// Opens on the order that the rows are in.
  init(at order: SortOrder) {
    cursor = MenuCursor(SortOrder.choices.firstIndex(of: order.column) ?? 0)
  }

  var overlay: Overlay { .sort(self) }

  var hints: [KeyHint] {
    [KeyHint(.down, "move"), KeyHint(.open, "sort"), KeyHint(.reverseSort), KeyHint(.back)]
  }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .key(let key):
      guard let letter = context.keymap.letter(of: key) else { return .ignored }
      if letter == SortOrder.serverLetter { return .closed([.sort(by: nil)]) }
      let column = ListColumn.allCases.first { $0.content.letter == letter }
      return column.map { .closed([.sort(by: $0)]) } ?? .ignored
    case .command(.open): return sort(by: cursor.line)
    case .command(.reverseSort): return .consumed([.reverseOrder])
    case .command(let command):
      return cursor.move(by: command, count: SortOrder.choices.count) ? .consumed([]) : .ignored
    case .press(let point):
      return popup(in: context).index(at: point, on: context.size).map(sort) ?? .ignored
    default: return .ignored
    }
  }

  private func sort(by line: Int) -> OverlayResult {
    .closed([.sort(by: SortOrder.choices[line])])
  }

  private func popup(in context: OverlayContext) -> Popup {
    let theme = context.theme
    let lines = SortOrder.choices.map { column in
      var line = StyledLine(Self.mark(column, context.order, theme)).padded(to: 2)
      line.append(String(column?.content.letter ?? SortOrder.serverLetter), theme.key)
      line.append("  " + (column?.content.label ?? "server's order"))
      return line
    }
    return Popup(title: "sort by", lines: lines, choice: cursor.line, theme: theme)
  }

  /// Stands before the order that the rows are in.
  private static func mark(_ column: ListColumn?, _ order: SortOrder, _ theme: Theme) -> String {
    guard column == order.column else { return "" }
    return column == nil ? theme.glyphs.chosen : theme.glyphs.arrow(of: order)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    popup(in: context).draw(into: &frame)
  }
}
