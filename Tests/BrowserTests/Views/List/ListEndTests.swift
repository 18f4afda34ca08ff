import BatchInsight
import BatchPresentation
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

/// What is said below the last row, from nothing but the values that it depends on.
@Suite struct ListEndTests {
  static func end(
    _ coverage: Pager.Coverage = .more, isLoading: Bool = false, failure: ServiceFailure? = nil,
    isFillingScreen: Bool = false, pages: Int = 0, isStopped: Bool = false, loaded: Int = 0,
    tab: Tab = .all, isArranging: Bool = false
  ) -> ListEnd {
    var budget = FillBudget()
    for _ in 0..<pages { budget.countPage() }
    if isStopped { budget.stop() }
    var query = ViewQuery()
    query.tab = tab
    return ListEnd(
      tail: ListEnd.Tail(
        coverage: coverage, isLoading: isLoading, failure: failure, countdown: nil,
        isFillingScreen: isFillingScreen, budget: budget),
      gone: nil, loaded: loaded, isAlone: loaded == 0, query: query, isTypingFilter: false,
      isArranging: isArranging, keymap: .standard, theme: .unicode)
  }

  @Test(arguments: [
    (end(), "more on the server"),
    (end(.complete), "end of the list"),
    (end(.maybeIncomplete("no cursor")), "the list may be incomplete: no cursor"),
    (end(isLoading: true), "loading more…"),
    (
      end(isLoading: true, isFillingScreen: true, pages: 3),
      "reading on for more: page 3 of at most 20   ^C stops"
    ),
    (end(failure: Fixture.failure()), Fixture.failure().summary + "  r tries again"),
    // While it is read again, an earlier failure is history.
    (end(isLoading: true, failure: Fixture.failure()), "loading more…"),
    (end(isStopped: true, tab: .active), "stopped; more on the server, G reads on"),
    (end(pages: 20, tab: .active), "20 pages read; more on the server, G reads on"),
    (end(pages: 19, tab: .active), "more on the server"),
    // A list that hides nothing is not searched for rows to show.
    (end(isStopped: true), "more on the server"),
  ])
  func theLineBelowRows(end: ListEnd, text: String) {
    #expect(end.line.text == text)
  }

  @Test(arguments: [
    (end(), "nothing is loaded yet"),
    (end(isLoading: true), "loading the first page…"),
    (end(.complete), "No batches here yet."),
    (end(.maybeIncomplete("no cursor")), "No batches came; the list may be incomplete: no cursor"),
    (end(failure: Fixture.failure()), Fixture.failure().headline + "."),
    (end(loaded: 1200, tab: .active), "None of the 1,200 loaded batches match."),
    (end(loaded: 1200, tab: .active, isArranging: true), "looking through the rows…"),
  ])
  func thePageWithoutRows(end: ListEnd, first: String) {
    #expect(end.page(columns: 80).first?.text == first)
  }
}
