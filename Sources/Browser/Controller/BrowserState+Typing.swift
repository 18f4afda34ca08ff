import Screen

/// Keys and pasted text while something is typed.
extension BrowserState {
  mutating func type(_ key: Key) -> [Effect] {
    switch overlay {
    case .prompt(let prompt): return type(key, into: prompt)
    case .help(var help):
      switch key {
      case .enter: help.acceptSearch()
      case .escape, .control("c"): help.endSearch()
      default: help.edit { line in _ = line.take(key) }
      }
      overlays.open(.help(help))
    default: break
    }
    return []
  }

  /// Pasted text goes into a prompt, or nowhere: it is never taken for keys.
  mutating func paste(_ text: String) -> [Effect] {
    switch overlay {
    case .prompt(var prompt):
      prompt.insert(text)
      overlays.open(.prompt(prompt))
      return lineChanged(prompt)
    case .help(var help) where help.isTyping:
      help.edit { $0.insert(text) }
      overlays.open(.help(help))
    default:
      message = Message("pasted text is not taken for keys")
    }
    return []
  }
}
