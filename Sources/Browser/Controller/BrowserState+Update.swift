import Batches
import Screen

extension BrowserState {
  /// The one place where the state changes.
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - keymap: which key means which command.
  /// - Returns: what has to be done, in order.
  mutating func update(
    _ event: Event, now: Double, keymap: Keymap = .standard
  ) -> [Effect] {
    self.now = now
    self.keymap = keymap
    // Before anything looks at the list; `.merge` is there to bring about this and nothing more.
    mergePutOff()
    var effects: [Effect] = []
    switch event {
    case .start, .merge: break
    case .input(let input): effects = take(input)
    case .outline(let number, let outline): effects = sendAhead(of: outline, number: number)
    case .page(let number, let result): effects = receive(page: result, number: number)
    case .batch(let number, let result): effects = receive(batch: result, number: number)
    case .arranged(let number, let outcome): receive(outcome, number: number)
    case .searched(let number, let outcome): receive(outcome, number: number)
    case .tick: effects = retryIfDue()
    case .offered(let field, let number, let route):
      effects = finishCopy(of: field, number: number, after: route)
    case .copied(let field, let route): report(copied: field, by: route)
    case .saving(let number, let rows): noteSaving(number: number, rows: rows)
    case .saved(let number, let outcome): noteSaved(number: number, outcome)
    case .completed(let path, let completions): complete(path, completions)
    }
    return effects + settle() + dropUnwantedAhead() + takeNotices()
  }

  /// Brings what is counted and shown up to date with the rows, and asks for what is missing then.
  mutating func settle() -> [Effect] {
    countProblems()
    return arrangeIfDue() + fetchAhead()
  }

  private mutating func take(_ key: Key) -> [Effect] {
    if case .control = key, let command = keymap[key], command.isAboutTerminal {
      return perform(command)
    }
    if overlay?.isTyping == true {
      return type(key)
    }
    if case .confirmReread = overlay { return answerReread(key.asciiEquivalent) }
    if case .confirmReplace(let target) = overlay {
      return answerReplace(target, key.asciiEquivalent)
    }
    if let effects = takeInMenu(key.asciiEquivalent) { return effects }
    guard let command = keymap[key.asciiEquivalent] else {
      message = .unbound
      return []
    }
    return perform(command)
  }

  private mutating func take(_ input: InputEvent) -> [Effect] {
    switch input {
    case .key(let key):
      message = nil
      hasLooked = true
      let command = overlay == nil ? keymap[key.asciiEquivalent] : nil
      let wasSearching = searching.number != nil
      guard let effects = interruptSearch(command) else { return [] }
      // What stops the search does nothing else.
      if wasSearching, command == .back || command == .interrupt { return effects }
      return effects + take(key)
    case .resize(let size):
      self.size = size
      keepViewportFull()
      keepHelpFull()
      return []
    case .resumed:
      // Nobody told what became of the focus meanwhile, and whoever typed `fg` has it.
      autoRefresh.hasFocus = true
      return [.redraw]
    case .terminate(let signal): return [.quit(status: 128 + signal, signal: signal)]
    case .hangUp: return [.quit(status: 129)]
    case .mouse(let event): return (interruptSearch(nil) ?? []) + take(event)
    case .paste(let text):
      return paste(text)
    case .focus(let hasFocus):
      autoRefresh.hasFocus = hasFocus
      return []
    }
  }
}
