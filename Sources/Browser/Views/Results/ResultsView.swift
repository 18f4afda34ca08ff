import BatchPresentation
import BatchResults
import Batches
import Screen

/// The results of a batch, drawn: a title, the tabs, a sentence that answers the question, and the rows.
struct ResultsView {
  private let overlay: ResultsOverlay
  private let results: OpenResults
  private let context: OverlayContext
  private let theme: Theme
  private let areas: Areas

  init(_ overlay: ResultsOverlay, _ results: OpenResults, _ context: OverlayContext) {
    self.overlay = overlay
    self.results = results
    self.context = context
    theme = context.theme
    areas = Areas(context.body, hasExample: overlay.list(in: results) == nil)
  }

  /// Where everything is, from the top down.
  struct Areas {
    let title: Rect
    let tabs: Rect
    let sentence: Rect
    /// Progress, or what does not add up.
    let note: Rect
    let heading: Rect
    let rows: Rect
    /// Of the chosen group.
    let example: Rect
    /// One request with its answer, below the title.
    let document: Rect

    private static let rowsWithTitle = 8
    private static let rowsWithSentences = 11
    private static let rowsWithExample = 17
    private static let exampleRows = 6

    init(_ body: Rect, hasExample: Bool) {
      let inner = body.inset(columns: 1)
      let isRoomy = body.rows >= Self.rowsWithSentences
      (title, document) = inner.splitTop(1)
      let (_, belowTitle) = inner.splitTop(body.rows >= Self.rowsWithTitle ? 1 : 0)
      let (tabs, belowTabs) = belowTitle.splitTop(1)
      let (sentence, belowSentence) = belowTabs.splitTop(isRoomy ? 1 : 0)
      let (note, belowNote) = belowSentence.splitTop(isRoomy ? 1 : 0)
      let (heading, rest) = belowNote.splitTop(1)
      let height = hasExample && body.rows >= Self.rowsWithExample ? Self.exampleRows : 0
      let (rows, example) = rest.splitBottom(height)
      (self.tabs, self.sentence, self.note, self.heading) = (tabs, sentence, note, heading)
      (self.rows, self.example) = (rows, example)
    }
  }

  func draw(into frame: inout Frame) {
    frame.clear(context.body)
    if overlay.document != nil {
      drawDocument(&frame)
      return
    }
    // A low screen has no row for it.
    if areas.title.row != areas.tabs.row { draw(title, in: areas.title, &frame) }
    drawTabs(&frame)
    let sentences = ResultsSentences(overlay, results, context)
    draw(sentences.sentence, in: areas.sentence, &frame)
    draw(sentences.note, in: areas.note, &frame)
    if overlay.list(in: results) == nil {
      drawGroups(sentences, &frame)
    } else {
      drawRequests(sentences, &frame)
    }
  }

  private func draw(_ line: StyledLine, in area: Rect, _ frame: inout Frame) {
    guard !area.isEmpty else { return }
    frame.draw(
      line.truncated(to: area.columns, ellipsis: theme.ellipsis),
      at: Point(column: area.column, row: area.row), clip: area)
  }

  // MARK: Title and tabs

  private var title: StyledLine {
    var line = StyledLine("Results of ", theme.secondary)
    line.append(theme.shortName(of: results.batch), theme.title)
    line.append("  ")
    line.append(theme.style(of: results.batch).line)
    if overlay.tab == .failures, overlay.showsGroup, let group = overlay.group(in: results) {
      line.append("  \(theme.glyphs.right) ", theme.secondary)
      line.append(
        [group.statusCode.map(String.init), group.errorCode].compactMap { $0 }
          .joined(separator: " "))
    } else if results.batch.name != results.batch.id {
      line.append("  " + results.batch.id, theme.secondary)
    }
    return line
  }

  private struct Part {
    var tab: ResultsOverlay.Tab
    var column: Int
    var line: StyledLine
  }

  private var parts: [Part] {
    var column = 0
    return ResultsOverlay.Tab.allCases.map { tab in
      let isChosen = tab == overlay.tab
      var line = StyledLine()
      if context.keymap.hasKey(for: tab.command) {
        line.append(context.keymap.label(of: tab.command), theme.key)
        line.append(" ")
      }
      line.append(name(of: tab), isChosen ? theme.chosenTab : .plain)
      if let count = count(of: tab) {
        line.append(" " + count, isChosen ? .plain : theme.secondary)
      }
      defer { column += line.columns + 3 }
      return Part(tab: tab, column: column, line: line)
    }
  }

