import Screen

/// What a prompt does with its line: while it is typed, when it is entered, when it is left.
extension BrowserState {
  mutating func type(_ key: Key, into prompt: Prompt) -> [Effect] {
    switch key {
    case .enter: return enter(prompt)
    case .escape, .control("c"): return leave(prompt)
    case .tab where prompt.purpose == .save: return completeSavePath(prompt)
    default:
      var prompt = prompt
      guard prompt.take(key) else { return [] }
      overlays.open(.prompt(prompt))
      return lineChanged(prompt)
    }
  }

  /// After every change of the line.
  mutating func lineChanged(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .filter: return filterTyped(prompt)
    case .save:
      var prompt = prompt
      prompt.mistake = nil
      overlays.open(.prompt(prompt))
      return []
    }
  }

  private mutating func enter(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .filter: enterFilter(prompt)
    case .save: acceptSavePath(prompt)
    }
  }

  private mutating func leave(_ prompt: Prompt) -> [Effect] {
    overlays.close()
    switch prompt.purpose {
    case .filter: return leaveFilter()
    case .save: return []
    }
  }
}
