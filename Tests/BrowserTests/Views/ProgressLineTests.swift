import BatchPresentation
import Testing

@testable import Browser

/// What is in progress, from nothing but the values that it depends on.
@Suite struct ProgressLineTests {
  static func line(_ work: ProgressLine.Work, columns: Int = 80) -> String {
    ProgressLine(work: work, columns: columns, now: 2, keymap: .standard, theme: .unicode).line.text
  }

  static var loadAll: LoadAllProgress {
    var progress = LoadAllProgress(startedAt: 0)
    progress.add(newRows: 1100)
    progress.add(newRows: 100)
    return progress
  }

  @Test(arguments: [
    (80, "loading all: 2 pages, 1,200 rows, 600 rows/s   ^C stop"),
    (50, "loading all: 1,200 rows, 600 rows/s   ^C stop"),
    (40, "loading all: 1,200 rows   ^C stop"),
    (10, "loading all: 1,200 rows   ^C stop"),
  ])
  func loadingAllSaysAsMuchAsFits(columns: Int, text: String) {
    #expect(Self.line(.loadingAll(Self.loadAll), columns: columns) == text)
  }

  @Test func refreshesAndReloadsAreNamed() {
    #expect(Self.line(.refreshing) == "refreshing…   ^C cancel")
    #expect(
      Self.line(.reloading(page: 2, pages: 1400))
        == "reading everything again: page 2 of about 1,400   ^C cancel")
  }
}
