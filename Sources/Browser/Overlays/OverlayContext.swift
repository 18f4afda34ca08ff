import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// What overlays may read of the state.
struct OverlayContext: Sendable {
  var size: Size
  var charset: Charset
  var keymap: Keymap
  /// The user's own time zone.
  var localZone: ZoneRules
  var timeMode: TimeMode
  var clocks: Clocks
  var list: BatchList
  /// The one under the cursor.
  var selectedBatch: Batch?
  var order: SortOrder
  var columns: ColumnChoice
  var changeLog: ChangeLog
  /// What is known of the files of the batch whose results are open; nil where none are.
  var results: OpenResults?
  /// The file that is being written; nil for none.
  var save: Exports.Save?
  /// The names of the profiles that can be switched to, and the one in use.
  var profiles: [String] = []
  var profile: String?

  var theme: Theme { Theme(charset: charset) }

  /// The zone in which moments are shown.
  var zone: ZoneRules { timeMode.zone(local: localZone) }

  /// What lies between head and foot.
  var body: Rect { Rect(size).splitTop(1).rest.splitBottom(1).rest }
}
