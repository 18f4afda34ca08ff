import BatchInsight
import Batches
import Screen

/// The words of every message, in one table. Keys are named as the keymap has them.
struct MessageText {
  let keymap: Keymap

  func text(of message: Message) -> String {
    switch message {
    case .both(let one, let other): text(of: one) + "; " + text(of: other)
    case .configuration(let complaint): complaint
    case .noProfiles:
      "there are no profiles: `lazybatch config example` shows how to make one"
    case .profileRefused(let reason): "Not switched: \(reason)"
    case .terminalUnknown(let name, let used):
      "this machine does not know the terminal \(name) (TERM); using \(used)"
    case .viewNotRead(let path):
      "how you left the browser is not known: \(path) is damaged, and is written anew at the end"
    case .unbound: "this key does nothing here; press \(key(.help)) for help"
    case .pasteIgnored: "pasted text is ignored here"
    case .mouse(isOn: true): "mouse on: wheel scrolls, click selects; hold Shift to select text"
    case .mouse(isOn: false): "mouse off: the terminal selects text"
    case .times(let mode, let unknown): mode.note(unknown: unknown)
    case .unknownZone(let zone): zone.sentence
    case .endedBeforeCancelling: "it had already finished; \(key(.interrupt)) again quits"
    case .searchingProblem: "looking for the next problem; \(key(.back)) stops"
    case .noProblem(let below, let hasMoreToLoad):
      "no problem \(below ? "below" : "above")"
        + (hasMoreToLoad ? " among the loaded rows; \(key(.last)) loads more" : "")
    case .viewCleared(let hidden): "showing all batches: the view hid \(hidden)"
    case .notInList(let name): "\(name) is no longer in the list"
    case .notSorted:
      "rows are in the server's order; \(key(.chooseSort)) sorts them by a column"
    case .firstColumns:
      "these are the first columns; \(key(.chooseColumns)) chooses which are shown"
    case .lastColumns: "no more columns; \(key(.chooseColumns)) chooses which are shown"
    case .noRoomForDetail: "no room for the details there"
    case .legend(let text): text
    case .followingWhilePaused: "auto-refresh is paused; \(key(.pauseAutoRefresh)) resumes it"
    case .following(let name): "following \(name) until it ends"
    case .nothingToFollow(let name): "\(name) has already ended; nothing to follow"
    case .followingMany(let count, let marked) where count == marked:
      "following \(count.grouped) batches until they end"
    case .followingMany(let count, let marked):
      "following \(count.grouped) of the \(marked.grouped) marked batches; the others have ended"
    case .noneToFollow: "all marked batches have already ended; nothing to follow"
    case .followedIsGone(let name), .isGone(let name): "\(name) is no longer on the server"
    case .followedFinished(let name, let outcome, _): "\(name) has ended: \(outcome)"
    case .alreadyReading: "already loading; \(key(.interrupt)) cancels"
    case .cancelled: "cancelled; nothing was changed"
    case .pageFailed(let failure): "\(failure.sentence). \(key(.refresh)) tries again"
    case .gapFailed(let failure): "Rows are missing here. \(failure.sentence)"
    case .gapStays(let reason):
      "Rows may be missing here: \(reason). \(key(.refresh)) tries again"
    case .refreshFailed(let failure): "Not refreshed. \(failure.sentence)"
    case .refreshed(let added, let changed, let removed, let leavesGap, let unreadActive):
      refreshed(added, changed, removed, leavesGap: leavesGap, unreadActive: unreadActive)
    case .sinceLastRun(let news, let moment): sinceLastRun(news, moment)
    case .stillRecalling:
      "the rows of earlier runs are still coming; \(key(.reload)) again in a moment"
    case .history(.notKept(let reason)): "nothing is kept for the next run: \(reason)"
    case .history(.damaged(let path)):
      "the history was damaged and starts from scratch; the damaged file is kept as \(path)"
    case .loadingStopped(let rows, let loaded):
      "stopped after \(Self.rows(rows)); \(Self.loaded(loaded)), more on the server"
    case .allLoaded(rows: 0): "there are no batches"
    case .allLoaded(let rows): "all loaded: \(Self.rows(rows))"
    case .endReached(let rows, let reason):
      "\(Self.loaded(rows)), but the list may be incomplete: \(reason)"
    case .autoRefreshPaused:
      "auto-refresh paused; \(key(.pauseAutoRefresh)) resumes it, \(key(.refresh)) refreshes once"
    case .autoRefreshOn(isIdle: false): "auto-refresh on"
    case .autoRefreshOn(isIdle: true):
      "auto-refresh on; it waits until something loaded is active"
    case .notFound(let text): "\(text) is not in this request"
    case .noPage: "no console of this server is known"
    case .page(let url, .opened): "opened \(url)"
    case .page(let url, .failed(let program)): "\(program) could not open \(url)"
    case .page(let url, .noDesktop): "there is no desktop here to open \(url)"
    case .ran(let name, .exited(0)): "\(name) has ended"
    case .ran(let name, .exited(let status)): "\(name) ended with status \(status)"
    case .ran(let name, .signaled(let signal)): "\(name) was ended by signal \(signal)"
    case .ran(let name, .notStarted): "\(name) could not be run: there is no such program"
    case .lacksField(let command, let batch, let field):
      "\(command) needs \(field), which \(batch) does not have"
    case .cancelsInList:
      "\(key(.cancelBatch)) cancels a batch in the list; \(key(.quit)) leads back there"
    case .cancellingIsOff:
      "cancelling batches is off; start with --allow-cancel to have \(key(.cancelBatch))"
    case .cannotBeCancelled(let name, let status): "\(name) is already \(status)"
    case .noneToCancel: "none of the marked batches can be cancelled any more"
    case .cancellingMany(let count): "asking the server to cancel \(count.grouped) batches"
    case .cancelAskedMany(let count, _, nil):
      "the server was asked to cancel \(count.grouped) batches"
    case .cancelAskedMany(let count, let failed, let failure?):
      "\(failed.grouped) of \(count.grouped) batches were not cancelled. \(failure.sentence)"
    case .cancelling(let name): "asking the server to cancel \(name)"
    case .cancelAsked(let name, let status, hasMoved: true): "\(name) is \(status)"
    case .cancelAsked(let name, let status, hasMoved: false):
      "the server was asked to cancel \(name), which is still \(status)"
    case .cancelFailed(let name, let failure) where failure.leavesDoubt:
      "whether \(name) was cancelled is not clear yet. \(failure.sentence)"
    case .cancelFailed(let name, let failure): "\(name) was not cancelled. \(failure.sentence)"
    case .copied(let field, .terminal):
      // Many terminals ignore it; the mouse can take what is on the screen.
      "sent the \(field.name) to the terminal (OSC 52)" + selectable(field.text)
    case .copied(let field, .tmux): "the \(field.name) is in tmux's buffer"
    case .copied(let field, .tool(let name)): "copied the \(field.name), with \(name)"
    case .copied(let field, .nowhere):
      "cannot copy the \(field.name): no clipboard can be reached" + selectable(field.text)
    case .alreadySaving: "already saving; \(key(.interrupt)) cancels"
    case .stillSaving: "still saving; \(key(.interrupt)) cancels that"
    case .resultsStillSaving:
      "still saving; \(key(.interrupt)) cancels that, then \(key(.quit)) closes the results"
    case .rowsNotArranged:
      "the rows are still being arranged; \(key(.save)) again in a moment"
    case .noRowsToSave: "there are no rows to save"
    case .saved(let extent, let format, let path):
      "saved \(extent.words) as \(format) to \(path)" + (extent.caveat.map { "; " + $0 } ?? "")
    case .savedResults(let subject, let count, let path):
      count == 0 && subject != .report
        ? "nothing to save: \(path) is empty" : "saved \(subject.words(count)) to \(path)"
    case .notSaved(let failure): "Not saved: \(failure.sentence)"
    case .resultsNotSaved(.failed(let failure)): "Not saved. \(failure.sentence)"
    case .resultsNotSaved(.noInput(let reason)):
      "Not saved: the input file cannot be read" + (reason.map { ": \($0)" } ?? "")
    case .resultsNotSaved(.notKept(let failure)): "Not saved: \(failure.sentence)"
    case .resultsNotSaved(.stopped): text(of: .savingCancelled)
    case .savingCancelled: "cancelled; nothing was saved"
    }
  }

