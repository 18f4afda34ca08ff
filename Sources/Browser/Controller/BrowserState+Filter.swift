import Batches

/// `/`: the filter, live while it is typed.
extension BrowserState {
  /// Whether the filter may still be taken back.
  var isTypingFilter: Bool { overlays.traits.previewsFilter }

  mutating func openFilter() {
    displaced = selection
    overlays.open(.filter(FilterPrompt(text: filterText, history: filterHistory)))
  }

  mutating func previewFilter(_ filter: Filter) -> [Effect] {
    set(filter, isTyped: true)
  }

  mutating func applyFilter(_ filter: Filter, text: String) -> [Effect] {
    filterText = filter.isEmpty ? "" : text
    if !filter.isEmpty { filterHistory = filterHistory.remembering(filterText) }
    let effects = set(filter, isTyped: false)
    forgetWayBack()
    return effects
  }

  /// Back to the filter that was on when the prompt was opened.
  mutating func restoreFilter() -> [Effect] {
    let parsed = Filter.parse(filterText, zone: settings.zone, now: clocks.server.second)
    guard case .success(let filter) = parsed else { return [] }
    let effects = set(filter, isTyped: false)
    forgetWayBack()
    return effects
  }

  mutating func clearFilter() -> [Effect] {
    filterText = ""
    return set(Filter(), isTyped: false)
  }

  /// The cursor stays where the filter has led it.
  private mutating func forgetWayBack() {
    if selection.id != nil, !isArranging { displaced = nil }
  }

  private mutating func set(_ filter: Filter, isTyped: Bool) -> [Effect] {
    defer { stretch.typedAt = isTyped ? clocks.local.time : nil }
    guard filter != query.filter else { return [] }
    query.filter = filter
    return queryChanged()
  }
}
