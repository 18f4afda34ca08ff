import BatchInsight
import BatchStore
import Batches
import Screen

/// `w`: the rows to a file.
extension BrowserState {
  private var saveExtent: SaveExtent {
    SaveExtent(
      rows: matchCount, loaded: list.count, coverage: loader.tail.coverage,
      hasGaps: !loader.gaps.isEmpty)
  }

  mutating func askSavePath() {
    guard exports.save == nil else {
      say(.alreadySaving)
      return
    }
    guard !rows.isArranging else {
      say(.rowsNotArranged)
      return
    }
    guard matchCount > 0 else {
      say(.noRowsToSave)
      return
    }
    openSavePrompt(
      exports.paths.last ?? SaveTarget.usualPath(at: clocks.local.second, zone: settings.zone))
  }

  mutating func openSavePrompt(_ path: String) {
    overlays.open(.save(SavePrompt(path: path, extent: saveExtent, history: exports.paths)))
  }

  mutating func save(_ target: SaveTarget, replacing: Bool) -> [Effect] {
    let request = SaveRequest(
      target: target, replaces: replacing, rows: SavedRows(list, rows.shown))
    return [exports.beginSave(request, extent: saveExtent)]
  }

  // MARK: What comes of it

  mutating func noteSaved(number: Int, _ outcome: SaveOutcome) {
    guard let save = exports.finishSave(number) else { return }
    switch outcome {
    case .saved(let path):
      let format = save.target.format.name
      say(.saved(save.extent, format: format, path: path))
    case .failed(let failure) where failure.kind == .exists && overlay == nil:
      overlays.open(.replace(ReplaceConfirmation(target: save.target)))
    case .failed(let failure):
      say(.notSaved(failure))
    case .cancelled:
      say(.savingCancelled)
    }
  }
}
