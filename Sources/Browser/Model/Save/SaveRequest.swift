import Batches

/// What is to be written to a file.
struct SaveRequest: Sendable {
  enum Content: Sendable {
    case rows(SavedRows)
    case results(ResultsSave)
  }

  var target: SaveTarget
  /// Whether a file of this name may be replaced: the user said so.
  var replaces: Bool
  var content: Content
}

/// How the writing ended.
package enum SaveOutcome: Sendable, Hashable {
  /// The whole file is there, under this absolute path, with so many rows, requests, groups or bytes.
  case saved(path: String, count: Int)
  case failed(SaveFailure)
  /// What should go into it could not be read.
  case unavailable(ResultsFailure)
  case cancelled
}

/// How the rows that are saved relate to all that there are.
struct SaveExtent: Sendable, Hashable {
  var rows: Int
  /// Rows that are loaded, shown or not.
  var loaded: Int
  var coverage: Pager.Coverage
  /// Whether rows may be missing between others.
  var hasGaps: Bool
  /// The rows are those that the user marked, whatever else there is.
  var areMarked = false

  /// "120 rows", "3 rows of 120 loaded", "3 marked rows"
  var words: String {
    if areMarked { return "\(rows.grouped) marked \(rows == 1 ? "row" : "rows")" }
    let noun = rows == 1 ? "row" : "rows"
    return rows == loaded
      ? "\(rows.grouped) \(noun)" : "\(rows.grouped) \(noun) of \(loaded.grouped) loaded"
  }

  /// What a reader of the file might miss; nil for nothing.
  var caveat: String? {
    if areMarked { return nil }
    if hasGaps { return "rows are missing in between" }
    return switch coverage {
    case .more: "the server has more"
    case .complete: nil
    case .maybeIncomplete: "the list may be incomplete"
    }
  }
}