  private func name(of tab: ResultsOverlay.Tab) -> String {
    switch tab {
    case .failures: "failures"
    case .output: "output"
    case .missing: "missing"
    }
  }

  private func count(of tab: ResultsOverlay.Tab) -> String? {
    switch tab {
    case .failures:
      (read(results.failures)?.failed ?? results.batch.counts?.failed).map(\.grouped)
    case .output:
      (read(results.progress(of: results.files.place(of: .output)))?.succeeded
        ?? results.batch.counts?.completed).map(\.grouped)
    case .missing:
      if case .done(let reconciliation) = results.comparison {
        reconciliation.missing.map(\.grouped)
      } else {
        nil
      }
    }
  }

  /// What a file says, once some of it has been read.
  private func read(_ progress: FileProgress?) -> ResultSummary? {
    guard let progress, progress.received > 0 || progress.phase == .complete else { return nil }
    return progress.summary
  }

  private func drawTabs(_ frame: inout Frame) {
    for part in parts {
      let room = Rect(
        column: areas.tabs.column + part.column, row: areas.tabs.row,
        columns: max(0, areas.tabs.columns - part.column), rows: 1)
      draw(part.line, in: room, &frame)
    }
  }

  func tab(at point: Point) -> ResultsOverlay.Tab? {
    guard areas.tabs.contains(point), overlay.document == nil else { return nil }
    let column = point.column - areas.tabs.column
    return parts.first { ($0.column..<$0.column + $0.line.columns).contains(column) }?.tab
  }

  // MARK: Rows

  /// The index of the row at a place of the screen.
  func row(at point: Point) -> Int? {
    guard areas.rows.contains(point) else { return nil }
    let (cursor, count) = cursor
    let index =
      cursor.visible(count: count, height: areas.rows.rows).lowerBound + point.row - areas.rows.row
    return index < count ? index : nil
  }

  private var cursor: (cursor: RowCursor, count: Int) {
    overlay.list(in: results) == nil
      ? (overlay.groups, results.failures?.groups.count ?? 0)
      : (overlay.rows, results.lines?.lines.count ?? 0)
  }

  private func drawGroups(_ sentences: ResultsSentences, _ frame: inout Frame) {
    let groups = results.failures?.groups ?? []
    guard !groups.isEmpty else {
      drawEmpty(sentences, &frame)
      return
    }
    let table = FailureTable(
      groups, results.widestFailures, columns: areas.rows.columns, theme: theme)
    draw(table.heading, in: areas.heading, &frame)
    let visible = overlay.groups.visible(count: groups.count, height: areas.rows.rows)
    drawRows(visible, chosen: overlay.groups.index, of: groups.count, &frame) { table.row($0) }
    if let group = overlay.group(in: results) { drawExample(of: group, &frame) }
  }

  private func drawRows(
    _ visible: Range<Int>, chosen: Int, of count: Int, _ frame: inout Frame,
    line: (Int) -> StyledLine
  ) {
    for (offset, index) in visible.enumerated() {
      let row = Rect(
        column: areas.rows.column - 1, row: areas.rows.row + offset,
        columns: areas.rows.columns + 2,
        rows: 1)
      draw(line(index), in: row.inset(columns: 1), &frame)
      if index == chosen { frame.select(row, theme) }
    }
    let below = count - visible.upperBound
    if let note = theme.hiddenNote(above: visible.lowerBound, below: below), count > 0,
      areas.heading.columns > ScreenText.columns(of: note) + 20
    {
      frame.write(
        note, column: areas.heading.endColumn - ScreenText.columns(of: note),
        row: areas.heading.row,
        style: theme.secondary, clip: areas.heading)
    }
  }

