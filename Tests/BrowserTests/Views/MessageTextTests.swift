import Batches
import Screen
import Testing

@testable import Browser

@Suite struct MessageTextTests {
  /// Every key that a sentence names is the keymap's.
  @Test(arguments: [
    (Message.alreadyReading, Command.interrupt), (.endedBeforeCancelling, .interrupt),
    (.alreadySaving, .interrupt), (.stillSaving, .interrupt), (.unbound, .help),
    (.resultsStillSaving, .interrupt), (.resultsStillSaving, .quit), (.cancelsInList, .cancelBatch),
    (.cancelsInList, .quit),
    (.searchingProblem, .back), (.noProblem(below: true, hasMoreToLoad: true), .last),
    (.notSorted, .chooseSort), (.firstColumns, .chooseColumns), (.lastColumns, .chooseColumns),
    (.followingWhilePaused, .pauseAutoRefresh), (.autoRefreshPaused, .pauseAutoRefresh),
    (.autoRefreshPaused, .refresh), (.gapStays(reason: "x"), .refresh),
    (.pageFailed(ServiceFailure(.timeout, "x")), .refresh), (.rowsNotArranged, .save),
    (
      .refreshed(added: 0, changed: 0, removed: 0, leavesGap: false, unreadActive: 2), .reload
    ),
  ])
  func keysAreThoseOfTheKeymap(message: Message, command: Command) {
    let usual = MessageText(keymap: .standard).text(of: message)
    let text = MessageText(keymap: .withF9(for: command)).text(of: message)
    #expect(text.contains("F9") && !usual.contains("F9"), "\(text)")
  }

  @Test(arguments: [
    (Message.allLoaded(rows: 0), "there are no batches"),
    (.allLoaded(rows: 1), "all loaded: 1 row"), (.allLoaded(rows: 2500), "all loaded: 2,500 rows"),
    (
      .loadingStopped(rows: 1, loaded: 1),
      "stopped after 1 row; 1 row is loaded, more on the server"
    ),
    (
      .refreshed(added: 1, changed: 2, removed: 3, leavesGap: true, unreadActive: 4),
      "refreshed: 1 new, 2 changed, 3 gone from the server; rows may be missing below them; they "
        + "load when you scroll there; 4 active ones were not read (R reads all)"
    ),
  ])
  func countsAreWorded(message: Message, words: String) {
    #expect(MessageText(keymap: .standard).text(of: message) == words)
  }
}
