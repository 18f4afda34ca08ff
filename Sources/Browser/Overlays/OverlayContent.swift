import Batches
import Screen

/// An overlay: its keys, its hints, where the mouse hits it, and how it is drawn. It changes
/// nothing but itself; what it wants changed elsewhere it returns as actions.
protocol OverlayContent: Sendable, Equatable {
  static var traits: OverlayTraits { get }

  /// Itself as a case of `Overlay`.
  var overlay: Overlay { get }

  /// For the foot, the most important ones first; none where the overlay draws the foot.
  var hints: [KeyHint] { get }

  /// Must leave the overlay as it was where it returns `.ignored`.
  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult

  func draw(in context: OverlayContext, into frame: inout Frame)

  /// Draws into the foot what takes the place of messages and hints.
  /// - Returns: false where they keep it.
  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool
}

extension OverlayContent {
  static var traits: OverlayTraits { OverlayTraits() }

  var hints: [KeyHint] { [] }

  func draw(in context: OverlayContext, into frame: inout Frame) {}

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    false
  }
}

/// What holds for an overlay of some type as long as it is open.
struct OverlayTraits: Sendable, Equatable {
  var footRows = 1
  /// Whether it is shown instead of list and detail.
  var coversPanes = false
  /// Whether it closes when another batch takes the place of the selected one.
  var isAboutBatch = false
  /// Whether it shows times, whose format can be changed.
  var showsTimes = false
  /// Whether the list shows the matches of a filter that may still be taken back.
  var previewsFilter = false
}

enum OverlayEvent: Sendable {
  /// As it was typed.
  case key(Key)
  /// What a key means that was ignored as such, or `up` and `down` for the mouse wheel.
  case command(Command)
  /// A click.
  case press(Point)
  case paste(String)
  case resized
  case batchChanged(before: Batch, after: Batch)
  /// More is known of the files of the batch whose results are open.
  case resultsChanged
  /// Completions of a path, as asked for by `OverlayAction.complete`.
  case completed(path: String, PathCompletions)
}

enum OverlayResult: Sendable, Equatable {
  /// The key does what it does everywhere.
  case ignored
  case consumed([OverlayAction])
  /// Closes the overlay before its actions are carried out.
  case closed([OverlayAction])
}
