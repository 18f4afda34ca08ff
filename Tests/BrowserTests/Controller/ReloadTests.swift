import BatchStore
import Batches
import Screen
import TestSupport
import Testing

@testable import Browser

@Suite struct ReloadTests {
  private func loaded(_ count: Int) -> Conversation {
    var conversation = Conversation(Fixture.batches(0..<count))
    while conversation.state.loader.tail.coverage == .more { conversation.press(.character("G")) }
    conversation.press(.character("g"))
    _ = conversation.takeLog()
    return conversation
  }

  @Test func readsWhatIsLoadedAndDropsWhatIsGone() {
    var conversation = loaded(450)
    for _ in 0..<10 { conversation.press(.character("j")) }
    conversation.server.batches.removeAll { ["b3", "b200", "b449"].contains($0.id) }
    conversation.server.batches.insert(Fixture.batch(900), at: 0)
    conversation.press(.character("R"))
    #expect(conversation.takeLog().count == 5)
    #expect(conversation.ids == conversation.server.batches.map(\.id))
    #expect(conversation.state.selection.id == "b10")
    #expect(conversation.state.viewport.marks == ["b900": .new])
  }

  @Test func readsNoFurtherThanWhatWasLoaded() {
    var conversation = Conversation(Fixture.batches(0..<5000))
    conversation.press(.character("]"))
    let loaded = conversation.state.list.count
    _ = conversation.takeLog()
    conversation.press(.character("R"))
    #expect(conversation.takeLog().count == loaded / 100)
    #expect(conversation.state.list.count == loaded)
  }

  @Test(arguments: [
    (gone: ["b10"], heir: "b11"), (gone: ["b10", "b11"], heir: "b9"),
    (gone: (8...449).map { "b\($0)" }, heir: "b7"), (gone: (0...20).map { "b\($0)" }, heir: "b21"),
  ])
  func theSelectionGoesToItsNearestNeighbour(_ given: (gone: [String], heir: String)) {
    var conversation = loaded(450)
    for _ in 0..<10 { conversation.press(.character("j")) }
    conversation.server.batches.removeAll { given.gone.contains($0.id) }
    conversation.press(.character("R"))
    #expect(conversation.state.selection.id == given.heir)
  }

  @Test func anEmptyServerLeavesAnEmptyList() {
    var conversation = loaded(3)
    conversation.server.batches = []
    conversation.press(.character("R"))
    #expect(conversation.state.list.isEmpty)
    #expect(conversation.state.selection.id == nil)
    conversation.press(.character("j"), .character("G"), .enter, .character("r"))
    #expect(conversation.state.list.isEmpty)
  }

