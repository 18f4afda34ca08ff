import Screen

/// Keys and pasted text while a prompt is open.
extension BrowserState {
  mutating func type(_ key: Key) {
    guard case .help(var help) = overlay else { return }
    switch key {
    case .enter: help.acceptSearch()
    case .escape, .control("c"): help.endSearch()
    default: help.edit { line in _ = line.take(key) }
    }
    overlay = .help(help)
  }

  /// Pasted text goes into a prompt, or nowhere: it is never taken for keys.
  mutating func paste(_ text: String) {
    guard case .help(var help) = overlay, help.isTyping else {
      message = Message("pasted text is not taken for keys")
      return
    }
    help.edit { $0.insert(text) }
    overlay = .help(help)
  }
}
