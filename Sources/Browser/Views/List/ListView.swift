import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The list: column names, one row per batch, and the line that says whether there is more.
struct ListView: Sendable {
  /// nil where no rows are loaded.
  let heading: ListHeading?
  let columns: ListColumns
  let cell: ListCell
  let rows: VisibleRows
  let recall: Recall
  /// nil where rows fill the screen.
  let end: ListEnd?
  /// Now by our clock.
  let now: Clocks.Reading
  let theme: Theme

  func draw(
    into frame: inout Frame, reusing drawn: inout DrawnRows, _ lifetime: inout Lifetime
  ) {
    if let heading { heading.draw(heading.line(columns), into: &frame) }
    drawn.use(
      DrawnRows.Setting(
        columns: columns, mode: cell.mode, ageMode: cell.ageMode, baselines: cell.baselines,
        isOutdated: recall.isOutdated, left: rows.area.column, width: rows.area.columns))
    for (line, row) in rows.rows.enumerated() {
      let area = rows.rect(ofLine: line)
      drawn.put(row, at: area, now: cell.now, &frame) { row in
        rows.mark(of: row, onLine: line)
      } draw: { row, mark, frame in
        var text = self.text(of: row.batch)
        if recall.isOld(asOf: row.asOf, isActive: row.batch.isActive) {
          text = text.restyled { $0.adding(.dim) }
        }
        if mark == .marked { text = text.restyled { $0.adding(.bold) } }
        frame.draw(
          mark.line(theme) + text, at: Point(column: area.column, row: area.row), clip: area)
        return cell.secondsUntilChange(columns, of: row.batch)
      }
      if line == rows.cursor { frame.select(area, theme, focused: rows.hasFocus) }
    }
    end?.draw(below: rows, into: &frame, &lifetime)
    lifetime.limit(to: drawn.secondsUntilChange(now: cell.now), after: now)
  }

  /// What follows the mark of a row.
  private func text(of batch: Batch) -> StyledLine {
    let style = theme.style(of: batch)
    var text = StyledLine(" ")
    text.append(style.glyph, style.glyphStyle)
    text.append(" ")
    func add(_ column: ListColumn, _ width: Int) {
      let content = column.content
      let line = content.line(of: batch, columns: width, theme: theme, in: cell)
      text.append(
        (column == .name && rows.marks.areGone ? line.restyled { $0.adding(.struck) } : line)
          .fitted(to: width, alignment: content.alignment, ellipsis: theme.ellipsis))
    }
    if columns.word > 0 {
      add(.status, columns.word)
      text.append(Self.gap)
    }
    add(.name, columns.name)
    for slot in columns.slots {
      text.append(Self.gap)
      add(slot.column, slot.width)
    }
    return text
  }

  /// Between two columns.
  static var gap: StyledLine { .blank(ListColumns.gap) }
}

extension ListView {
  init(state: BrowserState, theme: Theme) {
    let layout = state.layout
    heading = ListHeading(state: state, area: layout.columnNames, theme: theme)
    columns = state.listColumns
    cell = state.listCell(of: columns)
    rows = VisibleRows(state: state, area: layout.rows)
    recall = state.recall
    end = ListEnd(below: rows, state: state, theme: theme)
    now = state.clocks.local
    self.theme = theme
  }
}
