import Batches

/// `/`: the filter, live while it is typed.
extension BrowserState {
  var isTypingFilter: Bool {
    if case .prompt(let prompt) = overlay { return prompt.purpose == .filter }
    return false
  }

  mutating func openFilter() {
    displaced = selection
    overlays.open(
      .prompt(Prompt(.filter, label: "/", text: filterText, history: filterHistory)))
  }

  /// Shows what matches the line so far; of one with a mistake, what matches the terms before it.
  mutating func filterTyped(_ prompt: Prompt) -> [Effect] {
    var prompt = prompt
    defer { overlays.open(.prompt(prompt)) }
    switch parse(prompt.line.text) {
    case .success(let filter):
      prompt.mistake = nil
      return set(filter, isTyped: true)
    case .failure(let error):
      prompt.mistake = Prompt.Mistake(
        message: error.message, range: error.range, isUnfinished: error.isUnfinished)
      // Before its operator came, the name of a field was taken for a word to look for.
      guard let readable = filter(of: prompt.line.text, before: error) else { return [] }
      return set(readable, isTyped: true)
    }
  }

  /// The terms before the mistaken one; nil where they cannot be told apart from it.
  private func filter(of text: String, before error: FilterError) -> Filter? {
    let head = text.prefix(error.range.lowerBound)
    let blank = head.lastIndex(where: \.isWhitespace)
    return try? parse(blank.map { String(head[...$0]) } ?? "").get()
  }

  mutating func enterFilter(_ prompt: Prompt) -> [Effect] {
    switch parse(prompt.line.text) {
    case .success(let filter):
      overlays.close()
      filterText = filter.isEmpty ? "" : prompt.line.text
      if !filter.isEmpty { filterHistory = filterHistory.remembering(filterText) }
      let effects = set(filter, isTyped: false)
      forgetWayBack()
      return effects
    case .failure(let error):
      var prompt = prompt
      prompt.mistake = Prompt.Mistake(message: error.message, range: error.range)
      overlays.open(.prompt(prompt))
      return []
    }
  }

  /// Back to the filter that was on when the prompt was opened.
  mutating func leaveFilter() -> [Effect] {
    guard case .success(let filter) = parse(filterText) else { return [] }
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
    defer { stretch.typedAt = isTyped ? now : nil }
    guard filter != query.filter else { return [] }
    query.filter = filter
    return queryChanged()
  }

  private func parse(_ text: String) -> Result<Filter, FilterError> {
    Filter.parse(text, zone: settings.zone, now: second)
  }
}