  /// What is kept up page by page is what a look at every row tells.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func knowsWhatHasBecomeOfEveryRow(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var old = BatchList()
    for page in 0..<6 {
      old.merge(
        Fixture.batches(page * 20..<page * 20 + 20),
        after: old.lastID.map { .after(id: $0) } ?? .head,
        asOf: 0)
    }
    var walk = FullReload(limit: 20, startedAt: 1)
    var next = 0
    while walk.next() != nil, next < 130 {
      // Pages overlap, rows are missing, new ones come, and some change from page to page.
      let numbers = (max(0, next - 3)..<next + 20).filter { _ in
        Int.random(in: 0..<30, using: &random) > 0
      }
      var rows = numbers.map { number in
        Fixture.batch(
          number, ["completed", "failed"][Int.random(in: 0..<20, using: &random) / 19])
      }
      rows.insert(Fixture.batch(1000 + next), at: rows.count / 2)
      next += 20
      walk.accept(BatchPage(batches: rows, hasMore: true), replacing: old, now: 0)
    }
    let changes = walk.changes(from: old)
    var expected = ListChanges()
    for index in 0..<walk.list.count {
      let after = walk.list[index].batch
      switch old.row(after.id)?.batch {
      case nil: expected.added.append(after)
      case let before? where before != after:
        expected.changed.append(.init(before: before, after: after))
      default: break
      }
    }
    for index in 0..<old.count where !walk.list.contains(old[index].batch.id) {
      expected.removed.append(old[index].batch)
    }
    #expect(Set(changes.added) == Set(expected.added))
    #expect(Set(changes.changed) == Set(expected.changed))
    #expect(changes.changed.count == expected.changed.count)
    #expect(changes.removed == expected.removed)
  }

  @Test func aFilterThatIsTypedStaysWhereItIsWhenTheFirstRowIsGone() {
    var state = loaded(450).state
    var server = loaded(450).server
    for _ in 0..<10 { _ = state.update(.input(.key(.down)), now: Fixture.now) }
    _ = state.update(.input(.key(.character("R"))), now: Fixture.now)
    var effects = state.update(.input(.key(.character("/"))), now: Fixture.now)
    for character in "b3" {
      effects += state.update(.input(.key(.character(character))), now: Fixture.now)
    }
    #expect(state.selection.id == "b30")
    server.batches.removeAll { $0.id == "b10" }
    guard case .waiting(let first)? = state.loader.job?.phase,
      let request = state.loader.job?.request
    else {
      Issue.record("nothing is read")
      return
    }
    effects = state.update(server.answer(request, number: first), now: Fixture.now)
    while !effects.isEmpty {
      guard case .send(let request, let number) = effects.removeFirst() else { continue }
      effects += state.update(server.answer(request, number: number), now: Fixture.now)
    }
    #expect(!state.list.contains("b10"))
    #expect(state.selection.id == "b30")
    _ = state.update(.input(.key(.character("3"))), now: Fixture.now)
    #expect(state.selection.id == "b33", "not the first one")
    _ = state.update(.input(.key(.escape)), now: Fixture.now)
    #expect(state.selection.id == "b30", "back to where it was kept")
  }

  @Test func asksFirstAboveTwentyPages() {
    var conversation = loaded(2050)
    conversation.press(.character("R"))
    #expect(conversation.state.overlay == .reload(ReloadConfirmation(pages: 21)))
    #expect(conversation.takeLog().isEmpty)
    conversation.press(.escape)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.takeLog().isEmpty)
    conversation.press(.character("R"), .enter)
    #expect(conversation.takeLog().count == 21)
  }

  @Test func cancellingChangesNothing() {
    let before = loaded(450).state
    var state = before
    var effects = state.update(.input(.key(.character("R"))), now: Fixture.now)
    guard case .send(_, let number)? = effects.first else {
      Issue.record("no request")
      return
    }
    let page = BatchPage(batches: Fixture.batches(900..<1000), hasMore: true)
    _ = state.update(.page(number: number, .success(page)), now: Fixture.now)
    effects = state.update(.input(.key(.control("c"))), now: Fixture.now)
    #expect(effects == [.cancel(number: number + 1)])
    #expect(state.list.count == 450)
    #expect(!state.list.contains("b900"))
    // A second ^C has nothing to cancel.
    #expect(state.update(.input(.key(.control("c"))), now: Fixture.now) == [.quit(status: 130)])
  }

  @Test func aGapIsReadThroughAndNothingBelowItIsLost() {
    var conversation = loaded(200)
    conversation.server.batches.insert(contentsOf: Fixture.batches(1000..<2250), at: 0)
    conversation.press(.character("r"))
    #expect(conversation.state.isGap(after: "b1999"))
    conversation.press(.character("R"))
    #expect(conversation.ids == conversation.server.batches.map(\.id))
    #expect(conversation.state.loader.gaps.isEmpty)
    #expect(conversation.state.selection.id == "b0")
  }

  @Test func manyNewRowsAboveDoNotEndItBeforeTheOldOnes() {
    var conversation = loaded(200)
    conversation.server.batches.insert(contentsOf: Fixture.batches(1000..<2500), at: 0)
    conversation.press(.character("R"))
    #expect(conversation.ids == conversation.server.batches.map(\.id))
    #expect(conversation.state.selection.id == "b0")
    #expect(conversation.state.messageText == "refreshed: 1500 new")
  }

  @Test func olderRowsThatComeIntoReachAreNotNews() {
    var conversation = Conversation(Fixture.batches(0..<1000))
    conversation.press(.character("]"))
    let loaded = conversation.state.list.count
    conversation.server.batches.removeAll { $0.id == "b\(loaded - 1)" }
    conversation.server.batches.insert(contentsOf: Fixture.batches([2000, 2001]), at: 0)
    conversation.press(.character("R"))
    #expect(conversation.state.messageText == "refreshed: 2 new, 1 gone from the server")
    #expect(conversation.state.viewport.arrivals == 2)
  }

  @Test(arguments: [Key.character("n"), .escape, .character("q"), .control("c")])
  func onlyAClearAnswerDecides(no: Key) {
    var conversation = loaded(2050)
    conversation.press(.character("R"))
    conversation.press(.character("R"), .character("j"), .character("x"))
    #expect(conversation.state.overlay == .reload(ReloadConfirmation(pages: 21)))
    conversation.press(no)
    #expect(conversation.state.overlay == nil)
    #expect(conversation.takeLog().isEmpty)
    conversation.press(.character("R"), .character("y"))
    #expect(conversation.takeLog().count == 21)
  }
}
