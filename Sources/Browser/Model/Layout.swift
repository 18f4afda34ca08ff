import Screen

/// What the user chose for the detail pane.
struct PaneChoice: Sendable, Hashable {
  enum Side: String, Sendable, Hashable, CaseIterable {
    /// Beside the list where there is room, else below.
    case automatic
    case beside
    case below
  }

  var isOn = true
  var side = Side.automatic
  /// Columns (beside) or rows (below) that the pane got or lost by hand.
  var growth = 0
}

/// Where everything is on a screen of a given size.
///
/// The list comes first: the detail is beside it on a wide screen, below it on a high one, and takes its
/// place on a small one.
struct Layout: Sendable, Hashable {
  enum Placement: Sendable, Hashable {
    case beside
    case below
    /// The list alone; the detail takes its place while it has the focus.
    case page
    case off
  }

  /// Below this nothing useful can be shown.
  static let minimum = Size(columns: 20, rows: 4)
  static let besideColumns = 100
  static let belowColumns = 60
  static let belowRows = 16
  static let leastListColumns = 40
  static let leastDetailColumns = 30
  /// From this height on there are lines for the tabs, and for the counts by status.
  static let rowsWithTabs = 10
  static let rowsWithSummary = 24
  static let leastListRows = 4
  static let leastDetailRows = 4
  static let leastRowsWithFollowed = 8

  let placement: Placement
  let head: Rect
  /// The tabs; of no rows on a low screen.
  let tabs: Rect
  /// The counts by status; without rows where they are beside the tabs, or nowhere.
  let summary: Rect
  /// The names of the list's columns.
  let columnNames: Rect
  /// The rows of the list, with the last line that says whether there is more.
  let rows: Rect
  /// The line between list and detail, where both are shown.
  let separator: Rect?
  let detail: Rect?
  /// The line of the batch that is followed; nil where none is, or where rows are few.
  let followed: Rect?
  let foot: Rect
  let isTooSmall: Bool

  /// - Parameters:
  ///   - hasFollowed: whether a batch is followed, which has a line of its own.
  ///   - footRows: of what is said or asked below the list.
  init(
    size: Size, pane: PaneChoice, detailHasFocus: Bool, hasFollowed: Bool = false,
    footRows: Int = 1
  ) {
    isTooSmall = size.columns < Self.minimum.columns || size.rows < Self.minimum.rows
    placement = Self.placement(of: size, pane: pane)
    let (head, belowHead) = Rect(size).splitTop(1)
    let (tabs, belowTabs) = belowHead.splitTop(size.rows >= Self.rowsWithTabs ? 1 : 0)
    let (summary, belowBars) = belowTabs.splitTop(size.rows >= Self.rowsWithSummary ? 1 : 0)
    let (aboveFoot, foot) = belowBars.splitBottom(footRows)
    let hasRoom = size.rows >= Self.leastRowsWithFollowed
    let (body, followed) = aboveFoot.splitBottom(hasFollowed && hasRoom ? 1 : 0)
    self.head = head
    self.tabs = tabs
    self.summary = summary
    self.followed = followed.isEmpty ? nil : followed
    self.foot = foot

    var listArea = body
    switch placement {
    case .beside:
      let wanted = max(46, body.columns * 2 / 5) + pane.growth
      let columns = min(
        max(wanted, Self.leastDetailColumns), body.columns - Self.leastListColumns - 1)
      let (list, rest) = body.splitLeft(body.columns - columns - 1)
      let (line, detail) = rest.splitLeft(1)
      (listArea, separator, self.detail) = (list, line, detail)
    case .below:
      let wanted = body.rows / 2 + pane.growth
      let rows = min(max(wanted, Self.leastDetailRows), body.rows - Self.leastListRows - 2)
      let (list, rest) = body.splitTop(body.rows - rows - 1)
      let (line, detail) = rest.splitTop(1)
      (listArea, separator, self.detail) = (list, line, detail)
    case .page where detailHasFocus:
      (listArea, separator, self.detail) = (body.splitTop(0).top, nil, body)
    case .page, .off:
      (separator, self.detail) = (nil, nil)
    }
    (columnNames, rows) = listArea.splitTop(1)
  }

  private static func placement(of size: Size, pane: PaneChoice) -> Placement {
    guard pane.isOn else { return .off }
    let fitsBeside = size.columns >= leastListColumns + leastDetailColumns + 1
    let fitsBelow = size.columns >= belowColumns && size.rows >= belowRows
    switch pane.side {
    case .beside where fitsBeside && size.rows >= 8: return .beside
    case .below where fitsBelow: return .below
    default:
      if size.columns >= besideColumns && size.rows >= 8 { return .beside }
      return fitsBelow ? .below : .page
    }
  }
}
