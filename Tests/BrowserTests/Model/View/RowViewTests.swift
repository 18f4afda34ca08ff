import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import TestSupport
import Testing

@testable import Browser

struct RowViewTests {
  private static func source(_ batches: [Batch]) -> RowView.Source {
    var list = BatchList()
    list.merge(batches, after: .head, asOf: Fixture.now)
    return RowView.Source(list: list, clocks: Clocks(local: Fixture.now), baselines: .none)
  }

  private static let few = source(Fixture.batches(0..<20, active: [3, 7]))
  private static let many = source(
    Fixture.batches(0..<(Arrangement.rowsAtOnce + 1), active: [3, 7]))

  private func ids(_ view: RowView, _ source: RowView.Source) -> [String] {
    (0..<view.count(in: source.list)).compactMap {
      view.stored(at: $0, in: source.list)?.row.batch.id
    }
  }

  private func arrange(
    _ view: inout RowView, _ source: RowView.Source, replacing: Bool = true,
    isThrottled: Bool = false
  ) -> (effects: [Effect], change: RowView.Change?) {
    view.arrange(source, replacing: replacing, isThrottled: isThrottled)
  }

  @Test func fewRowsAreArrangedAtOnce() {
    var view = RowView()
    let isOther = view.show(Tab.active)
    #expect(isOther && view.isArranging)
    let (effects, change) = arrange(&view, Self.few)
    #expect(effects.isEmpty && change == .newQuery && !view.isArranging)
    #expect(ids(view, Self.few) == ["b3", "b7"])
    let isOtherAgain = view.show(Tab.active)
    #expect(!isOtherAgain && !view.isArranging)
  }

  @Test func manyRowsAreArrangedInTheBackground() throws {
    var view = RowView()
    _ = view.show(Tab.active)
    let (effects, change) = arrange(&view, Self.many)
    #expect(change == nil && view.isArranging)
    guard case .arrange(let job)? = effects.first else { throw Missing() }
    let outcome = try #require(job.work.run())
    #expect(view.receive(outcome, number: job.number + 1, at: Fixture.now) == nil)
    #expect(view.receive(outcome, number: job.number, at: Fixture.now) == .newQuery)
    #expect(ids(view, Self.many) == ["b3", "b7"])
    #expect(view.receive(outcome, number: job.number, at: Fixture.now) == nil, "it came already")
  }

  private struct Missing: Error {}

  /// What is under way continues unless other rows are asked for; while all is loaded the next one waits
  /// four times as long as the last one took.
  @Test func arrangementsLeaveTimeForOtherWork() throws {
    var (view, source) = (RowView(), Self.many)
    _ = view.show(Tab.active)
    guard case .arrange(let job)? = arrange(&view, source).effects.first else { throw Missing() }
    view.judgeAgain()
    #expect(arrange(&view, source, replacing: false).effects.isEmpty, "one is under way")
    let outcome = try #require(job.work.run())
    _ = view.receive(outcome, number: job.number, at: Fixture.now + 1)
    source.clocks.set(local: Fixture.now + 2)
    #expect(view.nextDue(source.clocks, isThrottled: true) == Fixture.now + 5)
    #expect(arrange(&view, source, replacing: false, isThrottled: true).effects.isEmpty)
    source.clocks.set(local: Fixture.now + 5)
    let later = arrange(&view, source, replacing: false, isThrottled: true).effects
    guard case .arrange(let next)? = later.first else { throw Missing() }
    #expect((later.count, next.number, next.work.now) == (1, job.number + 1, job.work.now + 5))
  }

  @Test func anArrangementThatKnowsRowsThatWentIsStopped() throws {
    var (view, source) = (RowView(), Self.many)
    _ = view.show(Tab.active)
    guard case .arrange(let job)? = arrange(&view, source).effects.first else { throw Missing() }
    let outcome = try #require(job.work.run())
    var changes = ListChanges()
    changes.removed = [source.list[7].batch]
    #expect(view.apply(changes, in: source).effects == [.stopArranging])
    #expect(view.receive(outcome, number: job.number, at: Fixture.now) == nil)
    #expect(view.apply(changes, in: source).effects.isEmpty, "it is stopped already")
  }

  @Test func rowsBehindAllOthersAreAddedAtOnce() {
    var view = RowView()
    _ = view.show(Tab.active)
    _ = arrange(&view, Self.few)
    var source = Self.few
    let changes = source.list.merge(
      Fixture.batches(20..<30, active: [24]), after: .after(id: "b19"), asOf: Fixture.now)
    let tail = view.apply(changes, in: source)
    #expect(tail.isExtended)
    #expect(ids(view, source) == ["b3", "b7", "b24"])
    let above = source.list.merge(
      Fixture.batches(100..<101, active: [100]), after: .head, asOf: Fixture.now)
    let head = view.apply(above, in: source)
    #expect(!head.isExtended && view.isArranging)
  }

  @Test func aRowThatDoesNotMatchIsKeptAtItsPlace() {
    var view = RowView()
    _ = view.show(Tab.active)
    _ = arrange(&view, Self.few)
    view.keep("b5", in: Self.few)
    #expect(ids(view, Self.few) == ["b3", "b5", "b7"])
    #expect((view.count(in: Self.few.list), view.matchCount(in: Self.few.list)) == (3, 2))
    #expect(view.dropKept()?.index == 1)
    #expect(ids(view, Self.few) == ["b3", "b7"])
  }

  @Test func aFilterIsRememberedAsItWasTyped() throws {
    let filter = try Filter.parse("b1", zone: .utc, now: 0).get()
    var view = RowView()
    _ = view.show(filter, typedAt: Fixture.now)
    #expect(view.filterText == "")
    #expect(!view.budget.allowsPage(at: Fixture.now + FillBudget.typingPause - 0.1))
    #expect(view.budget.allowsPage(at: Fixture.now + FillBudget.typingPause))
    view.keep(filterText: "b1")
    #expect((view.filterText, view.filterHistory) == ("b1", ["b1"]))
    view.showAll()
    #expect(view.filterText == "" && view.query.isPlain && view.isArranging)
  }

  @Test func aViewReadsSoManyPagesAndNoMore() {
    var budget = FillBudget()
    for _ in 0..<FillBudget.mostPages {
      #expect(budget.allowsPage(at: 0))
      budget.countPage()
    }
    #expect(budget.isSpent && !budget.allowsPage(at: 0))
    budget = FillBudget()
    budget.stop()
    #expect(budget.isSpent)
  }
}
