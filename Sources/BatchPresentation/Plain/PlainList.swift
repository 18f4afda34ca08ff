import BatchInsight
import Batches
import Screen

/// The list as lines of text, page by page: status, name, progress, creation and id.
///
/// Columns are aligned within each page and only ever grow from page to page, since rows go out
/// before the next page is known. The id comes last and is never cut.
package struct PlainList: Sendable {
  private let style: TextOutputStyle
  private let zone: ZoneRules
  private let room: Int?
  private var statusColumns = 11
  private var nameColumns = 12
  private var idColumns = 2
  private var timeColumns = 19
  private var hasHeading = false
  /// The offset that the heading names, of most times: seconds east of UTC.
  private let offset: Int
  private let timeHeading: String

  private static let gap = 2
  private static let glyphColumns = 2
  private static let progressColumns = 24
  /// A status is one of the server's words, and a name may be a whole sentence.
  private static let widestStatus = 20
  private static let leastName = 12
  private static let widestName = 60

  /// - Parameters:
  ///   - now: seconds since 1970; decides which of the zone's offsets the heading names.
  ///   - columns: of the terminal, to which names are cut; nil for a pipe or a file.
  package init(style: TextOutputStyle, zone: ZoneRules, now: Int, columns: Int?) {
    self.style = style
    self.zone = zone
    self.room = columns
    offset = zone.offset(at: now)
    timeHeading = "CREATED (\(zone.label(at: now)))"
    timeColumns = max(timeColumns, timeHeading.utf8.count)
    // A row of the other season names its offset. With room for that, later pages keep the columns.
    for epoch in stride(from: now - Self.year, through: now, by: Self.year / 12) {
      makeRoom(for: epoch)
    }
  }

  /// In seconds; the rows of a list are rarely older.
  private static let year = 365 * 86_400

  /// The next rows; before the first ones a heading.
  package mutating func text(_ batches: [Batch]) -> String {
    fit(batches)
    let rows = batches.map(row)
    defer { hasHeading = true }
    return style.text(hasHeading ? rows : [heading] + rows)
  }

  private mutating func fit(_ batches: [Batch]) {
    for batch in batches {
      let word = ScreenText.beginning(of: style.theme.style(of: batch).word)
      statusColumns = max(statusColumns, min(ScreenText.columns(of: word), Self.widestStatus))
      let name = ScreenText.beginning(of: batch.name)
      nameColumns = max(nameColumns, min(ScreenText.columns(of: name), Self.widestName))
      idColumns = max(idColumns, ScreenText.columns(of: batch.id))
      if let created = batch.times[.created] { makeRoom(for: created) }
    }
    guard let room else { return }
    let others =
      Self.glyphColumns + statusColumns + Self.progressColumns + timeColumns + idColumns
      + 4 * Self.gap
    nameColumns = max(Self.leastName, min(nameColumns, room - others))
  }

  private var heading: StyledLine {
    line(
      glyph: StyledLine(), status: StyledLine("STATUS"), name: StyledLine("NAME"),
      progress: StyledLine("PROGRESS"), time: timeHeading, id: "ID"
    ).restyled { _ in style.theme.heading }
  }

  private func row(_ batch: Batch) -> StyledLine {
    let theme = style.theme
    let status = theme.style(of: batch)
    return line(
      glyph: StyledLine(status.glyph, status.glyphStyle),
      status: StyledLine(ScreenText.beginning(of: status.word), status.wordStyle),
      name: NameCell.line(of: batch, columns: nameColumns, theme: theme),
      progress: ProgressCell.line(of: batch, columns: Self.progressColumns, theme: theme),
      time: batch.times[.created].map(time) ?? theme.glyphs.none, id: batch.id)
  }

  private mutating func makeRoom(for epoch: Int) {
    if zone.offset(at: epoch) != offset {
      timeColumns = max(timeColumns, time(epoch).utf8.count)
    }
  }

  private func time(_ epoch: Int) -> String {
    zone.offset(at: epoch) == offset
      ? TimeText.absolute(epoch, zone: zone) : TimeText.absoluteWithZone(epoch, zone: zone)
  }

  private func line(
    glyph: StyledLine, status: StyledLine, name: StyledLine, progress: StyledLine, time: String,
    id: String
  ) -> StyledLine {
    let ellipsis = style.theme.ellipsis
    return .joined(
      [
        glyph.padded(to: Self.glyphColumns) + status.fitted(to: statusColumns, ellipsis: ellipsis),
        name.fitted(to: nameColumns, ellipsis: ellipsis),
        progress.fitted(to: Self.progressColumns, ellipsis: ellipsis),
        StyledLine(time).padded(to: timeColumns), StyledLine(id),
      ], gap: Self.gap)
  }
}
