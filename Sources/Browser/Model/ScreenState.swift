import BatchPresentation
import Screen

/// The terminal, how it is divided between the panes, how they show batches, and which of them the keys
/// act on.
struct ScreenState: Sendable {
  enum Focus: Sendable, Hashable {
    case list
    case detail
  }

  /// What else needs room on it, or none.
  struct Contents: Sendable, Hashable {
    var hasRows: Bool
    var hasFollowed: Bool
    var footRows: Int
  }

  private(set) var size: Size
  private(set) var charset: Charset
  /// Whether the mouse is the program's.
  private(set) var hasMouse = false
  private(set) var display = DisplayChoices()
  private(set) var pane = PaneChoice()
  /// The pane was off until the detail got the focus, and goes with it.
  private var isPaneOpenedByFocus = false
  private(set) var focus = Focus.list
  /// Rows by which the detail is scrolled.
  private(set) var detailTop = 0
  /// The Gantt chart in place of the list; nil for the list.
  private(set) var gantt: GanttState?

  init(size: Size, charset: Charset) {
    self.size = size
    self.charset = charset
  }

  /// The pane as the user wants it, without what the focus does to it.
  var chosenPane: PaneChoice {
    var pane = pane
    if isPaneOpenedByFocus { pane.isOn = false }
    return pane
  }

  mutating func restore(_ view: KeptView) {
    display = DisplayChoices(times: view.times, columns: view.columns)
    pane = view.pane
  }

  mutating func resize(to size: Size) { self.size = size }

  mutating func use(_ charset: Charset) { self.charset = charset }

  mutating func toggleMouse() { hasMouse.toggle() }

  /// Without what belongs to certain rows, such as the place in the detail.
  var withoutRows: ScreenState {
    var screen = self
    _ = screen.leaveDetail()
    screen.gantt = nil
    screen.detailTop = 0
    screen.scrollColumns(to: 0)
    return screen
  }
}

// MARK: Columns and times

extension ScreenState {
  mutating func cycleTimes() { display.cycleTimes() }

  mutating func show(_ columns: ColumnChoice) { display.show(columns) }

  /// - Parameter count: columns that are out of sight on the left.
  mutating func scrollColumns(to count: Int) { display.scrollColumns(to: count) }
}

// MARK: Panes

extension ScreenState {
  func layout(for contents: Contents) -> Layout { layout(for: contents, pane: pane) }

  /// The layout as it would be with another choice for the pane.
  private func layout(for contents: Contents, pane: PaneChoice) -> Layout {
    var pane = pane
    // Without a batch there is no detail: what is said instead gets the room.
    if !contents.hasRows { pane.isOn = false }
    return Layout(
      size: size, pane: pane, detailHasFocus: focus == .detail, hasFollowed: contents.hasFollowed,
      footRows: contents.footRows)
  }

  mutating func enterDetail() {
    if !pane.isOn { isPaneOpenedByFocus = true }
    pane.isOn = true
    focus = .detail
  }

  /// - Returns: whether the detail had the focus.
  mutating func leaveDetail() -> Bool {
    guard focus == .detail else { return false }
    focus = .list
    if isPaneOpenedByFocus { pane.isOn = false }
    isPaneOpenedByFocus = false
    return true
  }

  mutating func togglePane(for contents: Contents) {
    pane.isOn.toggle()
    isPaneOpenedByFocus = false
    if !pane.isOn { focus = .list }
    limitGrowth(for: contents)
  }

  /// Puts the pane below the list where it is beside it, and the other way round.
  /// - Returns: false where there is no room.
  mutating func movePane(for contents: Contents) -> Bool {
    pane.isOn = true
    let wanted = layout(for: contents).placement == .beside ? Layout.Placement.below : .beside
    pane.side = wanted == .below ? .below : .beside
    pane.growth = 0
    guard layout(for: contents).placement != wanted else { return true }
    pane.side = .automatic
    return false
  }

  /// - Parameter steps: negative to make it smaller.
  mutating func growPane(by steps: Int, for contents: Contents) {
    pane.growth += steps * (layout(for: contents).placement == .beside ? 4 : 2)
    limitGrowth(for: contents)
  }

  /// Growth beyond what the screen allows must not have to be taken back key by key.
  private mutating func limitGrowth(for contents: Contents) {
    var plain = pane
    plain.growth = 0
    let layout = layout(for: contents)
    guard let grown = layout.detail,
      let before = self.layout(for: contents, pane: plain).detail
    else { return }
    switch layout.placement {
    case .beside: pane.growth = grown.columns - before.columns
    case .below: pane.growth = grown.rows - before.rows
    case .page, .off: pane.growth = 0
    }
  }
}

// MARK: The detail

extension ScreenState {
  /// - Parameters:
  ///   - height: rows that can be read at once.
  ///   - lines: that there are.
  mutating func scrollDetail(_ command: Command, height: Int, lines: Int) {
    var offset = ScrollOffset(detailTop)
    _ = offset.move(by: command, height: height, most: max(0, lines - height))
    detailTop = offset.top
  }

  /// No blank lines below the last one while there are some above.
  mutating func fillDetail(height: Int, lines: Int) {
    detailTop = min(detailTop, max(0, lines - height))
  }

  /// The detail shows another batch.
  mutating func restartDetail() { detailTop = 0 }
}

// MARK: The Gantt chart

extension ScreenState {
  mutating func openGantt(_ window: TimeWindow) {
    gantt = GanttState(window: window, returnsToDetail: focus == .detail)
    _ = leaveDetail()
  }

  /// - Returns: whether the detail wants the focus back.
  mutating func closeGantt() -> Bool {
    defer { gantt = nil }
    return gantt?.returnsToDetail == true
  }

  mutating func changeWindow(_ change: (inout TimeWindow) -> Void) {
    guard var window = gantt?.window else { return }
    change(&window)
    gantt?.window = window
  }
}
