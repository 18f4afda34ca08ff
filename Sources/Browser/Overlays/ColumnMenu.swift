import BatchInsight
import BatchPresentation
import Screen

/// `c`: which columns the list shows, and in which order.
struct ColumnMenu: OverlayContent {
  private(set) var cursor = MenuCursor()

  var overlay: Overlay { .columns(self) }

  var hints: [KeyHint] {
    [
      KeyHint(.mark, "show or hide"), KeyHint(.down, "move"),
      KeyHint(.detailDown, "reorder"), KeyHint(.back),
    ]
  }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    let menu = context.columns.menu
    switch event {
    case .key(let key):
      let letter = context.keymap.letter(of: key)
      let line = menu.firstIndex { $0.content.letter == letter }
      return line.map { toggle($0, in: context.columns) } ?? .ignored
    case .command(.mark): return toggle(cursor.line, in: context.columns)
    case .command(.detailDown): return move(by: 1, in: context.columns)
    case .command(.detailUp): return move(by: -1, in: context.columns)
    case .command(.open): return .closed([])
    case .command(let command):
      return cursor.move(by: command, count: menu.count) ? .consumed([]) : .ignored
    case .press(let point):
      let line = popup(in: context).index(at: point, on: context.size)
      return line.map { toggle($0, in: context.columns) } ?? .ignored
    default: return .ignored
    }
  }

  private mutating func toggle(_ line: Int, in columns: ColumnChoice) -> OverlayResult {
    var columns = columns
    columns.toggle(columns.menu[line])
    cursor = MenuCursor(line)
    return .consumed([.showColumns(columns)])
  }

  /// Moves the chosen column, and the cursor with it.
  private mutating func move(by step: Int, in columns: ColumnChoice) -> OverlayResult {
    var columns = columns
    let column = columns.menu[cursor.line]
    columns.move(column, by: step)
    cursor = MenuCursor(columns.menu.firstIndex(of: column) ?? cursor.line)
    return .consumed([.showColumns(columns)])
  }

  private func popup(in context: OverlayContext) -> Popup {
    let theme = context.theme
    let lines = context.columns.menu.map { column in
      var line = StyledLine(context.columns.contains(column) ? "[x] " : "[ ] ")
      line.append(String(column.content.letter), theme.key)
      line.append("  " + column.content.label)
      return line
    }
    return Popup(title: "columns", lines: lines, choice: cursor.line, theme: theme)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    popup(in: context).draw(into: &frame)
  }
}
