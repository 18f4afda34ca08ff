import BatchInsight
import Batches
import Screen

extension BrowserState {
  /// The one place where the state changes.
  /// - Parameter now: seconds since 1970 by our own clock.
  /// - Returns: what has to be done, in order.
  mutating func update(_ event: Event, now: Double) -> [Effect] {
    clocks.set(local: now)
    var effects: [Effect] = []
    switch event {
    case .start: effects = recall.isReading ? [.recall] : []
    case .merge(let deferred): effects = merge(deferred)
    case .input(let input): effects = handle(input)
    case .outline(let number, let outline):
      effects = perform(
        loader.sendAhead(of: outline, number: number, demand: demand, in: list, now: now))
    case .page(let number, let result):
      effects = perform(loader.receive(page: result, number: number, in: list, now: now))
    case .batch(let number, let result):
      effects = perform(loader.receive(batch: result, number: number, in: list, now: now))
    case .arranged(let number, let outcome): receive(outcome, number: number)
    case .searched(let number, let outcome): receive(outcome, number: number)
    case .tick: effects = perform(loader.retryIfDue(now: now))
    case .offered(let field, let number, let route):
      effects = finishCopy(of: field, number: number, after: route)
    case .copied(let field, let route): report(copied: field, by: route)
    case .saving(let number, let count): exports.note(written: count, number: number)
    case .saved(let number, let outcome): noteSaved(number: number, outcome)
    case .results(let session, let event): effects = receive(event, session: session)
    case .cancelled(let id, let result): effects = receive(cancelled: result, of: id)
    case .openedPage(let url, let outcome): say(.page(url, outcome))
    case .ran(let name, let end): say(.ran(name: name, end))
    case .cancelledAll(let count, let failures): noteCancelled(count: count, failures: failures)
    case .recalled(let rows): effects = receive(rows)
    case .gone(let rows): receive(rows)
    case .history(let problem): note(problem)
    case .profileRefused(let reason): say(.profileRefused(reason))
    case .completed(let path, let completions):
      effects = tellOverlay(.completed(path: path, completions)) ?? []
    }
    effects += settle() + perform(loader.dropUnwantedAhead())
    selectAwaitedRow()
    effects += askForGoneRows()
    // What was asked for is on its way while a page is merged.
    if let merge = effects.firstIndex(where: \.isMerge) {
      effects.append(effects.remove(at: merge))
    }
    return effects
  }

  /// Brings what is counted and shown up to date with the rows, and asks for what is missing then.
  mutating func settle() -> [Effect] {
    statistics.countProblems(at: clocks.server.second)
    return arrangeIfDue() + fetchAhead()
  }

  private mutating func handle(_ key: Key) -> [Effect] {
    if !key.isText, let command = settings.keymap.command(for: key), command.isAboutTerminal {
      return performAnywhere(command) ?? []
    }
    if overlay != nil { return handleInOverlay(key) }
    guard let command = settings.keymap.command(for: key) else {
      if let own = settings.keymap.ownCommand(for: key) { return ask(own) }
      say(.unbound)
      return []
    }
    return perform(command)
  }

  private mutating func handle(_ input: InputEvent) -> [Effect] {
    switch input {
    case .key(let key):
      // With nothing bound to Alt and that key, it was Esc and then that key, which tmux joins.
      if let second = key.withoutAlt, settings.keymap.command(for: key) == nil {
        return handle(.key(.escape)) + handle(.key(second))
      }
      say(nil)
      viewport.noteLook()
      let command = overlay == nil ? settings.keymap.command(for: key) : nil
      // Quitting before the row has arrived keeps it for the next run.
      if command != .quit { recall.forgetSelection() }
      let wasSearching = rows.jump.isUnderWay
      guard let effects = interruptSearch(command) else { return [] }
      // What stops the search does nothing else.
      if wasSearching, command == .back || command == .interrupt { return effects }
      return effects + handle(key)
    case .resize(let size):
      screen.resize(to: size)
      keepViewportFull()
      return tellOverlays(.resized)
    case .charset(let charset):
      screen.use(charset)
      return tellOverlays(.resized)
    case .resumed:
      // Focus changes were not reported meanwhile, and whoever typed `fg` has the focus.
      loader.noteFocus(true)
      return [.redraw]
    case .terminate(let signal): return [.quit(status: 128 + signal, signal: signal)]
    case .hangUp: return [.quit(status: 129)]
    case .mouse(let event):
      recall.forgetSelection()
      return (interruptSearch(nil) ?? []) + handle(event)
    case .paste(let text):
      if let effects = tellOverlay(.paste(text)) { return effects }
      say(.pasteIgnored)
      return []
    case .focus(let hasFocus):
      loader.noteFocus(hasFocus)
      return []
    }
  }
}
