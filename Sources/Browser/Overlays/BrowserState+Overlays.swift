import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// What goes to the overlay that is open, and what it asks for.
extension BrowserState {
  var overlay: Overlay? { overlays.current }

  var overlayContext: OverlayContext {
    OverlayContext(
      size: screen.size, charset: screen.charset, keymap: settings.keymap, localZone: settings.zone,
      timeMode: screen.display.timeMode, clocks: clocks, list: list,
      selectedBatch: selectedRow?.batch, order: query.order, columns: screen.display.columns,
      changeLog: following.log,
      results: results.open, save: exports.save, profiles: settings.profiles,
      profile: settings.profile)
  }

  /// - Returns: nil where the overlay ignores the event or none is open.
  mutating func tellOverlay(_ event: OverlayEvent) -> [Effect]? {
    guard overlay != nil else { return nil }
    return overlays.handle(event, in: overlayContext)?.flatMap { perform($0) }
  }

  /// Tells all overlays, not only the one that has the keys.
  mutating func tellOverlays(_ event: OverlayEvent) -> [Effect] {
    overlays.tellAll(event, in: overlayContext).flatMap { perform($0) }
  }

  mutating func handleInOverlay(_ key: Key) -> [Effect] {
    if let effects = tellOverlay(.key(key)) { return effects }
    guard let command = settings.keymap.command(for: key) else {
      say(.unbound)
      return []
    }
    return performInOverlay(command)
  }

  mutating func performInOverlay(_ command: Command) -> [Effect] {
    if let effects = tellOverlay(.command(command)) { return effects }
    // Where nothing can be marked, the key turns pages.
    if command == .mark { return performInOverlay(.pageDown) }
    switch command {
    case .back, .quit, .interrupt:
      overlays.close()
      return []
    case .cycleTimes where overlays.traits.showsTimes: return performAnywhere(command) ?? []
    case _ where command.isAboutTerminal: return performAnywhere(command) ?? []
    default: return []
    }
  }

  /// Tells an overlay about the selected batch how that has changed.
  mutating func tellOverlay(of changes: ListChanges) {
    guard overlays.traits.isAboutBatch,
      let change = changes.changed.first(where: { selection.isOn($0.after.id) })
    else { return }
    _ = tellOverlay(.batchChanged(before: change.before, after: change.after))
  }

  private mutating func perform(_ action: OverlayAction) -> [Effect] {
    switch action {
    case .say(let message): say(message)
    case .copy(let field): return [exports.beginCopy(field)]
    case .sort(let column): return sort(by: column)
    case .reverseOrder: return reverseSort()
    case .showColumns(let choice): screen.show(choice)
    case .reveal(let batch): return revealLogged(batch)
    case .previewFilter(let filter): return previewFilter(filter)
    case .applyFilter(let filter, let text): return applyFilter(filter, text: text)
    case .restoreFilter: return restoreFilter()
    case .askSavePath(let suggestion, let subject): openSavePrompt(suggestion, of: subject)
    case .complete(let path): return [.complete(path: path)]
    case .save(let target, let replacing): return save(target, replacing: replacing)
    case .cancelSave: return [exports.cancelSave()]
    case .reloadAll: return startReload()
    case .open(let overlay): overlays.open(overlay)
    case .readResults(let tab): return readResults(tab)
    case .askReader(let requests): return ask(requests)
    case .openList(let list, let text, let rows):
      results.open?.open(list, matching: text, rows: rows)
      return ask(results.open?.requestLines() ?? [])
    case .wantRows(let rows):
      results.open?.want(rows: rows)
      return ask(results.open?.requestLines() ?? [])
    case .closeList: return ask(results.open?.closeList() ?? [])
    case .showLine(let line, let list): return ask(results.open?.show(line, in: list) ?? [])
    case .closeLine: return ask(results.open?.closeLine() ?? [])
    case .showLineAgain: return ask(results.open?.showAgain() ?? [])
    case .closeResults: return closeResults()
    case .askResultsPath(let subject): askResultsPath(subject)
    case .run(let name, let command): return [.run(name: name, command)]
    case .cancelBatches(let ids): return cancel(ids)
    case .switchProfile(let name): return [.switchProfile(name)]
    }
    return []
  }
}
