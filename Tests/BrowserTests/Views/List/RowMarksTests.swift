import BatchStore
import Batches
import TestSupport
import Testing

@testable import Browser

@Suite struct RowMarksTests {
  private static let row = MarkedRow(BatchRow(Fixture.batch(0, "in_progress"), asOf: 100))

  /// The most important of the marks that a row has is shown.
  @Test func theFirstThatAppliesIsShown() {
    let id = Self.row.id
    func mark(
      isMarked: Bool = false, isGap: Bool = false, isKept: Bool = false, isFollowed: Bool = false,
      _ unseen: Viewport.Mark? = nil, refreshedAt: Double = 0,
      isGone: Bool = false
    ) -> RowMark {
      var following = Following()
      if isFollowed { following.begin([Fixture.batch(0, "in_progress")]) }
      var marks = Marks()
      if isMarked { marks.toggle(id) }
      return RowMarks(
        kept: isKept ? id : nil, followed: following, marked: marks,
        unseen: unseen.map { [id: $0] } ?? [:], currentSince: refreshedAt, areGone: isGone
      ).mark(of: Self.row, isGap: isGap)
    }
    #expect(mark(isMarked: true, isGap: true, isKept: true, isFollowed: true, .new) == .marked)
    #expect(mark(isGap: true, isKept: true, isFollowed: true, .new, refreshedAt: 101) == .gap)
    #expect(mark(isKept: true, isFollowed: true, .new, refreshedAt: 101) == .unmatched)
    #expect(mark(isFollowed: true, .new, refreshedAt: 101, isGone: true) == .gone)
    #expect(mark(isFollowed: true, .new, refreshedAt: 101) == .followed)
    #expect(mark(.new, refreshedAt: 101) == .new)
    #expect(mark(.changed, refreshedAt: 101) == .changed)
    #expect(mark(refreshedAt: 101) == .stale)
    #expect(mark(refreshedAt: 100) == .none)
    #expect(mark() == .none)
  }
}
