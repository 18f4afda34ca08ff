import BatchInsight
import BatchPresentation
import Batches
import Screen

/// Everything that can change the state.
enum Event: Sendable {
  /// The program has a screen now.
  case start
  case input(InputEvent)
  /// The answer to the page request of this number has come and is being decoded.
  case outline(number: Int, PageOutline)
  /// The answer to the page request of this number.
  case page(number: Int, Result<BatchPage, ServiceFailure>)
  /// The answer to the request for one batch of this number.
  case batch(number: Int, Result<Batch, ServiceFailure>)
  /// The arrangement of this number was carried out.
  case arranged(number: Int, Arrangement.Outcome)
  /// The search of this number was carried out.
  case searched(number: Int, ProblemSearch.Outcome)
  /// What the event before asked for is on its way: time to merge its page.
  case merge(DeferredPage)
  /// The time that `BrowserState.nextWake(drawn:)` named has come.
  case tick
  /// Which program took the text of this copy, if any.
  case offered(CopyField, number: Int, CopyRoute)
  /// The field was put on the clipboard, or was not.
  case copied(CopyField, CopyRoute)
  /// So many rows, requests or bytes of the save of this number are written.
  case saving(number: Int, count: Int)
  /// The save of this number has ended.
  case saved(number: Int, SaveOutcome)
  /// An answer about the files of a batch, by the session that asked.
  case results(session: Int, ResultsEvent)
  /// What became of cancelling the batch of this id; comes again until it has moved.
  case cancelled(BatchID, Result<Batch?, ServiceFailure>)
  /// What became of showing a page of the web.
  case openedPage(url: String, OpenedPage)
  /// A program of the user's own has ended.
  case ran(name: String, ProgramEnd)
  /// The server has answered for all of several batches that were to be cancelled.
  case cancelledAll(count: Int, failures: [ServiceFailure])
  /// Rows that were read in earlier runs, behind those that came before.
  case recalled(RecalledRows)
  /// The batches that the server no longer lists.
  case gone(GoneRows)
  /// What is wrong with the history.
  case history(HistoryProblem)
  /// Why a profile cannot be used.
  case profileRefused(String)
  /// Completions of the path that was typed.
  case completed(path: String, PathCompletions)

  /// Whether somebody waits for what it does.
  var isInput: Bool {
    if case .input = self { return true }
    return false
  }
}

/// What the loop has to do after an event.
enum Effect: Sendable, Hashable {
  case send(ServiceRequest, number: Int)
  /// The answer is not wanted any more.
  case cancel(number: Int)
  /// Answer with `Event.merge` at once, before any other event.
  case merge(DeferredPage)
  /// Arrange the rows in the background and answer with `Event.arranged`; cancels one in progress.
  case arrange(Numbered<Arrangement>)
  /// Cancel that.
  case stopArranging
  /// Search in the background and answer with `Event.searched`.
  case search(Numbered<ProblemSearch>)
  /// Cancel that search.
  case stopSearching
  /// Redraw the whole screen (^L).
  case redraw
  case suspend
  /// Offer a field to clipboard programs in the background and answer with `Event.offered`; cancels a
  /// copy in progress.
  case copy(CopyField, number: Int)
  /// Copy a field through the terminal, too, and answer with `Event.copied`.
  case copyThroughTerminal(CopyField, after: CopyRoute)
  case reportMouse(Bool)
  /// Write rows to a file; report with `Event.saving` and `Event.saved`.
  case save(Numbered<SaveRequest>)
  /// The file that is being written is not wanted any more.
  case cancelSave
  /// Begin to receive the files of a batch, as they are asked for; report with `Event.results`.
  case openResults(Batch, ResultFiles, session: Int)
  case askReader(ResultsRequest, session: Int)
  /// Stop that, and forget what was received.
  case closeResults(session: Int)
  /// Ask the server to cancel batches, and look at them until they have moved; report with
  /// `Event.cancelled`, and of several with `Event.cancelledAll` at the end.
  case cancelBatches([BatchID])
  /// Show a page of the web in the background and answer with `Event.openedPage`.
  case openPage(url: String)
  /// Run a program of the user's own in the terminal and answer with `Event.ran`.
  case run(name: String, [String])
  /// Begin to hand out the rows of earlier runs with `Event.recalled`.
  case recall
  /// Answer with `Event.gone`, once what is to be kept so far is kept.
  case askForGoneRows
  /// Keep what was read for later runs.
  case record(Numbered<HistoryEntry>)
  /// Find completions of a path and answer with `Event.completed`.
  case complete(path: String)
  /// Leave for another profile, or answer with `Event.profileRefused`.
  case switchProfile(String)
  /// Ring the bell and, with a text, show a notice on the desktop.
  case notify(String?)
  /// Leave with this exit status; the signal, where there was one, is raised again.
  case quit(status: Int32, signal: Int32? = nil)
}

extension Effect {
  var isMerge: Bool {
    if case .merge = self { return true }
    return false
  }
}
