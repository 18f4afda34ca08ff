import BatchInsight
import Batches
import Screen

/// What is said in the foot, until the next key. The words are `MessageText`'s.
enum Message: Sendable, Hashable {
  enum Tone: Sendable, Hashable {
    case note
    case warning
    case failure
  }

  /// Two that are due at the same time.
  indirect case both(Message, Message)

  /// What is wrong with the configuration file.
  case configuration(String)
  case noProfiles
  /// - Parameter reason: a sentence without its full stop.
  case profileRefused(String)

  // The terminal
  /// Its type (`TERM`) is unknown to this machine, and that of a similar one is used.
  case terminalUnknown(name: String, used: String)

  /// The file that keeps how the browser was left is none.
  case viewNotRead(String)

  // Keys
  case unbound
  case pasteIgnored
  case mouse(isOn: Bool)
  /// - Parameter unknown: the zone that local times should be in; nil where it is known.
  case times(TimeMode, unknown: UnknownZone?)
  case unknownZone(UnknownZone)
  case endedBeforeCancelling

  // Loading
  case alreadyReading
  case cancelled
  case pageFailed(ServiceFailure)
  case gapFailed(ServiceFailure)
  case gapStays(reason: String)
  case refreshFailed(ServiceFailure)
  case refreshed(added: Int, changed: Int, removed: Int, leavesGap: Bool, unreadActive: Int)
  /// - Parameter at: when the user last looked, as people say it.
  case sinceLastRun(Recall.News, at: String)
  case history(HistoryProblem)
  /// Rows of earlier runs are still coming.
  case stillRecalling
  case loadingStopped(rows: Int, loaded: Int)
  case allLoaded(rows: Int)
  /// - Parameter reason: why the list may be incomplete.
  case endReached(rows: Int, reason: String)
  case autoRefreshPaused
  case autoRefreshOn(isIdle: Bool)

  // Following
  case followingWhilePaused
  case following(name: String)
  case nothingToFollow(name: String)
  /// - Parameter of: marked batches.
  case followingMany(Int, of: Int)
  case noneToFollow
  case followedIsGone(name: String)
  /// Nothing can be done with it.
  case isGone(name: String)
  case followedFinished(name: String, outcome: String, tone: Tone)

  // View
  case searchingProblem
  case noProblem(below: Bool, hasMoreToLoad: Bool)
  case viewCleared(hidden: String)
  case notInList(name: String)
  case notSorted
  case firstColumns
  case lastColumns
  case noRoomForDetail
  case legend(String)

  // Other programs
  case noPage
  case page(String, OpenedPage)
  case ran(name: String, ProgramEnd)
  /// A program of the user's own needs a field that the batch does not have.
  case lacksField(command: String, batch: String, field: String)

  // Results
  case notFound(String)

  // Cancelling a batch
  case cancelsInList
  case cancellingIsOff
  case cannotBeCancelled(name: String, status: String)
  /// Every marked batch has ended.
  case noneToCancel
  case cancellingMany(Int)
  /// - Parameter failure: the first of those that failed.
  case cancelAskedMany(Int, failed: Int, ServiceFailure?)
  case cancelling(name: String)
  case cancelAsked(name: String, status: String, hasMoved: Bool)
  case cancelFailed(name: String, ServiceFailure)

  // Copying and saving
  case copied(CopyField, CopyRoute)
  case alreadySaving
  case stillSaving
  case resultsStillSaving
  case rowsNotArranged
  case noRowsToSave
  case saved(SaveExtent, format: String, path: String)
  case savedResults(ResultsSave, count: Int, path: String)
  case notSaved(SaveFailure)
  case resultsNotSaved(ResultsFailure)
  case savingCancelled

  var tone: Tone {
    switch self {
    case .pageFailed, .gapFailed, .refreshFailed, .notSaved, .resultsNotSaved, .cancelFailed,
      .cancelAskedMany(_, _, .some):
      .failure
    case .configuration, .profileRefused, .unknownZone, .terminalUnknown, .viewNotRead, .history,
      .gapStays, .endReached, .followedIsGone,
      .notInList,
      .stillSaving, .resultsStillSaving:
      .warning
    case .copied(_, .nowhere), .page(_, .failed), .lacksField: .warning
    case .ran(_, let end): end == .exited(0) ? .note : .warning
    case .followedFinished(_, _, let tone): tone
    case .both(let one, _): one.tone
    default: .note
    }
  }
}