  /// The message of the chosen group as it was sent.
  private func drawExample(of group: FailureGroup, _ frame: inout Frame) {
    let area = areas.example
    guard area.rows > 1 else { return }
    let (top, text) = area.splitTop(1)
    frame.write(
      String(repeating: theme.glyphs.horizontal, count: context.body.columns),
      column: context.body.column, row: top.row, style: theme.border, clip: context.body)
    let share = "\(group.count.grouped) like this"
    let place = [share, "first in line \(group.firstLine.grouped)", group.firstID].compactMap { $0 }
      .joined(separator: " \(theme.glyphs.separator) ")
    draw(StyledLine(" " + place + " ", theme.secondary), in: top, &frame)
    let message = group.example ?? "The server gives no message."
    let lines = ScreenText.wrapped(ScreenText.beginning(of: message), to: text.columns)
    for (offset, line) in lines.prefix(text.rows).enumerated() {
      let isCut = offset == text.rows - 1 && lines.count > text.rows
      draw(
        StyledLine(isCut ? line + theme.ellipsis : line),
        in: Rect(column: text.column, row: text.row + offset, columns: text.columns, rows: 1),
        &frame)
    }
  }

  private func drawRequests(_ sentences: ResultsSentences, _ frame: inout Frame) {
    let lines = results.lines?.lines ?? []
    guard !lines.isEmpty else {
      drawEmpty(sentences, &frame)
      return
    }
    let visible = overlay.rows.visible(count: lines.count, height: areas.rows.rows)
    let (measure, name): (RequestTable.Measure, String) =
      switch overlay.tab {
      case .failures: (.status, "message")
      case .output: (.tokens, "answer")
      case .missing: (.nothing, "request")
      }
    let table = RequestTable(
      lines[visible], measure, textName: name, columns: areas.rows.columns, theme: theme)
    draw(table.heading, in: areas.heading, &frame)
    drawRows(
      visible, chosen: overlay.rows.index, of: max(lines.count, total ?? 0), &frame
    ) { table.row(lines[$0]) }
  }

  /// Requests of the list, loaded or not; nil where that is not known.
  private var total: Int? {
    guard overlay.text.isEmpty else { return nil }
    switch overlay.tab {
    case .failures: return overlay.group(in: results)?.count
    case .output: return results.progress(of: results.files.place(of: .output))?.summary.succeeded
    case .missing:
      if case .done(let reconciliation) = results.comparison { return reconciliation.missing }
      return nil
    }
  }

  /// Why there are no rows, where these would be.
  private func drawEmpty(_ sentences: ResultsSentences, _ frame: inout Frame) {
    let area = Rect(
      column: areas.heading.column, row: areas.heading.row, columns: areas.heading.columns,
      rows: areas.rows.endRow - areas.heading.row)
    let lines = sentences.empty.flatMap { $0.wrapped(to: max(1, min(area.columns, 76))) }
    for (offset, line) in lines.prefix(area.rows).enumerated() {
      draw(
        line, in: Rect(column: area.column, row: area.row + offset, columns: area.columns, rows: 1),
        &frame)
    }
  }

  // MARK: One request

  private func drawDocument(_ frame: inout Frame) {
    let area = areas.document
    guard let document = overlay.document, let text = document.text else {
      draw(documentTitle(nil), in: areas.title, &frame)
      draw(
        StyledLine("Reading" + theme.ellipsis, theme.secondary), in: area.splitTop(1).top, &frame)
      return
    }
    draw(documentTitle(text), in: areas.title, &frame)
    let visible = document.rows.visible(count: text.count, height: area.rows)
    for (offset, index) in visible.enumerated() {
      let row = Rect(
        column: area.column - 1, row: area.row + offset, columns: area.columns + 2, rows: 1)
      draw(text[index], in: row.inset(columns: 1), &frame)
      if index == document.rows.index { frame.select(row, theme) }
    }
  }

  private func documentTitle(_ text: DocumentText?) -> StyledLine {
    let line = results.shown?.line
    var title = StyledLine(line?.id.map { ScreenText.beginning(of: $0) } ?? "request", theme.title)
    if let line { title.append("  line \(line.number.grouped)", theme.secondary) }
    guard let text, let cursor = overlay.document?.rows else { return title }
    let visible = cursor.visible(count: text.count, height: areas.document.rows)
    guard
      let note = theme.hiddenNote(above: visible.lowerBound, below: text.count - visible.upperBound)
    else { return title }
    let room = areas.title.columns - ScreenText.columns(of: note)
    return title.fitted(to: max(0, room), ellipsis: theme.ellipsis)
      + StyledLine(note, theme.secondary)
  }
}
