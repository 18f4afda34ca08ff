import Batches
import Screen

/// The list as lines of text, page by page: status, name, progress, creation and id.
///
/// Columns are aligned within each page and only ever grow from page to page, since rows go out
/// before the next page is known. The id comes last and is never cut.
public struct PlainList: Sendable {
  private let look: PlainLook
  private let zone: ZoneRules
  private let room: Int?
  private var statusColumns = 11
  private var nameColumns = 12
  private var idColumns = 2
  private var hasHeading = false
  /// The zone in the heading, used for most times.
  private let zoneLabel: String

  private static let gap = 2
  private static let glyphColumns = 2
  private static let progressColumns = 24
  private static let timeColumns = 19
  /// A status is one of the server's words, and a name may be a whole sentence.
  private static let widestStatus = 20
  private static let leastName = 12
  private static let widestName = 60

  /// - Parameters:
  ///   - now: seconds since 1970; decides which of the zone's offsets the heading names.
  ///   - columns: of the terminal, to which names are cut; nil for a pipe or a file.
  public init(look: PlainLook, zone: ZoneRules, now: Int, columns: Int?) {
    self.look = look
    self.zone = zone
    self.room = columns
    zoneLabel = zone.label(at: now)
  }

  /// The next rows; before the first ones a heading.
  public mutating func text(_ batches: [Batch]) -> String {
    fit(batches)
    let rows = batches.map(row)
    defer { hasHeading = true }
    return look.text(hasHeading ? rows : [heading] + rows)
  }

  private mutating func fit(_ batches: [Batch]) {
    for batch in batches {
      let word = ScreenText.beginning(of: look.theme.look(of: batch).word)
      statusColumns = max(statusColumns, min(ScreenText.columns(of: word), Self.widestStatus))
      let name = ScreenText.beginning(of: batch.name)
      nameColumns = max(nameColumns, min(ScreenText.columns(of: name), Self.widestName))
      idColumns = max(idColumns, ScreenText.columns(of: batch.id))
    }
    guard let room else { return }
    let others =
      Self.glyphColumns + statusColumns + Self.progressColumns + timeColumns + idColumns
      + 4 * Self.gap
    nameColumns = max(Self.leastName, min(nameColumns, room - others))
  }

  private var timeHeading: String { "CREATED (\(zoneLabel))" }
  private var timeColumns: Int { max(Self.timeColumns, timeHeading.count) }

  private var heading: StyledLine {
    line(
      glyph: StyledLine(), status: StyledLine("STATUS"), name: StyledLine("NAME"),
      progress: StyledLine("PROGRESS"), time: timeHeading, id: "ID"
    ).restyled { _ in look.theme.heading }
  }

  private func row(_ batch: Batch) -> StyledLine {
    let theme = look.theme
    let status = theme.look(of: batch)
    return line(
      glyph: StyledLine(status.glyph, status.glyphStyle),
      status: StyledLine(ScreenText.beginning(of: status.word), status.wordStyle),
      name: NameCell.line(of: batch, columns: nameColumns, theme: theme),
      progress: ProgressCell.line(of: batch, columns: Self.progressColumns, theme: theme),
      time: batch.times[.created].map(time) ?? theme.glyphs.none, id: batch.id)
  }

  private func time(_ epoch: Int) -> String {
    zone.label(at: epoch) == zoneLabel
      ? TimeText.absolute(epoch, zone: zone) : TimeText.absoluteWithZone(epoch, zone: zone)
  }

  private func line(
    glyph: StyledLine, status: StyledLine, name: StyledLine, progress: StyledLine, time: String,
    id: String
  ) -> StyledLine {
    let ellipsis = look.theme.glyphs.ellipsis
    return .joined(
      [
        glyph.padded(to: Self.glyphColumns) + status.fitted(to: statusColumns, ellipsis: ellipsis),
        name.fitted(to: nameColumns, ellipsis: ellipsis),
        progress.fitted(to: Self.progressColumns, ellipsis: ellipsis),
        StyledLine(time).padded(to: timeColumns), StyledLine(id),
      ], gap: Self.gap)
  }
}
