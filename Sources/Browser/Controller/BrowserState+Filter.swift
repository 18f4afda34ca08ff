import BatchInsight
import Batches

/// `/`: the filter, live while it is typed.
extension BrowserState {
  /// Whether the filter may still be taken back.
  var isTypingFilter: Bool { overlays.traits.previewsFilter }

  mutating func openFilter() {
    viewport.rememberSelection()
    overlays.open(.filter(FilterPrompt(text: rows.filterText, history: rows.filterHistory)))
  }

  mutating func previewFilter(_ filter: Filter) -> [Effect] {
    show(filter, typedAt: clocks.local.time)
  }

  mutating func applyFilter(_ filter: Filter, text: String) -> [Effect] {
    let effects = show(filter)
    rows.keep(filterText: text)
    leaveCursorOnMatch()
    return effects
  }

  /// Back to the filter that was on when the prompt was opened.
  mutating func restoreFilter() -> [Effect] {
    let parsed = Filter.parse(rows.filterText, zone: settings.zone, now: clocks.server.second)
    guard case .success(let filter) = parsed else { return [] }
    let effects = show(filter)
    leaveCursorOnMatch()
    return effects
  }

  mutating func clearFilter() -> [Effect] {
    let effects = show(Filter())
    rows.keep(filterText: "")
    return effects
  }

  /// The cursor stays where the filter has led it.
  private mutating func leaveCursorOnMatch() {
    if selection.id != nil, !rows.isArranging { viewport.forgetSelectionToRestore() }
  }

  private mutating func show(_ filter: Filter, typedAt: Double? = nil) -> [Effect] {
    exchangeLists(for: filter)
    return rows.show(filter, typedAt: typedAt) ? arrangeIfDue(replacing: true) : []
  }
}
