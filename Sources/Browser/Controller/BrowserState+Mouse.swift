import BatchPresentation
import BatchStore
import Screen

extension BrowserState {
  /// Rows that one notch of the wheel moves.
  private static let wheelRows = 3

  mutating func handle(_ event: MouseEvent) -> [Effect] {
    guard screen.hasMouse else { return [] }
    say(nil)
    viewport.noteLook()
    if overlay != nil {
      switch event.action {
      case .wheelUp: return performInOverlay(.up)
      case .wheelDown: return performInOverlay(.down)
      case .press: return tellOverlay(.press(event.point)) ?? []
      }
    }
    if layout.detail?.contains(event.point) == true {
      switch event.action {
      case .press: enterDetail()
      case .wheelUp: for _ in 0..<Self.wheelRows { scrollDetail(.up) }
      case .wheelDown: for _ in 0..<Self.wheelRows { scrollDetail(.down) }
      }
      return []
    }
    if event.action == .press, screen.gantt == nil, !list.isEmpty,
      layout.columnNames.contains(event.point)
    {
      return sort(by: listColumns.column(at: event.point.column - layout.columnNames.column))
    }
    if event.action == .press,
      let tab = TabsView(state: self, theme: theme).tab(at: event.point)
    {
      return choose(tab)
    }
    guard layout.rows.contains(event.point) else { return [] }
    switch event.action {
    case .press:
      let index = topIndex + event.point.row - layout.rows.row
      leaveDetail()
      if index < shownCount { moveCursor(to: index) }
    case .wheelUp: moveCursor(to: (cursorIndex ?? 0) - Self.wheelRows, scrolling: -Self.wheelRows)
    case .wheelDown: moveCursor(to: (cursorIndex ?? 0) + Self.wheelRows, scrolling: Self.wheelRows)
    }
    return []
  }
}
