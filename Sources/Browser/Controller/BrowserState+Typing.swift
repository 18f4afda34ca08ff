import Screen

extension BrowserState {
  /// Pasted text goes into what is typed, or nowhere: it is never taken for keys.
  mutating func paste(_ text: String) -> [Effect] {
    if case .prompt(var prompt) = overlay {
      prompt.insert(text)
      overlays.open(.prompt(prompt))
      return lineChanged(prompt)
    }
    if let effects = tellOverlay(.paste(text)) { return effects }
    message = Message("pasted text is not taken for keys")
    return []
  }
}
