import BatchInsight
import Batches

extension Theme {
  /// The characters to draw with. Every one of them takes exactly one column, and those that
  /// stand for a state differ in shape, not in colour alone.
  package struct Glyphs: Sendable, Equatable {
    package var validating, queued, running, finalizing: String
    package var completed, partlyFailed, failed, expired, cancelling, cancelled, unknown: String

    /// A bar's full cell, its empty one, and the part of it that failed.
    package var barDone, barRest, barFailed: String
    /// Of a bar of many batches: those at work.
    package var barActive: String
    /// A bar's cell that is filled by 1/n, 2/n, … of its width, where such cells exist.
    package var barParts: [String]

    /// Cells of a timeline, one pattern a phase.
    package var phaseWaiting, phaseRunning, phaseFinalizing, phaseCancelling, phaseAhead,
      phaseOverdue: String
    /// Ends and places on a timeline.
    package var timelineStart, timelineStep, timelineNow, timelineEnd, timelineDeadline: String

    /// Cells of a line of small bars, from the lowest to the highest, and one of height 0.
    package var sparkLevels: [String]
    package var sparkZero: String

    /// From the top left one clockwise.
    package var corners: [String]
    package var horizontal, vertical: String

    package var ellipsis: String
    /// Stands where nothing is known.
    package var none: String
    /// A row that appeared, and one that changed, since the reader last looked.
    package var new, changed: String
    /// A row that may have gone on since it was read, and one below which rows may be missing.
    package var stale, gap: String
    /// A row that does not belong to the view any more.
    package var unmatched: String
    /// A row that the user has marked.
    package var marked: String
    /// The batch that is followed.
    package var followed: String
    /// A batch that the server no longer lists.
    package var gone: String
    /// Something contradicts something else.
    package var flag: String
    /// More above, more below, more to either side.
    package var up, down, left, right: String
    /// More columns to either side.
    package var columnsLeft, columnsRight: String
    /// Rows are sorted by a column: the least first, the most first.
    package var ascending, descending: String
    /// What is in force among what can be chosen.
    package var chosen: String
    /// Between parts of one line.
    package var separator: String
  }
}

extension Theme.Glyphs {
  /// Characters that take one column in every terminal and in every setting, and that fonts for Chinese
  /// and Japanese do not have as pictures of two columns: Braille for lines, bars and patterns. No two
  /// statuses look alike, also in small sizes.
  static let narrow = Self(
    validating: "⠶", queued: "⚬", running: "▸", finalizing: "◕",
    completed: "✔", partlyFailed: "▴", failed: "✖", expired: "◷", cancelling: "◂",
    cancelled: "⊟", unknown: "?",
    barDone: "⣿", barRest: "⣀", barFailed: "⢕", barActive: "⣤", barParts: ["⣇"],
    phaseWaiting: "⠒", phaseRunning: "⠶", phaseFinalizing: "⠢", phaseCancelling: "⠌",
    phaseAhead: "⠂", phaseOverdue: "✗",
    timelineStart: "⡗", timelineStep: "⡗", timelineNow: "▸", timelineEnd: "⡇",
    timelineDeadline: "⡗",
    sparkLevels: ["⣀", "⣤", "⣶", "⣿"], sparkZero: "⠂",
    corners: ["⡖", "⡆", "⠃", "⠓"], horizontal: "⠒", vertical: "⡇",
    ellipsis: "⠤", none: "-", new: "+", changed: "~", stale: "∙", gap: "⋮", unmatched: "¬",
    marked: "#", followed: "»", gone: "∅", flag: "▴",
    up: "▴", down: "▾", left: "◂", right: "▸", columnsLeft: "‹", columnsRight: "›",
    ascending: "▴", descending: "▾", chosen: "*", separator: "∙")

  /// The same signs, with box drawing, block elements and punctuation that are East Asian Ambiguous.
  static let boxes = {
    var glyphs = narrow
    // More fonts have these, such as DejaVu Sans Mono; those for Chinese draw them two columns wide.
    (glyphs.validating, glyphs.queued) = ("◌", "◦")
    (glyphs.barDone, glyphs.barRest, glyphs.barFailed, glyphs.barActive) = ("█", "░", "▓", "▒")
    glyphs.barParts = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    (glyphs.phaseWaiting, glyphs.phaseRunning, glyphs.phaseFinalizing) = ("─", "═", "≈")
    (glyphs.phaseCancelling, glyphs.phaseAhead, glyphs.phaseOverdue) = ("╌", "·", "×")
    (glyphs.timelineStart, glyphs.timelineStep) = ("├", "┼")
    (glyphs.timelineEnd, glyphs.timelineDeadline) = ("┤", "┼")
    (glyphs.sparkLevels, glyphs.sparkZero) = (["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], "·")
    glyphs.corners = ["┌", "┐", "┘", "└"]
    (glyphs.horizontal, glyphs.vertical) = ("─", "│")
    (glyphs.ellipsis, glyphs.none, glyphs.stale, glyphs.separator) = ("…", "–", "·", "·")
    glyphs.chosen = "•"
    return glyphs
  }()

  static let ascii = Self(
    validating: ".", queued: "o", running: ">", finalizing: "%",
    completed: "+", partlyFailed: "!", failed: "x", expired: "@", cancelling: "<",
    cancelled: "-", unknown: "?",
    barDone: "#", barRest: ".", barFailed: "x", barActive: "=", barParts: [],
    phaseWaiting: "-", phaseRunning: "=", phaseFinalizing: "~", phaseCancelling: "/",
    phaseAhead: ".", phaseOverdue: "!",
    timelineStart: "|", timelineStep: "+", timelineNow: ">", timelineEnd: "|",
    timelineDeadline: "+",
    sparkLevels: ["_", "-", "=", "+", "*", "#"], sparkZero: ".",
    corners: ["+", "+", "+", "+"], horizontal: "-", vertical: "|",
    ellipsis: "~", none: "-", new: "+", changed: "*", stale: ".", gap: ":", unmatched: "/",
    marked: "#", followed: "&", gone: "X", flag: "!",
    up: "^", down: "v", left: "<", right: ">", columnsLeft: "<", columnsRight: ">",
    ascending: "^", descending: "v", chosen: "*", separator: "-")

  package func arrow(of order: SortOrder) -> String { order.isDescending ? descending : ascending }

  /// The glyph of a status, whatever happened to its requests.
  package subscript(meaning: BatchStatus.Meaning) -> String {
    switch meaning {
    case .validating: validating
    case .queued: queued
    case .running: running
    case .finalizing: finalizing
    case .completed: completed
    case .failed: failed
    case .expired: expired
    case .cancelling: cancelling
    case .cancelled: cancelled
    case .unknown: unknown
    }
  }
}