  private func sinceLastRun(_ news: Recall.News, _ moment: String) -> String {
    var parts: [String] = []
    if news.ended > 0 { parts.append("\(news.ended.grouped) ended") }
    if news.failed > 0 { parts.append("\(news.failed.grouped) of them failed") }
    if news.moved > 0 {
      parts.append("\(news.moved.grouped)" + (parts.isEmpty ? " changed" : " changed otherwise"))
    }
    if news.gone > 0 { parts.append("\(news.gone.grouped) gone from the server") }
    if news.added > 0 { parts.append("\(news.added.grouped) new") }
    let what = parts.isEmpty ? "nothing has changed" : parts.joined(separator: ", ")
    return "since you last looked (\(moment)): \(what)"
      + (parts.isEmpty ? "" : "; \(key(.changeLog)) lists them")
  }

  private func refreshed(
    _ added: Int, _ changed: Int, _ removed: Int, leavesGap: Bool, unreadActive: Int
  ) -> String {
    var changes: [String] = []
    if added > 0 { changes.append("\(added) new") }
    if changed > 0 { changes.append("\(changed) changed") }
    if removed > 0 { changes.append("\(removed) gone from the server") }
    var remarks = [changes.isEmpty ? "nothing has changed" : changes.joined(separator: ", ")]
    if leavesGap {
      remarks.append("rows may be missing below them; they load when you scroll there")
    }
    if unreadActive > 0 {
      remarks.append("\(unreadActive) active ones were not read (\(key(.reload)) reads all)")
    }
    return "refreshed: " + remarks.joined(separator: "; ")
  }

  /// A text that a mouse can select: behind a colon, where it is of one line and not too long.
  private func selectable(_ text: String) -> String {
    let isShort = text.utf8.count <= 200 && !text.utf8.contains(UInt8(ascii: "\n"))
    return isShort ? ": " + text : ""
  }

  /// The first key of a command.
  private func key(_ command: Command) -> String { keymap.label(of: command) }

  private static func rows(_ count: Int) -> String {
    count.grouped + (count == 1 ? " row" : " rows")
  }

  private static func loaded(_ count: Int) -> String {
    rows(count) + (count == 1 ? " is" : " are") + " loaded"
  }
}
